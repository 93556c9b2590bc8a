"""What to read before entering an organisation, and the focus list the leader makes of it."""
