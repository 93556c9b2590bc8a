"""What hangs on a body in other rooms follows it: its names, its place, and the offices answerable for it.

A room keeps what it took from bodies, such as the gate's columns of tenures or names in search documents, and
registers in its AppConfig.ready: `register(function)`; `function(org_ids)` is called inside the transaction in which
these bodies changed, and brings the room's rows up to date. A constant number of statements, however many bodies.
"""

from collections.abc import Callable, Collection, Sequence

Follow = Callable[[Sequence[int]], None]

_followers: list[Follow] = []


def register(function: Follow) -> None:
    """Called from a room's AppConfig.ready."""
    if function not in _followers:
        _followers.append(function)


def bodies_changed(org_ids: Collection[int]) -> None:
    """Tell every room what changed. Called by the actions of this room, after the bodies are written."""
    if org_ids:
        wanted = sorted(org_ids)
        for function in _followers:
            function(wanted)
