"""Pages of the questions people ask; each is an address of its own, and reading it is recorded."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.lib.dates import DateNotUnderstood, PartialDate
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation
from mingjian.orgs.picking import BodyField, PickForm
from mingjian.people.models import Person
from mingjian.people.questions import answers
from mingjian.people.questions.colleagues import PAGE, colleagues_of
from mingjian.people.questions.holders import post_at, posts_of
from mingjian.people.questions.leaders_on import leaders_on
from mingjian.people.questions.paths import MOST, paths_to
from mingjian.people.questions.reach_out import HUGE
from mingjian.ui.components import Fact, Filter, FilterBar, Option, Pager, Tab

UNPROCESSABLE = 422


class PathForm(PickForm):
    """To which body."""

    to = BodyField(label=gettext_lazy("Organisation"), required=True)


class ColleaguesForm(forms.Form):
    """From which place in the list on, and of which body alone."""

    start = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)
    at = forms.IntegerField(required=False, min_value=1, max_value=2**62)


def _organisation(request: ScopedRequest, pk: int) -> Organisation:
    row: Organisation = get_object_or_404(Organisation.objects.visible_to(request.scope), pk=pk)
    return row


def _person(request: ScopedRequest, pk: int) -> Person:
    row: Person = get_object_or_404(Person.objects.visible_to(request.scope), pk=pk)
    return row


def person_tabs(pk: int, current: str) -> list[Tab]:
    """The pages about one person."""
    pages = {
        "person": _("Their line"),
        "person-colleagues": _("Who served with them"),
        "person-paths": _("Connection to an organisation"),
    }
    return [Tab(words, reverse(name, args=[pk]), name == current) for name, words in pages.items()]


def _about_person(found: Person, name: str) -> dict[str, Any]:
    return {
        "kicker": found.name,
        "kicker_url": reverse("person", args=[found.pk]),
        "tabs": person_tabs(found.pk, name),
        "person": found,
    }


@needs(Right.READ_REGISTER)
@require_GET
def organisation_leaders(request: ScopedRequest, pk: int) -> HttpResponse:
    """Who led the body on a day (`?on=2015-03-01`, today unless told), who else held a post there, and its posts."""
    row = _organisation(request, pk)
    typed = request.GET.get("on", "").strip()
    try:
        day = PartialDate.parse(typed)
    except DateNotUnderstood:
        day = None
    on = day.lower if day else request.scope.on
    found = leaders_on(row, on, request.scope)
    context = {
        "title": _("Leaders of %(name)s") % {"name": found.name},
        "kicker": row.name,
        "kicker_url": reverse("organisation", args=[pk]),
        "filter_bar": FilterBar(request.path, [Filter("date", "on", _("On"), on.isoformat())], submit_label=_("Show")),
        "unread": bool(typed) and day is None,
        "found": found,
        "posts": answers.posts(row, posts_of(row, request.scope)),
    }
    return render(request, "people/leaders_on.html", context)


@needs(Right.READ_REGISTER)
@require_GET
def post(request: ScopedRequest, pk: int, key: str) -> HttpResponse:
    """A post of a body: who held it, in order, with vacancies and overlaps."""
    row = _organisation(request, pk)
    found = post_at(row, key, request.scope)
    if found is None:
        raise Http404
    context = {
        "title": found.titles[0],
        "kicker": row.name,
        "kicker_url": reverse("organisation-leaders", args=[pk]),
        "facts": [
            Fact(_("Organisation"), row.name, reverse("organisation", args=[pk])),
            Fact(_("Chief"), _("yes") if found.is_chief else _("no")),
            Fact(_("Written as"), "、".join(found.titles)),
            Fact(_("Tenures on record"), len(found.holders)),
        ],
        "found": found,
        "rows": answers.holders(found),
        "lanes": [answers.holder_lane(found, request.scope.on)],
    }
    return render(request, "people/post.html", context)


@needs(Right.READ_REGISTER)
@require_GET
def person_colleagues(request: ScopedRequest, pk: int) -> HttpResponse:
    """Who served with the person, where, how long, and who stood above whom; fifty to a page."""
    found = _person(request, pk)
    form = ColleaguesForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    start, at = chosen.get("start") or 0, chosen.get("at")
    answer = colleagues_of(found, request.scope, start=start, org_id=at)
    bodies = answers.bodies_of(found, request.scope)
    options = [Option(str(org_id), name, org_id == at) for org_id, name in bodies]
    path = request.path

    def address(place: int) -> str:
        asked = {key: value for key, value in (("start", place), ("at", at)) if value}
        return f"{path}?{urlencode(asked)}" if asked else path

    context = {
        **_about_person(found, "person-colleagues"),
        "title": _("Who served with %(name)s") % {"name": found.name},
        "filter_bar": FilterBar(path, [Filter("select", "at", _("Organisation"), options=options)]),
        "found": answer,
        "rows": answers.colleagues(answer),
        "pager": Pager(
            previous_url=address(max(0, start - PAGE)) if start else "",
            next_url=address(start + PAGE) if start + PAGE < answer.total else "",
            count_text=str(answer.total),
        ),
    }
    return render(request, "people/colleagues.html", context)


@needs(Right.READ_REGISTER)
@require_GET
def person_paths(request: ScopedRequest, pk: int) -> HttpResponse:
    """How the person is connected to a body (`?to=`, as a picker writes it), over posts that overlap."""
    found = _person(request, pk)
    form = PathForm(request.GET if "to" in request.GET else None, scope=request.scope)
    asked = form.is_bound and form.is_valid()
    goal = form.cleaned_data["to"] if asked else None
    context = {
        **_about_person(found, "person-paths"),
        "title": _("How %(name)s is connected to an organisation") % {"name": found.name},
        "form": form,
        "goal": goal,
        "paths": answers.paths(paths_to(found, goal, request.scope)) if goal else [],
        "most": MOST,
        "huge": HUGE,
    }
    return render(request, "people/paths.html", context, status=UNPROCESSABLE if form.errors else 200)
