"""Leads and concluded outcomes."""
