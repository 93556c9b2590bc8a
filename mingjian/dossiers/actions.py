"""Writes of dossiers: gathering sights for a team, and the focus list."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.actions import give_sights
from mingjian.accounts.actions.tasks import SightRow
from mingjian.accounts.models import Task, User
from mingjian.accounts.scopes import of_system
from mingjian.audit import verbs
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.dossiers.gathering import gather
from mingjian.dossiers.models import Focus
from mingjian.dossiers.value import Dossier, Line
from mingjian.flow.move import move
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.orgs.models import Organisation
from mingjian.rounds.models import Target

OPENED = verbs.register("dossier.open", gettext_lazy("Dossier opened"), reads=True)


def _every_office() -> Scope:
    """The gatherer's own scope: reads every office's rows to learn which exist; it shows nobody anything."""
    reads = frozenset({Right.READ_REGISTER, Right.READ_FINDINGS, Right.READ_LEADS})
    roots = Office.objects.filter(parent=None).values_list("path", flat=True)
    return of_system("dossiers", held=[Held(path, reads) for path in roots])


def _rows(dossier: Dossier) -> Iterable[SightRow]:
    for line in _lines(dossier):
        if line.office_id is not None:
            yield line.kind, line.id, line.office_id
    for entry in dossier.people:
        for post in entry.posts:
            if post.office_id is not None:
                yield "tenure", post.id, post.office_id


def _lines(dossier: Dossier) -> Iterable[Line]:
    yield from dossier.findings
    yield from dossier.concerns
    for entry in dossier.people:
        for weighed in (*entry.verified, *entry.unverified):
            yield weighed.line


@action("dossier.prepare", gettext_lazy("Dossier prepared"))
def prepare(*, target: Target, scope: Scope) -> int:
    """Give the target's team sight of exactly the lines its dossier gathers, for as long as its tasks last.

    May be done by whoever may open the dossier: a member by task, or the office. Done again it adds what is new.
    Returns the number of rows the team has sight of. Each is read at the depth its own office set.
    """
    scope.require(Right.OPEN_DOSSIERS, target.office_path, target.pk)
    org = Organisation.objects.select_related("superior").get(pk=target.org_id)
    dossier = gather(org, target.on_site.lower, _every_office())
    start, end = _time_of_tasks(target)
    earlier = Target.objects.filter(pk__in=[one.target_id for one in dossier.body.inspections])
    rows = [*_rows(dossier), *(("target", pk, office) for pk, office in earlier.values_list("pk", "office_id"))]
    count = give_sights(target_id=target.pk, rows=set(rows), start=start, end=end, scope=scope)
    record(
        "dossier.prepare",
        actor=scope.actor,
        kind="target",
        ids=[target.pk],
        office_path=target.office_path,
        detail={"rows": count},
    )
    return count


def _time_of_tasks(target: Target) -> tuple[date, date]:
    times = list(Task.objects.filter(target_id=target.pk, ended_at=None).values_list("valid", flat=True))
    if not times:
        raise Invalid(_("Nobody has a task on this body yet: form the team first."))
    return min(time.lower for time in times), max(time.upper for time in times)


@action("focus.add", gettext_lazy("Added to the focus list"))
def add_focus(
    *,
    target: Target,
    why: str,
    scope: Scope,
    person_id: int | None = None,
    matter: tuple[str, int] | None = None,
    looked_at_by: User | None = None,
) -> Focus:
    """Put a person or a matter on the target's focus list, saying why and who looks.

    Raises NotAllowed without the right to edit the list, Invalid without a reason or when it is there already.
    """
    scope.require(Right.EDIT_FOCUS, target.office_path, target.pk)
    if not why.strip():
        raise Invalid(_("Say why it deserves attention."), {"why": _("A reason is needed.")})
    values: dict[str, Any] = {"person_id": person_id, "named_id": person_id}
    if matter is not None:
        values = {"matter_kind": matter[0], "matter_id": matter[1]}
    try:
        with transaction.atomic():
            focus = Focus.objects.create(
                office_id=target.office_id,
                office_path=target.office_path,
                about_orgs=target.about_orgs,
                about_persons=[person_id] if person_id is not None else [],
                target=target,
                why=why.strip(),
                looked_at_by=looked_at_by,
                at=timezone.now(),
                **values,
            )
    except IntegrityError as clash:
        raise Invalid(_("It is on the focus list already.")) from clash
    record("focus.add", actor=scope.actor, kind="focus", ids=[focus.pk], office_path=focus.office_path, words=why)
    publish("focus", [focus.pk])
    return focus


@action("focus.write_back", gettext_lazy("Focus entry written back"))
def write_back(*, focus: Focus, became: str, scope: Scope) -> Focus:
    """After the round: what became of the person or matter."""
    scope.require(Right.EDIT_FOCUS, focus.office_path, focus.target_id)
    move(focus, "write_back", actor=scope.actor, reason=became)
    focus.became = became.strip()
    focus.save(update_fields=["became"])
    publish("focus", [focus.pk])
    return focus


@action("focus.drop", gettext_lazy("Focus entry dropped"))
def drop(*, focus: Focus, reason: str, scope: Scope) -> Focus:
    """Take an entry off the list; it stays in the record with the reason."""
    scope.require(Right.EDIT_FOCUS, focus.office_path, focus.target_id)
    move(focus, "drop", actor=scope.actor, reason=reason)
    publish("focus", [focus.pk])
    return focus
