"""What a password must be, and the pages on which it is changed."""
