"""Judging whether two mentions name one person, and taking a judgement back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope
from mingjian.people.components import components, joined_pairs
from mingjian.people.grouping import Regrouped, in_force, regroup
from mingjian.people.may import require_any
from mingjian.people.models import Judgement, Mention, Person, Proposal
from mingjian.people.seen import seen

Verdict = Judgement.Verdict


@action("person.judge", gettext_lazy("Mentions judged to name one person or two"))
def judge(
    *,
    pair: tuple[int, int],
    verdict: str,
    reason: str,
    scope: Scope,
    score: float | None = None,
    levels: Mapping[str, Any] | None = None,
) -> Regrouped:
    """Record a verdict about two mentions; the persons, and all that names them, follow in the same transaction.

    Takes sight of both mentions and EDIT_REGISTER over an office that keeps each person. A reason is asked where
    number, birth or sex speak against joining. Raises Invalid where an earlier judgement in force says otherwise.
    """
    if verdict not in Verdict.values:
        raise ValueError(f"{verdict} is no verdict.")
    one, other = _both(pair, scope)
    if verdict == Verdict.SAME:
        _may_join(one, other, reason)
    elif verdict == Verdict.DIFFERENT:
        _may_part(one, other)
    written = Judgement.objects.create(
        one=one,
        other=other,
        verdict=verdict,
        user_id=scope.actor.user_id,
        office_id=one.office_id,
        reason=reason.strip(),
        score=score,
        levels=dict(levels or {}),
        at=timezone.now(),
    )
    _replace_own(written)
    if verdict != Verdict.UNSURE:
        Proposal.objects.filter(one=one, other=other).delete()
    changed = _regrouped(one, other)
    record(
        "person.judge",
        actor=scope.actor,
        kind="person",
        ids=sorted({*changed.persons, *changed.gone}),
        detail={"verdict": str(verdict), "judgement": written.pk},
        words=reason,
    )
    return changed


@action("person.unjudge", gettext_lazy("A judgement about mentions taken back"))
def undo_judgement(*, judgement: Judgement, reason: str, scope: Scope) -> Regrouped:
    """Take a judgement back: the persons are again what the other judgements make them, exactly.

    Takes sight of both mentions, EDIT_REGISTER over an office that keeps the person, and a reason. A join that a
    person took back is afterwards proposed, never made by rule again.
    """
    if not reason.strip():
        raise Invalid(_("Say why this judgement is taken back."), {"reason": _("A reason is needed.")})
    one, other = _both((judgement.one_id, judgement.other_id), scope)
    taken = Judgement.objects.filter(pk=judgement.pk, undone_at=None).update(
        undone_at=timezone.now(), undone_by=scope.actor.user_id, undone_reason=reason.strip()
    )
    if not taken:
        raise Invalid(_("This judgement was taken back already."))
    changed = _regrouped(one, other)
    record(
        "person.unjudge",
        actor=scope.actor,
        kind="person",
        ids=sorted({*changed.persons, *changed.gone}),
        detail={"verdict": judgement.verdict, "judgement": judgement.pk},
        words=reason,
    )
    return changed


def _regrouped(one: Mention, other: Mention) -> Regrouped:
    try:
        return regroup([one.person_id, other.person_id])
    except IntegrityError as clash:
        raise Invalid(
            _(
                "As one person they would be twice where only one place is: in a pool, or linked to two accounts. "
                "Settle that first."
            )
        ) from clash


def _both(pair: Sequence[int], scope: Scope) -> tuple[Mention, Mention]:
    """The two mentions, lower number first, locked; Invalid unless the scope sees both and edits both persons."""
    # The persons are locked in order, so that two judgements about the same ones wait for each other.
    rows = list(Mention.objects.filter(pk__in=pair).order_by("pk"))
    if len(rows) != 2 or len(seen(rows, scope)) != 2:
        raise Invalid(_("One of these mentions is not found in your scope."))
    persons = Person.objects.filter(pk__in=[row.person_id for row in rows]).order_by("pk").select_for_update()
    for person in persons:
        require_any(person.office_paths, scope)
    one, other = Mention.objects.filter(pk__in=pair).order_by("pk")
    return one, other


def _may_join(one: Mention, other: Mention, reason: str) -> None:
    """Refuse what an earlier "different" forbids, and a contradiction without a reason."""
    persons = [one.person_id, other.person_id]
    ids = list(Mention.objects.filter(person_id__in=persons).values_list("pk", flat=True))
    kept = [row for row in in_force(ids) if row[2] == Verdict.DIFFERENT]
    if kept:
        first = Judgement.objects.get(one_id=kept[0][0], other_id=kept[0][1], verdict=Verdict.DIFFERENT, undone_at=None)
        raise Invalid(
            _("They were judged different on %(day)s; take that judgement back first.") % {"day": first.at.date()}
        )
    if _contradict(one, other) and not reason.strip():
        sentence = _("Number, birth or sex speak against it: say why they are one person all the same.")
        raise Invalid(sentence, {"reason": _("A reason is needed.")})


def _contradict(one: Mention, other: Mention) -> bool:
    """Whether identity number, birth or sex of two mentions cannot be one person's."""
    if one.id_hash and other.id_hash and bytes(one.id_hash) != bytes(other.id_hash):
        return True
    if one.born and other.born and (one.born.upper <= other.born.lower or other.born.upper <= one.born.lower):
        return True
    return bool(one.sex and other.sex and one.sex != other.sex)


def _may_part(one: Mention, other: Mention) -> None:
    """Refuse to part two mentions that further judgements hold together: those are taken back first."""
    if one.person_id != other.person_id:
        return
    homes = dict(Mention.objects.filter(person_id=one.person_id).values_list("pk", "home_id"))
    pairs = joined_pairs(in_force(list(homes))) - {(one.pk, other.pk)}
    now = components(homes, pairs)
    if now[one.pk] == now[other.pk]:
        raise Invalid(
            _("Other judgements hold these two together through further mentions; take one of those back first.")
        )


def _replace_own(written: Judgement) -> None:
    """Whoever judges a pair again replaces their own earlier word."""
    if written.user_id is None:
        return
    earlier = Judgement.objects.filter(
        one_id=written.one_id, other_id=written.other_id, user_id=written.user_id, undone_at=None
    ).exclude(pk=written.pk)
    earlier.update(undone_at=written.at, undone_by=written.user_id, undone_reason=_("judged again"))
