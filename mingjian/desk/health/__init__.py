"""The page on which the system administrator sees whether the system works."""
