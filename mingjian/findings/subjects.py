"""Whom findings burden, brought up to date when the tenures of the persons they name change."""

from collections.abc import Sequence
from typing import Any

from mingjian.findings.models import Finding, Named
from mingjian.findings.revisions import as_stored
from mingjian.findings.search import stored
from mingjian.findings.writing import subject_of
from mingjian.ledgers.bulk import update_rows
from mingjian.people.about import about_many
from mingjian.search import index


def refresh_subjects(person_ids: Sequence[int]) -> None:
    """`about_orgs` of the findings that name these persons, and their documents. Runs in the caller's transaction."""
    named = Named.objects.filter(person_id__in=person_ids).values("finding_id")
    rows = list(Finding.objects.filter(pk__in=named))
    kept = as_stored(rows)
    abouts = about_many([subject_of(*kept[row.pk]) for row in rows])
    changed: list[dict[str, Any]] = [
        {"id": row.pk, "about_orgs": about.orgs, "about_persons": about.persons}
        for row, about in zip(rows, abouts, strict=True)
        if (row.about_orgs, row.about_persons) != (about.orgs, about.persons)
    ]
    update_rows(Finding, {"about_orgs": "bigint[]", "about_persons": "bigint[]"}, changed)
    if changed:
        index.replace(stored([record["id"] for record in changed]))


def follow_bodies(org_ids: Sequence[int]) -> None:
    """Findings are found by the names that their bodies take later, as by those they bore."""
    ids = list(Finding.objects.filter(org_id__in=org_ids).values_list("pk", flat=True))
    if ids:
        index.replace(stored(ids))
