"""Letters: composed from agreed content, then rendered."""
