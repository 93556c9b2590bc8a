"""Persons and their tenures."""
