"""Two persons side by side, for somebody to judge whether they are one: their lines on one time axis, the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.career import career_lane, career_rows
from mingjian.people.evidence import Evidence, between
from mingjian.people.identity import partial
from mingjian.people.models import Judgement, Mention, Person, Proposal, Tenure
from mingjian.people.seen import mentions_of
from mingjian.people.values import stated
from mingjian.ui.components import Fact
from mingjian.ui.timeaxis import Lane

_EDIT = Right.EDIT_REGISTER
MOST = 50
# Of what waits, so many are looked at to find a page of those in sight.
LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: their facts in sight, their posts, and the rows that name them."""

    person: Person
    name: str
    url: str
    facts: Sequence[Fact]
    tenures: Sequence[Any]
    named: Sequence[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is judged: the pair of mentions, both sides, and what was said of it before."""

    pair: tuple[int, int]
    sides: tuple[Side, Side]
    lanes: Sequence[Lane]
    evidence: Evidence
    earlier: Sequence[str]


def compare(one: Person, other: Person, scope: Scope, pair: tuple[int, int] | None = None) -> Comparison | None:
    """Both persons as the scope sees them; None where one has no mention in sight."""
    mentions = mentions_of([one.pk, other.pk], scope)
    if not mentions.get(one.pk) or not mentions.get(other.pk):
        return None
    rows = Tenure.objects.visible_to(scope).filter(person_id__in=[one.pk, other.pk]).select_related("org")
    tenures: dict[int, list[Tenure]] = {one.pk: [], other.pk: []}
    for row in rows.order_by("during", "pk"):
        tenures[row.person_id].append(row)
    chosen = pair or (mentions[one.pk][0].pk, mentions[other.pk][0].pk)
    sides = (_side(one, mentions[one.pk], tenures[one.pk]), _side(other, mentions[other.pk], tenures[other.pk]))
    return Comparison(
        pair=chosen,
        sides=sides,
        lanes=[lane for side, who in zip("AB", (one, other), strict=True) if (lane := _lane(side, tenures[who.pk]))],
        evidence=between((mentions[one.pk], tenures[one.pk]), (mentions[other.pk], tenures[other.pk])),
        earlier=_earlier(mentions[one.pk], mentions[other.pk]),
    )


def _lane(side: str, tenures: Sequence[Tenure]) -> Lane | None:
    if not tenures:
        return None
    return Lane(side, career_lane(tenures).items)


def _side(person: Person, mentions: Sequence[Mention], tenures: Sequence[Tenure]) -> Side:
    values = stated(mentions)
    born = partial(values["born"].value.lower, values["born"].value.upper) if "born" in values else None
    sexes = {each.sex: each.get_sex_display() for each in mentions if each.sex}
    facts = [
        Fact(_("Born"), str(born or "—")),
        Fact(_("Sex"), sexes.get(values["sex"].value, "—") if "sex" in values else "—"),
        Fact(_("Ethnicity"), values["ethnicity"].value if "ethnicity" in values else "—"),
        Fact(_("Native place"), values["native_place"].value if "native_place" in values else "—"),
        Fact(_("Identity number"), _("on record, as a keyed hash") if "id_hash" in values else _("not on record")),
    ]
    named = [f"{each.name}（{each.post}）" if each.post else each.name for each in mentions]
    name = values["name"].value
    return Side(person, name, reverse("person", args=[person.pk]), facts, career_rows(tenures), named)


def _earlier(one: Sequence[Mention], other: Sequence[Mention]) -> list[str]:
    """What was judged of mentions of the two, also what was taken back."""
    first, second = [each.pk for each in one], [each.pk for each in other]
    rows = list(
        Judgement.objects.filter(
            Q(one_id__in=first, other_id__in=second) | Q(one_id__in=second, other_id__in=first)
        ).order_by("pk")
    )
    users = dict(User.objects.filter(pk__in=[row.user_id for row in rows]).values_list("pk", "display_name"))
    return [
        _("%(day)s, %(who)s: %(verdict)s%(taken_back)s%(reason)s")
        % {
            "day": row.at.date(),
            "who": users.get(row.user_id, _("by rule")) if row.user_id else _("by rule"),
            "verdict": row.get_verdict_display(),
            "taken_back": _(" (taken back)") if row.undone_at else "",
            "reason": f" · {row.reason}" if row.reason else "",
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair that waits: both persons' names in sight, the address, and whether a second opinion is asked."""

    proposal: Proposal
    persons: tuple[int, int]
    names: tuple[str, str]
    url: str
    unsure_by: int | None

    @property
    def bits(self) -> int:
        """The weight of the evidence, rounded."""
        return round(self.proposal.score)


def waiting(scope: Scope) -> list[Waiting]:
    """The heaviest proposals of which the scope sees both mentions and edits both persons. Who was unsure is not asked
    again: somebody else is."""
    rows = list(Proposal.objects.select_related("one__person", "other__person").order_by("-score", "pk")[:LOOKED_AT])
    persons = {row.one.person_id for row in rows} | {row.other.person_id for row in rows}
    visible = Person.objects.visible_to(scope).filter(pk__among=sorted(persons))
    editable = {
        pk
        for pk, paths in visible.values_list("pk", "office_paths")
        if any(scope.may(_EDIT, str(path)) for path in paths)
    }
    seen = {each.pk: each for found in mentions_of(editable, scope).values() for each in found}
    unsure = _unsure([(row.one_id, row.other_id) for row in rows])
    found = []
    for row in rows:
        one, other = seen.get(row.one_id), seen.get(row.other_id)
        by = unsure.get((row.one_id, row.other_id))
        if one is None or other is None or one.person_id == other.person_id:
            continue
        if by is not None and by == scope.actor.user_id:
            continue
        url = f"{reverse('person-compare', args=[one.person_id, other.person_id])}?pair={row.pk}"
        found.append(Waiting(row, (one.person_id, other.person_id), (one.name, other.name), url, by))
    return found[:MOST]


def _unsure(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int | None]:
    ids = sorted({pk for pair in pairs for pk in pair})
    rows = Judgement.objects.filter(one_id__among=ids, other_id__among=ids, verdict="unsure", undone_at=None)
    return {(one, other): user for one, other, user in rows.values_list("one_id", "other_id", "user_id")}
