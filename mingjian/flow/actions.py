"""The frame of every write lives in `audit.action`, below all rooms that act; upper rooms may take it from here."""

from mingjian.audit.action import ACTIONS, action

__all__ = ["ACTIONS", "action"]
