"""What the pages of offices and divisions show."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.offices.models import Division, Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.orgs.written import on_words
from mingjian.ui.components import Action, Fact

MOST = 200
SIZE = 100


def office_facts(office: Office, scope: Scope) -> list[Fact]:
    """Key facts; the superior and the body only as far as the reader sees them."""
    above = Office.objects.visible_to(scope).filter(pk=office.parent_id).first()
    body = Organisation.objects.visible_to(scope).filter(pk=office.body_id).first() if office.body_id else None
    facts = [
        Fact(_("Office number"), str(office.pk)),
        Fact(_("Line of authority"), office.get_line_display()),
        Fact(_("Level"), office.get_level_display()),
        Fact(_("Division"), *_linked(office.division)),
        Fact(_("Superior office"), above.name if above else "", reverse("office", args=[above.pk]) if above else ""),
        Fact(_("Its own body"), body.name if body else "", reverse("organisation", args=[body.pk]) if body else ""),
        Fact(_("Shown through dossiers"), office.get_sight_depth_display()),
        Fact(_("Exists since"), on_words(office.existed.lower, "day")),
        Fact(_("Ended"), on_words(office.existed.upper, "day"), tone="done" if office.existed.upper else ""),
    ]
    return [fact for fact in facts if fact.value]


def _linked(division: Division | None) -> tuple[str, str]:
    return (division.name, reverse("division", args=[division.code])) if division else ("", "")


def office_below(office: Office, scope: Scope) -> Sequence[Office]:
    """The offices directly below, within reach; at most 200."""
    return list(Office.objects.visible_to(scope).filter(parent=office).order_by("level", "name")[:MOST])


def answerable(office: Office, scope: Scope) -> int:
    """For how many visible bodies the office is the first one answerable."""
    count: int = Organisation.objects.visible_to(scope).filter(office_ids__0=office.pk).count()
    return count


def office_actions(office: Office, scope: Scope) -> list[Action]:
    """What whoever keeps offices may do from here."""
    if not scope.may(Right.MANAGE_OFFICES, str(office.path)):
        return []
    words = {
        "found": _("Found an office below"),
        "rename": _("Rename"),
        "move": _("Move"),
        "sight": _("Shown through dossiers"),
        "body": _("Its own body"),
        "end": _("End"),
    }
    if office.existed.upper is not None:
        words = {"rename": words["rename"]}
    return [Action(label, reverse("office-change", args=[office.pk, verb])) for verb, label in words.items()]


def divisions(name: str, under: str, after: str) -> tuple[list[Division], bool]:
    """A page of divisions by code: those whose name, retired name or code answers, below `under`; and if more follow.

    Without a question, the children of `under`, or the roots.
    """
    rows = Division.objects.all()
    if name:
        named = Q(name__icontains=name) | Q(code__startswith=name) | Q(former_names__name__icontains=name)
        rows = rows.filter(named).distinct()
        if under and (above := Division.objects.filter(code=under).first()):
            rows = rows.filter(path__within=above.path)
    else:
        rows = rows.filter(parent=under or None)
    found = list(rows.filter(code__gt=after).order_by("code")[: SIZE + 1])
    return found[:SIZE], len(found) > SIZE


def every_division() -> Sequence[tuple[str, str, int, str]]:
    """All divisions as the file that can be loaded again: code, name, level, parent."""
    rows = Division.objects.order_by("level", "code").values_list("code", "name", "level", "parent_id")
    return [(code, name, level, parent or "") for code, name, level, parent in rows.iterator(5000)]


def division(code: str) -> Division | None:
    return Division.objects.select_related("parent").filter(code=code).first()


def division_offices(row: Division, scope: Scope) -> Sequence[Office]:
    """The offices on a division, within reach."""
    return list(Office.objects.visible_to(scope).filter(division=row).order_by("line", "name")[:MOST])


def division_bodies(row: Division, scope: Scope) -> int:
    """How many visible bodies stand in the division or below it."""
    count: int = Organisation.objects.visible_to(scope).filter(division__path__within=row.path).count()
    return count


def body_id_of(code: str) -> int | None:
    """The number of the body of a code, whoever may see it: the office's staff are kept from what concerns it."""
    return Organisation.objects.filter(code=code.strip()).values_list("pk", flat=True).first()
