"""Data quality: rules that rooms declare, the rows that break them, and how that goes from day to day."""
