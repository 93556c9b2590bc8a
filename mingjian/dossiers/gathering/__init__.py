"""Gathering a dossier: a constant number of gated queries, whatever the body's size."""

from mingjian.dossiers.gathering.whole import gather

__all__ = ["gather"]
