"""Saved views of ledgers: filters, order and columns under a name, one's own or shared with the office."""
