"""The pages of the system administrator: who has an account, in which office, under which name."""
