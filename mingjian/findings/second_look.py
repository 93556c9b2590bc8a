"""Questions about later looks at a finding's rectification."""

from mingjian.findings.models import Finding, Review
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Target


def later_entries(finding: Finding, scope: Scope) -> list[Target]:
    """Entries to the same body after the finding, as far as the scope sees them, the latest first."""
    rows = Target.objects.visible_to(scope).filter(org=finding.org_id, on_site__startswith__gt=finding.found_on)
    return list(rows.select_related("team__round").order_by("-on_site", "-pk")[:50])


def reviews_of(finding: Finding, scope: Scope) -> list[tuple[Review, Target | None]]:
    """The looks at a finding that the caller found through the gate, the latest first; their entries where in scope."""
    looks = list(finding.reviews.order_by("-reviewed_on", "-pk"))
    rows = Target.objects.visible_to(scope).filter(pk__in=[look.target_id for look in looks if look.target_id])
    entries = {entry.pk: entry for entry in rows.select_related("team__round")}
    return [(look, entries.get(look.target_id) if look.target_id else None) for look in looks]
