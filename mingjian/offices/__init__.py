"""The division tree, the offices on it per line of authority, and the Scope value every read is gated by."""
