"""What is asked: the body, the day, how far back, and who reads."""

from dataclasses import dataclass
from datetime import date

from mingjian.offices.scope import Scope


@dataclass(frozen=True, slots=True)
class Question:
    """`bodies` are the organisation and its predecessors, `units` its units now; `since` begins the look-back."""

    org_id: int
    bodies: frozenset[int]
    units: frozenset[int]
    entry: date
    since: date
    scope: Scope

    @property
    def own(self) -> frozenset[int]:
        return self.bodies | self.units


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
