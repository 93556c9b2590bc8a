"""The pages of the security administrator: who may do what, since when, and what was revoked."""
