"""The day by which the body of a row is resolved; the bodies themselves are found by `orgs.naming`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingjian.orgs.naming import Bodies

__all__ = ["Bodies", "day_of"]


def day_of(values: Mapping[str, Any], default: date) -> date:
    """The day a row speaks of: when it was found, else feedback, else the beginning of the conduct."""
    for key in ("found_on", "feedback_on"):
        if key in values:
            text = str(values[key])
            return date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    conduct = values.get("conduct") or [None, None]
    return date.fromisoformat(conduct[0]) if conduct[0] else default
