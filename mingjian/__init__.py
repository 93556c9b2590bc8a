"""Mingjian 明鉴: the working platform of inspection and discipline offices, and the public's door to them."""

__version__ = "0.1.0"
