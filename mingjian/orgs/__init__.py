"""Organisations, their names, superiors and successions; the tree as of a date."""
