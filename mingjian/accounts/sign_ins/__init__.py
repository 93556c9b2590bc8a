"""The security administrator's view of how users sign in: factor, waits, one-time passwords. No business data."""
