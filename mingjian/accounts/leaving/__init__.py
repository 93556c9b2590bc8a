"""The pages of hand-over: what stands in somebody's name, and to whom it goes."""
