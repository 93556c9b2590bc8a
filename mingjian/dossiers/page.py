"""What the page of a dossier shows, gathered from the value: the heaviest first, all of it when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.dossiers.axis import lanes, marks
from mingjian.dossiers.models import Focus
from mingjian.dossiers.opening import Opened
from mingjian.dossiers.telling import Held, Told, career, told, weighed
from mingjian.dossiers.value import PersonEntry
from mingjian.line.kinds import KINDS, Card
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.models import Person
from mingjian.ui.components import Action, Bar, Fact, Filter, FilterBar
from mingjian.ui.timeaxis import Lane

WITH_AXIS = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each the page holds: people, lines of one person of either kind, lines of one section."""

    people: int
    lines: int
    section: int


BRIEF, WHOLE = Limits(12, 6, 20), Limits(1000, 1000, 5000)


@dataclass(frozen=True, slots=True)
class Shown:
    """A person on the page, with their time axis when they stand far enough up. `hidden`: lines left out."""

    entry: PersonEntry
    lanes: list[Lane]
    verified: list[Told]
    unverified: list[Told]
    hidden: int
    career: list[Held]


@dataclass(frozen=True, slots=True)
class Focused:
    """An entry of the focus list. `card` is the matter as the reader may see it; None where they may not."""

    entry: Focus
    card: Card | None
    words: object


def context(opened: Opened, path: str, *, everything: bool = False) -> dict[str, Any]:
    """Everything the template shows. `path` is the page's own address."""
    whole = opened.dossier
    asked = f"?on={whole.entry:%Y-%m-%d}&lookback={whole.lookback}"
    limits = WHOLE if everything else BRIEF
    shown: dict[str, Sequence[Told]] = {
        "matters": [told(each.line, each.terms) for each in whole.matters[: limits.section]],
        "findings": [told(line) for line in whole.findings[: limits.section]],
        "concerns": [told(line) for line in whole.concerns[: limits.section]],
    }
    return {
        "title": _("Dossier: %(name)s") % {"name": whole.body.name},
        "dossier": whole,
        "document": True,
        "actions": _actions(opened, path, asked, everything=everything),
        "all_url": f"{path}{asked}&all=1",
        "shown": shown,
        "hidden": {
            "matters": len(whole.matters) - len(shown["matters"]),
            "findings": len(whole.findings) - len(shown["findings"]),
            "concerns": len(whole.concerns) - len(shown["concerns"]),
        },
        "as_of": _as_of(opened, path),
        "facts": facts(opened),
        "people": [_shown(place, entry, limits) for place, entry in enumerate(whole.people[: limits.people])],
        "people_hidden": max(0, len(whole.people) - limits.people),
        "marks": marks(whole),
        "bars": _bars(opened),
        "focus_list": focus_list(opened),
        "may_focus": _may_focus(opened),
        "target": opened.target,
    }


def _actions(opened: Opened, path: str, asked: str, *, everything: bool) -> list[Action]:
    data = Action(_("As data (JSON)"), f"{reverse('dossier-json', args=[opened.org.pk])}{asked}", "braces")
    if everything:
        return [Action(_("The heaviest only"), f"{path}{asked}", "list-filter"), data]
    return [Action(_("Everything, to print"), f"{path}{asked}&all=1", "printer"), data]


def _shown(place: int, entry: PersonEntry, limits: Limits) -> Shown:
    verified = [weighed(one) for one in entry.verified[: limits.lines]]
    unverified = [weighed(one) for one in entry.unverified[: limits.lines]]
    hidden = len(entry.verified) + len(entry.unverified) - len(verified) - len(unverified) + entry.more_lines
    return Shown(entry, _axis(place, entry), verified, unverified, hidden, career(entry.posts))


def _as_of(opened: Opened, path: str) -> FilterBar:
    whole = opened.dossier
    day = Filter("date", "on", _("Day of entry"), whole.entry.isoformat())
    years = Filter("number", "lookback", _("Years to look back"), str(whole.lookback))
    return FilterBar(path, [day, years], submit_label=_("Show"))


def _axis(place: int, entry: PersonEntry) -> list[Lane]:
    return lanes(entry) if place < WITH_AXIS and (entry.verified or entry.unverified) else []


def _bars(opened: Opened) -> list[Bar]:
    unresolved = _("%(count)d not yet resolved")
    return [
        Bar(one.words, one.findings, note=unresolved % {"count": one.unresolved} if one.unresolved else "")
        for one in opened.dossier.body.classes
    ]


def facts(opened: Opened) -> list[Fact]:
    """The strip under the title."""
    body = opened.dossier.body
    open_findings = sum(line.unresolved for line in opened.dossier.findings)
    return [
        Fact(_("Day of entry"), opened.dossier.entry.isoformat()),
        Fact(_("Kind"), body.kind_words),
        Fact(_("Superior"), body.superior),
        Fact(_("Subordinate units"), body.units),
        Fact(_("Earlier inspections"), len(body.inspections), "#inspections"),
        Fact(_("Findings, not yet resolved"), f"{open_findings} / {len(opened.dossier.findings)}", "#findings"),
        Fact(_("Leads, unverified"), len(opened.dossier.concerns), "#leads"),
        Fact(_("People of the look-back"), opened.dossier.people_in_all, "#people"),
    ]


def focus_list(opened: Opened) -> list[Focused]:
    """What the leader chose; a matter is shown as far as the reader may see it. One query, and one a kind of matter."""
    if opened.target is None:
        return []
    rows = Focus.objects.visible_to(opened.scope).filter(target=opened.target)
    entries = list(rows.select_related("person", "looked_at_by").order_by("state", "pk"))
    cards = _cards(entries, opened.scope)
    return [
        Focused(
            entry,
            cards.get((entry.matter_kind, entry.matter_id)),
            KINDS[entry.matter_kind].words if entry.matter_kind in KINDS else "",
        )
        for entry in entries
    ]


def _cards(entries: list[Focus], scope: Scope) -> dict[tuple[str, int | None], Card]:
    found: dict[tuple[str, int | None], Card] = {}
    for kind in {entry.matter_kind for entry in entries} & KINDS.keys():
        ids = [entry.matter_id for entry in entries if entry.matter_kind == kind and entry.matter_id is not None]
        found.update({(kind, row_id): card for row_id, card in KINDS[kind].cards(ids, scope).items()})
    return found


def subject(person: str, matter: str, scope: Scope) -> str:
    """Who or what is about to be chosen, as the reader may see it; nothing for what they may not."""
    kind, _dash, row = ("person", "", person) if person else matter.partition("-")
    if not row.isdecimal() or len(row) > 18:
        return ""
    if kind == "person":
        return next(iter(Person.objects.visible_to(scope).filter(pk=int(row)).values_list("name", flat=True)), "")
    card = KINDS[kind].cards([int(row)], scope).get(int(row)) if kind in KINDS else None
    return card.title if card else ""


def _may_focus(opened: Opened) -> bool:
    target = opened.target
    return target is not None and opened.scope.may(Right.EDIT_FOCUS, target.office_path, target.pk)
