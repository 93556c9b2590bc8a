"""Findings of inspections, their manifestation lines and the state of rectification."""
