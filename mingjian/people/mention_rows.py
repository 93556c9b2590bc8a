"""The rows in which a person is named, as their page shows them: where, in which words, and why they are one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.line.kinds import KINDS, Card
from mingjian.offices.models import Office
from mingjian.offices.scope import Scope
from mingjian.people.identity import partial
from mingjian.people.models import Judgement, Mention, Person
from mingjian.people.seen import mentions_of
from mingjian.people.values import ENTRY


@dataclass(frozen=True, slots=True)
class Join:
    """Why a mention is this person: in words, since when, by whom, and the address at which it is taken back."""

    words: str
    at: datetime
    by: str
    reason: str
    undo_url: str


@dataclass(frozen=True, slots=True)
class MentionLine:
    """One mention: name and post as written, what else it says, where it stands, and why it is joined."""

    id: int
    name: str
    post: str
    says: str
    source: str
    url: str
    office: str
    joins: Sequence[Join]


def mention_rows(person: Person, scope: Scope, *, may_edit: bool) -> list[MentionLine]:
    """Every mention of the person that the scope sees, the earliest first, with the judgements that hold it here."""
    mentions = mentions_of([person.pk], scope).get(person.pk, [])
    cards = _cards(mentions, scope)
    offices = dict(Office.objects.filter(pk__in=[each.office_id for each in mentions]).values_list("pk", "name"))
    joins = _joins(mentions, may_edit=may_edit)
    return [
        MentionLine(
            id=each.pk,
            name=each.name,
            post=each.post,
            says=_says(each),
            source=card.title if (card := cards.get((each.kind, each.row_id))) else _("Entry of the register"),
            url=card.url if card else "",
            office=offices.get(each.office_id, ""),
            joins=joins.get(each.pk, ()),
        )
        for each in mentions
    ]


def _says(mention: Mention) -> str:
    """Birth, sex, ethnicity, native place, and whether a number is known, as far as the mention states them."""
    born = partial(mention.born.lower, mention.born.upper) if mention.born else None
    parts = [
        str(born or ""),
        str(mention.get_sex_display()) if mention.sex else "",
        mention.ethnicity,
        mention.native_place,
        _("identity number on record") if mention.id_hash else "",
    ]
    return " · ".join(part for part in parts if part)


def _cards(mentions: Sequence[Mention], scope: Scope) -> dict[tuple[str, int | None], Card]:
    rows: dict[str, set[int]] = {}
    for each in mentions:
        if each.row_id is not None and each.kind in KINDS and each.kind != ENTRY:
            rows.setdefault(each.kind, set()).add(each.row_id)
    return {
        (kind, pk): card for kind, ids in rows.items() for pk, card in KINDS[kind].cards(sorted(ids), scope).items()
    }


def _joins(mentions: Sequence[Mention], *, may_edit: bool) -> Mapping[int, Sequence[Join]]:
    """Mention → the judgements in force that join it to an earlier mention in sight."""
    ids = [each.pk for each in mentions]
    rows = list(
        Judgement.objects.filter(one_id__in=ids, other_id__in=ids, undone_at=None, verdict="same").order_by("pk")
    )
    users = dict(User.objects.filter(pk__in=[row.user_id for row in rows]).values_list("pk", "display_name"))
    found: dict[int, list[Join]] = {}
    for row in rows:
        url = reverse("judgement-undo", args=[row.pk]) if may_edit else ""
        by = users.get(row.user_id, "") if row.user_id else _("by rule")
        found.setdefault(row.other_id, []).append(Join(rule_words(row), row.at, by, row.reason, url))
    return found


def rule_words(judgement: Judgement) -> str:
    """By which rule two mentions were joined, in words."""
    if not judgement.rule:
        return str(judgement.get_verdict_display())
    if judgement.rule in Mention.Basis.values:
        return str(Mention.Basis(judgement.rule).label)
    return _("the evidence weighs enough")
