"""One value set in many rows at once: chosen, previewed, written in one transaction, undone."""
