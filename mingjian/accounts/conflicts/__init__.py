"""The pages of declared conflicts of interest: one's own, and those of the office one leads."""
