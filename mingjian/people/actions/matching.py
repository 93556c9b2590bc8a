"""Matching the whole register: what the rule joins is joined, what it cannot decide waits for a person."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import Jsonb
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.bulk import copy_rows
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.evidence import written_of
from mingjian.people.grouping import regroup
from mingjian.people.matching.comparable import Written, comparables
from mingjian.people.matching.decide import Judged, Verdict
from mingjian.people.matching.engine import match
from mingjian.people.matching.relation import temporary
from mingjian.people.matching.scoring import Scored
from mingjian.people.may import require_some
from mingjian.people.models import Judgement, Mention, Proposal, Tenure

RULE = "match"
_TIME = ("during", "start_precision", "end_precision")
_COLUMNS = (
    *("one_id", "other_id", "verdict", "rule", "user_id", "office_id", "reason", "score", "levels", "at"),
    "undone_reason",
)


@action("person.match", gettext_lazy("The register's mentions matched"))
def match_register(*, scope: Scope) -> dict[str, int]:
    """Match all mentions; how many pairs were joined, how many wait for somebody.

    A judgement outweighs the rule: what was judged different, or joined by a rule and parted by a person, is never
    joined again. Proposals that the evidence no longer carries are dropped. Takes EDIT_REGISTER.
    """
    require_some(scope, Right.EDIT_REGISTER)
    rows, mention_of = _rows()
    with temporary(comparables(rows)) as relation:
        found = match(relation, _judged(mention_of))
    joins = _between_mentions(found.joins, mention_of)
    waiting = _between_mentions(found.questions, mention_of)
    _write_joins(joins)
    _write_proposals({pair: best for pair, best in waiting.items() if pair not in joins})
    persons = Mention.objects.filter(pk__among=sorted({pk for pair in joins for pk in pair}))
    changed = regroup(sorted(set(persons.values_list("person_id", flat=True)))) if joins else None
    counts = {"mentions": len(set(mention_of.values())), "joined": len(joins), "waiting": len(waiting)}
    ids = sorted({*changed.persons, *changed.gone}) if changed else []
    record("person.match", actor=scope.actor, kind="person", ids=ids, detail=dict(counts))
    return counts


def _rows() -> tuple[list[Written], dict[int, int]]:
    """A row for every mention and every post that it told; row → mention."""
    tenures: dict[int, list[Tenure]] = {}
    told_by = Tenure.objects.select_related("org").only("mention", "org__name", "post", *_TIME)
    for row in told_by.order_by("mention_id", "pk").iterator(chunk_size=5000):
        tenures.setdefault(row.mention_id or 0, []).append(row)
    # Whoever was chosen from the register is there by that choice, and brings no evidence of their own.
    mentions = list(Mention.objects.filter(released=False).exclude(basis=Mention.Basis.CHOSEN).order_by("pk"))
    numbers = count(1)
    rows: list[Written] = []
    mention_of: dict[int, int] = {}
    for start in range(0, len(mentions), 2000):
        piece = mentions[start : start + 2000]
        told = [row for each in piece for row in tenures.get(each.pk, ())]
        fresh = written_of(piece, told, numbers)
        rows += fresh
        mention_of |= _mentions_of(piece, tenures, fresh)
    return rows, mention_of


def _mentions_of(
    mentions: Iterable[Mention], tenures: Mapping[int, list[Tenure]], rows: Iterable[Written]
) -> dict[int, int]:
    found: dict[int, int] = {}
    remaining = iter(rows)
    for each in mentions:
        told = len(tenures.get(each.pk, ()))
        own = 1 if each.post or each.org_id or not told else 0
        for _turn in range(told + own):
            found[next(remaining).id] = each.pk
    return found


def _judged(mention_of: Mapping[int, int]) -> list[Judged]:
    """The judgements between rows: those of one mention are one, and what people and rules said of two mentions."""
    first: dict[int, int] = {}
    judged: list[Judged] = []
    for row, mention in mention_of.items():
        if first.setdefault(mention, row) != row:
            judged.append(Judged(first[mention], row, "same"))
    stored = Judgement.objects.values_list("one_id", "other_id", "verdict", "undone_at", "undone_by")
    for one, other, verdict, undone_at, undone_by in stored:
        if one in first and other in first and (said := _said(verdict, undone_at, undone_by)):
            judged.append(Judged(first[one], first[other], said))
    return judged


def _said(verdict: str, undone_at: Any, undone_by: int | None) -> Verdict | None:
    if undone_at is None:
        said: Verdict = "same" if verdict == "same" else "different" if verdict == "different" else "unsure"
        return said
    return "unsure" if verdict == "same" and undone_by is not None else None


def _between_mentions(pairs: Iterable[Scored], mention_of: Mapping[int, int]) -> dict[tuple[int, int], Scored]:
    """The heaviest pair of rows for each two mentions."""
    found: dict[tuple[int, int], Scored] = {}
    for pair in pairs:
        one, other = sorted((mention_of[pair.a], mention_of[pair.b]))
        if one != other and ((one, other) not in found or found[one, other].score < pair.score):
            found[one, other] = pair
    return found


def _levels(pair: Scored) -> dict[str, Any]:
    return {"share": pair.share, "packed": pair.packed}


def _write_joins(joins: Mapping[tuple[int, int], Scored]) -> None:
    now = timezone.now()
    copy_rows(
        Judgement,
        _COLUMNS,
        (
            (one, other, "same", RULE, None, None, "", pair.score, Jsonb(_levels(pair)), now, "")
            for (one, other), pair in joins.items()
        ),
    )


def _write_proposals(waiting: Mapping[tuple[int, int], Scored]) -> None:
    now = timezone.now()
    stored = {(one, other): at for one, other, at in Proposal.objects.values_list("one_id", "other_id", "found_at")}
    Proposal.objects.all().delete()
    copy_rows(
        Proposal,
        ("one_id", "other_id", "score", "levels", "found_at"),
        (
            (one, other, pair.score, Jsonb(_levels(pair)), stored.get((one, other), now))
            for (one, other), pair in waiting.items()
        ),
    )
