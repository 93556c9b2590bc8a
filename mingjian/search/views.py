"""The page of results and the suggestions of the box."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.lib.cursor import BadCursor
from mingjian.search import errors
from mingjian.search.engine import Page, search
from mingjian.search.errors import BadQuery
from mingjian.search.forms import Asked, asked_by
from mingjian.search.kinds import KINDS, notes_on
from mingjian.search.recording import QUERY, SUGGEST, record_shown
from mingjian.search.statements import CAP
from mingjian.search.suggest import suggest
from mingjian.ui.components import Chip, Filter, FilterBar, Option, Pager, Tab

SHOWN = 20


@signed_in
@require_safe
def page(request: ScopedRequest) -> HttpResponse:
    """Everything in scope that answers, by date or relevance, with counts by kind. Recorded with the ids shown."""
    asked = asked_by(request.GET.dict())
    problem, found = "", Page([], {}, "")
    try:
        found = _found(asked, request)
    except BadQuery as bad:
        problem = bad.sentence
    except BadCursor:
        asked = asked_by({**request.GET.dict(), "after": ""})
        problem, found = _(errors.BAD_CURSOR), _found(asked, request)
    if asked.words or any(asked.fields.values()):
        shown = [(hit.kind, hit.row_id) for hit in found.hits]
        record_shown(QUERY, request.scope, asked.for_the_record, shown)
    notes = notes_on([(hit.kind, hit.row_id) for hit in found.hits], request.scope)
    return render(request, "search/page.html", _context(asked, found, problem, notes))


def _found(asked: Asked, request: ScopedRequest) -> Page:
    return search(asked.query, request.scope, asked.order, asked.after, SHOWN)


def _context(asked: Asked, found: Page, problem: str, notes: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    results = [
        {
            "hit": hit,
            "kind": KINDS.get(hit.kind),
            "note": notes.get((hit.kind, hit.row_id), ""),
            "url": KINDS[hit.kind].url_of(hit.row_id) if hit.kind in KINDS else "",
            "state": KINDS[hit.kind].states.get(hit.state, "") if hit.kind in KINDS else "",
        }
        for hit in found.hits
    ]
    return {
        "title": _("Search"),
        "query": asked.words,
        "problem": problem,
        "asked": bool(asked.words or any(asked.fields.values())),
        "results": results,
        "tabs": _tabs(asked, found),
        "orders": _orders(asked),
        "filter_bar": _filter_bar(asked),
        "pager": _pager(asked, found),
    }


def _address(asked: Asked, **changes: str) -> str:
    return f"{reverse('search')}?{urlencode(asked.parameters(**changes))}"


def counted(number: int) -> str:
    """A count as it is shown: exact up to 10,000."""
    return f"{CAP:,}+" if number > CAP else f"{number:,}"


def _tabs(asked: Asked, found: Page) -> list[Tab]:
    """All kinds, then each that has hits; the chosen one stays even when it has none."""
    if not found.counts:
        return []
    chosen = asked.fields["kind"]
    tabs = [Tab(_("All"), _address(asked, kind=""), not chosen, counted(found.total))]
    for kind in KINDS.values():
        number = found.counts.get(kind.code, 0)
        if number or kind.code == chosen:
            tabs.append(Tab(kind.words, _address(asked, kind=kind.code), kind.code == chosen, counted(number)))
    return tabs


def _orders(asked: Asked) -> list[Tab]:
    return [
        Tab(_("Newest first"), _address(asked, order="date"), asked.order == "date"),
        Tab(_("Best match first"), _address(asked, order="relevance"), asked.order == "relevance"),
    ]


def _filter_bar(asked: Asked) -> FilterBar:
    value = asked.fields
    kinds = [Option(kind.code, kind.words, kind.code == value["kind"]) for kind in KINDS.values()]
    named = KINDS.get(value["kind"])
    states = {code: words for kind in ([named] if named else KINDS.values()) for code, words in kind.states.items()}
    filters = [
        Filter("select", "kind", _("Kind"), value["kind"], options=kinds),
        Filter("text", "year", _("Year"), value["year"], placeholder="2015-2018"),
        Filter("text", "division", _("Division"), value["division"], placeholder=_("name or code")),
        Filter("text", "organisation", _("Organisation"), value["organisation"], placeholder=_("name")),
        Filter(
            "select",
            "state",
            _("State"),
            value["state"],
            options=[Option(code, words, code == value["state"]) for code, words in states.items()],
        ),
    ]
    shown = {each.name: each.label for each in filters}
    words = {"kind": named.words if named else value["kind"], "state": states.get(value["state"], value["state"])}
    chips = [
        Chip(f"{shown[name]}: {words.get(name, given)}", _address(asked, **{name: ""}))
        for name, given in value.items()
        if given
    ]
    hidden = [("q", asked.words)] + ([("order", asked.order)] if asked.order != "date" else [])
    return FilterBar(reverse("search"), filters, chips, hidden, f"{reverse('search')}?{urlencode({'q': asked.words})}")


def _pager(asked: Asked, found: Page) -> Pager | None:
    if not found.hits:
        return None
    return Pager(
        first_url=_address(asked) if asked.after else "",
        next_url=_address(asked, after=found.next) if found.next else "",
        count_text=_("%(number)s results") % {"number": counted(found.matching)},
    )


@signed_in
@require_safe
def suggestions(request: ScopedRequest) -> HttpResponse:
    """Names in scope that begin as typed, as the options of the box's list. Recorded with the ids shown."""
    words = request.GET.get("q", "")[:40].strip()
    found = suggest(words, request.scope)
    if found:
        record_shown(SUGGEST, request.scope, words, [(each.kind, each.row_id) for each in found])
    rows = [{"name": each.name, "kind": KINDS.get(each.kind), "typed": words} for each in found]
    return render(request, "search/suggestions.html", {"rows": rows})
