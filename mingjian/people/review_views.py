"""The queue of pairs that wait for somebody, two persons side by side, and taking a judgement back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjian.accounts.models import User
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right
from mingjian.people.actions import judge, undo_judgement
from mingjian.people.comparing import Comparison, Waiting, compare, waiting
from mingjian.people.forms import ReasonForm
from mingjian.people.jobs import put_in_line
from mingjian.people.may import may_any
from mingjian.people.mention_rows import rule_words
from mingjian.people.models import Judgement, Mention, Person, Proposal
from mingjian.people.seen import seen
from mingjian.ui.components import Action

OFTEN = 5


@needs(Right.EDIT_REGISTER)
def review(request: ScopedRequest) -> HttpResponse:
    """What waits for a person, the heaviest evidence first. The read is recorded."""
    rows = waiting(request.scope)
    ids = sorted({person for row in rows for person in row.persons})
    record("person.review", actor=request.scope.actor, kind="person", ids=ids)
    context = {
        "title": _("Who is who: to be judged"),
        "kicker": _("Persons"),
        "kicker_url": reverse("person-list"),
        "actions": _actions(rows),
        "rows": rows,
        "deciders": _deciders(request),
    }
    return render(request, "people/review.html", context)


@needs(Right.EDIT_REGISTER)
@require_POST
def review_match(request: ScopedRequest) -> HttpResponse:
    """Have the register matched by the worker, now instead of at night."""
    if put_in_line():
        messages.success(request, _("The register is being matched; new pairs appear here when that is done."))
    else:
        messages.info(request, _("The register waits to be matched already."))
    return redirect("person-review")


def _deciders(request: ScopedRequest) -> list[dict[str, Any]]:
    """Who of the reader's offices judges, how much, and how much of it others took back."""
    within = Q(pk__in=())
    for path in request.scope.paths(Right.EDIT_REGISTER):
        within |= Q(office__path__within=path)
    names = dict(User.objects.filter(within).values_list("pk", "display_name"))
    rows = (
        Judgement.objects.filter(user_id__in=list(names))
        .values("user_id")
        .annotate(made=Count("pk"), undone=Count("pk", filter=~Q(undone_by=None) & ~Q(undone_by=F("user_id"))))
        .order_by("-made", "user_id")[:20]
    )
    return [
        {
            "name": names.get(row["user_id"] or 0, ""),
            "made": row["made"],
            "undone": row["undone"],
            "often": row["made"] >= OFTEN and row["undone"] * 5 >= row["made"],
        }
        for row in rows
    ]


def _actions(rows: Sequence[Waiting]) -> list[Action]:
    again = Action(_("Match the register now"), reverse("person-match"), "refresh-cw", post=True)
    first = [Action(_("Begin with the first"), rows[0].url, "scale", "primary")] if rows else []
    return [*first, again]


@needs(Right.EDIT_REGISTER)
def person_compare(request: ScopedRequest, pk: int, other: int) -> HttpResponse:
    """Two persons side by side; the verdict is sent here. Showing them is a read of both."""
    persons = Person.objects.visible_to(request.scope).in_bulk([pk, other])
    if len(persons) != 2 or not all(may_any(each.office_paths, request.scope) for each in persons.values()):
        raise Http404
    proposal = _proposal(request.POST.get("pair") or request.GET.get("pair"), {pk, other})
    comparison = compare(persons[pk], persons[other], request.scope, _pair(proposal))
    if comparison is None:
        raise Http404
    status, refused = 200, ""
    if request.method == "POST":
        try:
            judge(
                pair=comparison.pair,
                verdict=_verdict(request),
                reason=request.POST.get("reason", ""),
                scope=request.scope,
                score=comparison.evidence.score,
            )
        except Invalid as refusal:
            status, refused = 422, refusal.message
        else:
            messages.success(request, _("Judged. Everything that names them has followed."))
            return redirect(_next(request, comparison))
    record("person.read", actor=request.scope.actor, kind="person", ids=sorted((pk, other)))
    return render(request, "people/compare.html", _context(request, comparison, proposal, refused), status=status)


def _context(request: ScopedRequest, comparison: Comparison, proposal: Proposal | None, refused: str) -> dict[str, Any]:
    return {
        "title": _("One person or two?"),
        "kicker": _("Who is who: to be judged"),
        "kicker_url": reverse("person-review"),
        "comparison": comparison,
        "proposal": proposal,
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "form_action": request.path,
    }


def _verdict(request: ScopedRequest) -> str:
    given = request.POST.get("verdict", "")
    if given not in Judgement.Verdict.values:
        raise Invalid(_("Choose a verdict."))
    return given


def _proposal(number: str | None, persons: set[int]) -> Proposal | None:
    if not number or not number.isdecimal() or len(number) > 18:
        return None
    found = Proposal.objects.select_related("one", "other").filter(pk=int(number)).first()
    return found if found and {found.one.person_id, found.other.person_id} == persons else None


def _pair(proposal: Proposal | None) -> tuple[int, int] | None:
    return (proposal.one_id, proposal.other_id) if proposal else None


def _next(request: ScopedRequest, comparison: Comparison) -> str:
    """On to the next pair that waits when this one came from the queue; else to the person."""
    if request.POST.get("pair"):
        rest: list[Waiting] = waiting(request.scope)
        return rest[0].url if rest else reverse("person-review")
    now = Mention.objects.values_list("person_id", flat=True).get(pk=comparison.pair[0])
    return reverse("person", args=[now])


@needs(Right.EDIT_REGISTER)
def judgement_undo(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take a judgement back; asks why. Out of sight it is not there."""
    rows = Judgement.objects.filter(undone_at=None).select_related("one__person", "other")
    found: Judgement = get_object_or_404(rows, pk=pk)
    if len(seen([found.one, found.other], request.scope)) != 2:
        raise Http404
    if not may_any(found.one.person.office_paths, request.scope):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo_judgement(judgement=found, reason=form.cleaned_data["reason"], scope=request.scope)
        except Invalid as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Taken back. Everything is as it was before."))
            return redirect("person", Mention.objects.get(pk=found.one_id).person_id)
    record("person.read", actor=request.scope.actor, kind="person", ids=[found.one.person_id])
    context = {
        "title": _("Take this judgement back"),
        "kicker": found.one.person.name,
        "kicker_url": reverse("person", args=[found.one.person_id]),
        "subtitle": f"{found.one.name} · {found.other.name}：{rule_words(found)}",
        "form": form,
        "submit_label": _("Take back"),
        "cancel_url": reverse("person", args=[found.one.person_id]),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)
