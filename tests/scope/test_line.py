"""The line of a matter: what is out of scope leaves it without a gap. And the worst case of all, on every surface."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.accounts.actions import grant
from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.dossiers.tests.story import ENTRY, Story, tell
from mingjian.line.edges import Step, join
from mingjian.line.kinds import VERBS
from mingjian.line.thread import thread
from mingjian.live.sifting import sift
from mingjian.offices.gate import visible_ids
from mingjian.offices.models import Office
from mingjian.offices.scope import Depth
from mingjian.people.thread import knots
from mingjian.search.engine import search
from tests.cast import TODAY, Offices, give, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db

KINDS = ("target", "finding", "lead", "outcome")
NO_ROW = 999_999_999
Pair = tuple[int, int]
matters = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(["mine", "theirs", "own"])), min_size=2, max_size=7
)


def reached(start: int, pairs: list[Pair]) -> set[int]:
    """All sources and all consequences of a row; never what merely shares a source."""
    found = {start}
    for way in (pairs, [(later, earlier) for earlier, later in pairs]):
        waiting, seen = [start], {start}
        while waiting:
            place = waiting.pop()
            fresh = {later for earlier, later in way if earlier == place} - seen
            seen |= fresh
            waiting += fresh
        found |= seen
    return found


@settings(max_examples=40, deadline=None)
@given(matters, st.data())
def test_a_step_out_of_scope_leaves_no_gap(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    place = st.integers(0, len(rows) - 1)
    pairs = data.draw(st.lists(st.tuples(place, place).filter(lambda pair: pair[0] != pair[1]), max_size=9))
    start = data.draw(place)
    with transaction.atomic():
        offices, own = Offices.found(), body()
        holder = user(offices.county, body_id=own.pk)
        give(holder, offices.county, "office_head")
        where = {
            "mine": Place(offices.county),
            "theirs": Place(offices.sibling),
            "own": Place(offices.county, about_orgs=[own.pk]),
        }
        steps = [Step(kind, make(kind, where[side]).pk) for kind, side in rows]
        scope = build(holder, TODAY)
        for number, (earlier, later) in enumerate(pairs):
            verb = sorted(VERBS)[number % len(VERBS)]
            join(steps[earlier], verb, steps[later], actor=scope.actor)
        shown = thread(steps[start], scope).knots
        on_page = knots(steps[start].kind, steps[start].id, scope)
        transaction.set_rollback(True)
    expected = {steps[each] for each in reached(start, pairs) if rows[each][1] == "mine"}
    assert {Step(knot.kind, knot.id) for knot in shown} == expected
    assert len(shown) == len(expected)
    assert len(on_page) == (len(expected) if len(expected) > 1 else 0)


@pytest.fixture
def story(settings: Any) -> Story:
    settings.DEMO_TODAY = ENTRY
    told = tell()
    join(Step("finding", told.findings["loans"]), "transferred", Step("lead", told.lead), actor=told.system.actor)
    return told


def reader(story: Story, name: str, **columns: Any) -> User:
    """Somebody who may do everything a head and a leads officer may, over the whole province."""
    province = Office.objects.get(pk=story.offices["province"])
    holder = user(province, **columns)
    for role in ("office_head", "leads_officer"):
        grant(user=holder, office=province, role=role, since=date(2016, 1, 1), scope=story.system)
    return holder


def client_of(holder: User) -> Client:
    client = Client()
    client.force_login(holder)
    return client


def surfaces(story: Story, holder: User) -> dict[str, bool]:
    """On which surfaces the lead on the president shows itself to a reader."""
    client, scope = client_of(holder), build(holder)
    number, summary = "线索〔2017〕9号", "反映江砚任内收受好处"

    def told(url: str, **query: str) -> bool:
        answer = client.get(url, query)
        text = b"".join(answer) if answer.streaming else answer.content
        return number in text.decode() or summary in text.decode() or f'/leads/{story.lead}/"' in text.decode()

    found = search("收受好处", scope)
    key = client.session.session_key or ""
    return {
        "list": told(reverse("lead-list")),
        "filtered list": told(reverse("lead-list"), q="收受好处"),
        "page": client.get(reverse("lead", args=[story.lead])).status_code != 404,
        "count": "1" in str(client.get(reverse("lead-list")).context["table"].footer_text),
        "guard": bool(visible_ids("lead", [story.lead], scope, Depth.EXISTENCE)),
        "search": any(hit.kind == "lead" for hit in found.hits),
        "search's count": found.counts.get("lead", 0) > 0,
        "search's page": told(reverse("search"), q="收受好处"),
        "export": told(reverse("ledger-export", args=["leads", "csv"])),
        "line": any(knot.kind == "lead" for knot in thread(Step("finding", story.findings["loans"]), scope).knots),
        "finding's page": told(reverse("finding", args=[story.findings["loans"]])),
        "person's page": told(reverse("person", args=[story.persons["president"]])),
        "organisation's page": told(reverse("organisation", args=[story.orgs["BANK"]])),
        "live event": bool((sift([key], {"lead": [story.lead]})[key] or {}).get("lead")),
        "dossier": told(reverse("dossier", args=[story.orgs["BANK"]]), on="2018-04-27"),
        "dossier as data": told(reverse("dossier-json", args=[story.orgs["BANK"]]), on="2018-04-27"),
        "dossier of the own body": told(reverse("dossier", args=[story.orgs["UNI"]]), on="2018-04-27"),
        "workbench": told(reverse("home")),
    }


EVERYWHERE_BUT = {"workbench"}


def test_somebody_else_sees_the_lead_everywhere(story: Story) -> None:
    shown = surfaces(story, reader(story, "other"))
    assert {surface for surface, seen in shown.items() if not seen} == EVERYWHERE_BUT


@pytest.mark.parametrize("how", ["by their own body", "by their office's body", "at a unit below", "at a predecessor"])
def test_a_body_s_own_staff_never_see_a_lead_on_its_chief(how: str, story: Story) -> None:
    university = story.orgs["UNI"]
    if how == "by their own body":
        holder = reader(story, "own", body_id=university)
    elif how == "at a unit below":
        unit = body()
        unit.superiors.create(superior_id=university, during=(date(2000, 1, 1), None))
        holder = reader(story, "below", body_id=unit.pk)
    elif how == "at a predecessor":
        holder = reader(story, "before", body_id=story.orgs["OLD"])
    else:
        Office.objects.filter(pk=story.offices["province"]).update(body_id=university)
        holder = reader(story, "seated")
    shown = surfaces(story, holder)
    assert {surface for surface, seen in shown.items() if seen} == set()


def test_the_answer_to_them_is_the_answer_to_a_lead_that_is_not_there(story: Story) -> None:
    client = client_of(reader(story, "own", body_id=story.orgs["UNI"]))

    def answer(url: str) -> tuple[int, str]:
        response = client.get(url)
        return response.status_code, re.sub(
            r"csrf\w*\W+value=\"\w+\"|\"[A-Za-z0-9]{64}\"", "", response.content.decode()
        )

    def asked(pk: int) -> tuple[int, str]:
        status, text = answer(reverse("lead", args=[pk]))
        return status, text.replace(str(pk), "N")

    assert asked(story.lead)[0] == 404
    assert asked(story.lead) == asked(NO_ROW)
    for verb in ("dispose", "close_unfounded"):
        refused = [client.post(reverse("lead-move", args=[pk, verb])).status_code for pk in (story.lead, NO_ROW)]
        assert refused == [404, 404]
