"""Speed as ratios: each figure against a floor measured in the same run."""
