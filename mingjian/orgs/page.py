"""What the organisation's page shows, read through the gate."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind, NameKind, SuccessionKind
from mingjian.orgs.models import Organisation, Succession
from mingjian.orgs.picking import with_code
from mingjian.orgs.tree import Node, as_of
from mingjian.orgs.written import Line, describe, on_words, when
from mingjian.ui.components import Action, Fact

MOST_UNITS = 200
MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """A name or a superior and its time, in words."""

    words: str
    kind: str
    since: str
    until: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A succession in words, with what it altered and the address of its undo ("" when it cannot be offered)."""

    kind: str
    when: str
    basis: str
    from_names: list[str]
    to_names: list[str]
    undone: bool
    undo_url: str


def may_edit(organisation: Organisation, scope: Scope) -> bool:
    return any(scope.may(Right.EDIT_REGISTER, path) for path in organisation.office_paths)


def facts(organisation: Organisation) -> list[Fact]:
    offices = Office.objects.filter(pk__in=organisation.office_ids).values_list("name", flat=True)
    since = on_words(organisation.existed.lower, organisation.start_precision)
    until = on_words(organisation.existed.upper, organisation.end_precision)
    shown = [
        Fact(gettext("Code"), organisation.code),
        Fact(gettext("Kind"), Kind(organisation.kind).label),
        Fact(gettext("Level"), organisation.get_level_display()),
        Fact(gettext("Division"), organisation.division.name if organisation.division else ""),
        Fact(gettext("Seat"), organisation.seat),
        Fact(gettext("Exists since"), since),
        Fact(gettext("Offices answerable"), "、".join(offices)),
    ]
    return [*shown, Fact(gettext("Ended"), until, tone="done")] if until else shown


def offices_as_lines(organisation: Organisation) -> str:
    """The offices answerable as the form takes them, one a line, in their order."""
    names = dict(Office.objects.filter(pk__in=organisation.office_ids).values_list("pk", "name"))
    return "\n".join(with_code(names[pk], pk) for pk in organisation.office_ids if pk in names)


def names(organisation: Organisation) -> list[Span]:
    """All names, the latest first."""
    rows = organisation.names.order_by("-during", "kind", "name")
    return [
        Span(
            row.name,
            str(NameKind(row.kind).label),
            on_words(row.during.lower, row.start_precision),
            on_words(row.during.upper, row.end_precision),
        )
        for row in rows
    ]


def superiors(organisation: Organisation, scope: Scope) -> list[Span]:
    """The superiors in time that the reader sees, the latest first."""
    rows = list(organisation.superiors.order_by("-during"))
    seen = Organisation.objects.visible_to(scope).in_bulk([row.superior_id for row in rows])
    return [
        Span(
            seen[row.superior_id].name,
            "",
            on_words(row.during.lower, row.start_precision),
            on_words(row.during.upper, row.end_precision),
            reverse("organisation", args=[row.superior_id]),
        )
        for row in rows
        if row.superior_id in seen
    ]


def units(organisation: Organisation, scope: Scope) -> list[Organisation]:
    """Its direct subordinate units of now, by name; at most 200."""
    rows = Organisation.objects.visible_to(scope).filter(superior=organisation)
    return list(rows.order_by("sort_key", "pk")[:MOST_UNITS])


def changes(organisation: Organisation, scope: Scope, *, may_undo: bool) -> list[Change]:
    """The successions it took part in, the latest first. Bodies out of scope are left out of the sentence."""
    part = Q(from_ids__contains=[organisation.pk]) | Q(to_ids__contains=[organisation.pk])
    rows = list(Succession.objects.filter(part).order_by("-on", "-pk"))
    ids = {each for row in rows for each in (*row.from_ids, *row.to_ids)}
    named = dict(Organisation.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", "name"))

    def seen(wanted: Iterable[int]) -> list[str]:
        return [named[each] for each in wanted if each in named]

    return [
        Change(
            str(SuccessionKind(row.kind).label),
            when(row),
            row.basis,
            seen(row.from_ids),
            seen(row.to_ids),
            row.undone_at is not None,
            reverse("succession-undo", args=[row.pk]) if may_undo and row.undone_at is None else "",
        )
        for row in rows
    ]


def succession(pk: int, scope: Scope) -> Succession | None:
    """A succession of which the reader sees at least one body."""
    row = Succession.objects.filter(pk=pk).first()
    if row is None:
        return None
    ids = [*row.from_ids, *row.to_ids]
    return row if Organisation.objects.visible_to(scope).filter(pk__in=ids).exists() else None


def altered(row: Succession) -> list[Line]:
    return describe(row)


def tree(organisation: Organisation, on: date, scope: Scope) -> list[Node]:
    """The body and what stood below it on a day; at most 2,000 nodes."""
    return as_of(on, scope, organisation.pk, MOST_NODES)


def page_actions(organisation: Organisation, scope: Scope) -> list[Action]:
    """What the reader may do from here."""
    found = []
    # The room of dossiers lies above; where it is not mounted, there is nothing to open.
    with suppress(NoReverseMatch):
        if scope.has(Right.OPEN_DOSSIERS):
            address = reverse("dossier", args=[organisation.pk])
            found.append(Action(gettext("Open dossier"), address, "folder-open", "primary"))
    found.append(Action(gettext("Tree"), reverse("organisation-tree", args=[organisation.pk]), "network"))
    if not may_edit(organisation, scope):
        return found
    found.append(Action(gettext("Correct"), reverse("organisation-revise", args=[organisation.pk]), "pencil"))
    found.append(Action(gettext("Offices answerable"), reverse("organisation-hand-over", args=[organisation.pk])))
    if organisation.existed.upper is None:
        for verb, words in (
            ("rename", gettext("Rename")),
            ("move", gettext("Move")),
            ("merge", gettext("Merge")),
            ("split", gettext("Split")),
        ):
            found.append(Action(words, reverse("organisation-change", args=[organisation.pk, verb])))
    return found
