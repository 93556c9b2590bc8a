"""Pages of leads and outcomes. A lead is marked unverified everywhere."""
