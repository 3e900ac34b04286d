"""The record of one woman's stay: what was said and decided, and how entries fold into it."""
