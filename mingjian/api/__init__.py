"""The questions people ask, as JSON."""
