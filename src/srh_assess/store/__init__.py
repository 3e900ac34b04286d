"""The encrypted journal and its projections: the only room that speaks SQL."""
