"""Which bodies an inspection reaches."""

from datetime import date

from mingjian.orgs.succession import lineage
from mingjian.orgs.tree import units_below
from mingjian.rounds.models import Target


def bodies_of(target: Target) -> frozenset[int]:
    """The body entered and its subordinate units on the day of entry, with all their predecessors."""
    day: date = target.on_site.lower
    bodies = frozenset({target.org_id}) | units_below(target.org_id, day)
    return bodies.union(*lineage(bodies, day).values())
