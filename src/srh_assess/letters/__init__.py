"""Letters: what may be said to whom (content), in which order (compose), on paper (render)."""
