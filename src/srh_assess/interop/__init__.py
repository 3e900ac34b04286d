"""Files that come from, or go to, other programs: read and written here, decided elsewhere."""
