"""The clinical protocol as frozen, typed, validated data."""
