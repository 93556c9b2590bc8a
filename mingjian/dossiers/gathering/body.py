"""Section 1: the body now and before, its inspections, its findings by class, and what came back."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q

from mingjian.dossiers.gathering.question import Question
from mingjian.dossiers.gathering.words import words
from mingjian.dossiers.value import Body, ClassCount, Inspection
from mingjian.findings.classes import FindingClass
from mingjian.findings.models import Finding
from mingjian.findings.states import FINDING
from mingjian.offices.scope import Depth
from mingjian.orgs.models import Organisation, OrganisationName
from mingjian.rounds.models import Target

_RECTIFIED = ("done", "closed_out")


def body_of(question: Question, org: Organisation) -> Body:
    """Names, superior and predecessors. Two queries."""
    names = OrganisationName.objects.filter(organisation_id=org.pk, kind="official").order_by("during")
    before = Organisation.objects.visible_to(question.scope, Depth.EXISTENCE)
    before = before.filter(pk__among=list(question.bodies - {org.pk}))
    return Body(
        id=org.pk,
        name=org.name,
        kind_words=words(org, "kind"),
        level_words=words(org, "level"),
        superior=org.superior.name if org.superior else "",
        seat=org.seat,
        names=[(row.name, row.during.lower, row.during.upper) for row in names],
        predecessors=list(before.order_by("pk").values_list("pk", "name")),
        units=len(question.units),
    )


def inspections(question: Question) -> list[Inspection]:
    """Earlier inspections of the body and its predecessors, latest first. One query."""
    rows = (
        Target.objects.visible_to(question.scope, Depth.EXISTENCE)
        .filter(org_id__in=question.bodies, on_site__startswith__lt=question.entry)
        .select_related("team__round", "office", "org")
        .annotate(
            found=Count("findings", filter=Q(findings__found_on__lte=question.entry)),
            done=Count("findings", filter=Q(findings__found_on__lte=question.entry, findings__state__in=_RECTIFIED)),
        )
        .order_by("-on_site")
    )
    return [
        Inspection(
            target_id=row.pk,
            round_name=row.team.round.name,
            kind_words=words(row.team.round, "kind"),
            office_name=row.office.name,
            start=row.on_site.lower,
            end=row.on_site.upper,
            org_name=row.org.name,
            findings=row.found,
            done=row.done,
        )
        for row in rows
    ]


def recurring(findings: Sequence[Finding]) -> dict[int, bool]:
    """Which findings came back: their sub-class was found before at the body, rectified, and found again.

    `findings` come oldest first; those whose class the depth hides are passed over.
    """
    closed: dict[str, date] = {}
    came_back: dict[int, bool] = {}
    for row in findings:
        key = row.subclass or row.finding_class
        came_back[row.pk] = key in closed and closed[key] < row.found_on
        if row.state in _RECTIFIED:
            closed.setdefault(key, row.found_on)
    return came_back


def classes(findings: Sequence[Finding], came_back: dict[int, bool]) -> list[ClassCount]:
    """Findings by 四个落实, with those still open and those that came back."""
    by_class: dict[str, list[Finding]] = defaultdict(list)
    for row in findings:
        by_class[row.finding_class].append(row)
    open_states = FINDING.open_states() - {"done"}
    return [
        ClassCount(
            code=code,
            words=words,
            findings=len(by_class[code]),
            unresolved=sum(row.state in open_states for row in by_class[code]),
            recurring=sum(came_back[row.pk] for row in by_class[code]),
        )
        for code, words in FindingClass.choices
        if code in by_class
    ]
