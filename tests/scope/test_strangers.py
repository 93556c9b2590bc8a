"""Every address with a row in it: what is somebody else's is answered word for word as what is not there at all."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from mingjian.accounts.models import User
from mingjian.ledgers.models import Upload
from mingjian.offices.rights import ROLES, Hand
from mingjian.orgs.models import Succession
from mingjian.people.models import Judgement, Mention, Tenure
from mingjian.rounds.models import Member
from tests.cast import Offices, give, user
from tests.scope.rows import SINCE, Place, body, make

pytestmark = pytest.mark.django_db

NO_ROW = 888_888_888
ADMINISTRATIVE = {"grant-revoke": Hand.SECURITY}

Maker = Callable[[Place], Any]


def batch(place: Place) -> Any:
    """An import with its file and a rejected row in it."""
    row: Any = make("batch", place)
    type(row).objects.filter(pk=row.pk).update(ledger="findings", stage="staged", counts={"rejected": 1})
    Upload.objects.create(batch=row, content=b"number\n1\n")
    return row


def member(place: Place) -> Any:
    team: Any = make("team", place)
    return Member.objects.create(team=team, user=user(place.office), role="team_member")


def succession(place: Place) -> Any:
    before, after = make("organisation", place), make("organisation", place)
    return Succession.objects.create(
        kind="merge",
        on=(SINCE, SINCE + timedelta(days=1)),
        from_ids=[before.pk],
        to_ids=[after.pk],
        at=timezone.now(),
        before={"created": [], "bodies": {}},
    )


def grant(place: Place) -> Any:
    return give(user(place.office), place.office, "viewer")


def led(place: Place) -> Any:
    """A body with somebody in a post."""
    row: Any = make("organisation", place)
    make("tenure", Place(place.office, org=row))
    human = Tenure.objects.get(org=row).person
    type(human).objects.filter(pk=human.pk).update(**place.shared())
    return row


OTHER = 999_001


def entry(human: Any, place: Place, home: int) -> Mention:
    """The register's own entry of a person."""
    held = {"person": human, "kind": "person", "name": human.name, "basis": "new", "office_id": place.office.pk}
    return Mention.objects.create(home_id=home, **held)


def judgement(place: Place) -> Any:
    """Two mentions of one person that were judged to be one."""
    human: Any = make("person", place)
    one, other = entry(human, place, human.pk), entry(human, place, OTHER)
    return Judgement.objects.create(one=one, other=other, verdict="same", at=timezone.now())


def pair(place: Place) -> Any:
    """A person beside the one of the number `OTHER`."""
    human: Any = make("person", place)
    entry(human, place, human.pk)
    other = type(human).objects.create(pk=OTHER, name=human.name, **place.shared())
    entry(other, place, OTHER)
    return human


def of(kind: str) -> Maker:
    return lambda place: make(kind, place)


# address → what its id names, and further parts of the address
ADDRESSES: dict[str, tuple[Maker, list[dict[str, str]]]] = {
    "dossier": (of("organisation"), [{}]),
    "dossier-json": (of("organisation"), [{}]),
    "dossier-prepare": (of("target"), [{}]),
    "focus-add": (of("target"), [{}]),
    "focus-end": (of("focus"), [{"verb": "drop"}, {"verb": "write-back"}]),
    "batch": (batch, [{}]),
    "batch-rejected": (batch, [{}]),
    "batch-file": (batch, [{}]),
    "learned-forget": (of("learned"), [{}]),
    "batch-step": (batch, [{"step": step} for step in ("read", "commit", "undo", "discard", "nothing")]),
    "lead": (of("lead"), [{}]),
    "lead-edit": (of("lead"), [{}]),
    "lead-move": (of("lead"), [{"verb": verb} for verb in ("dispose", "close_unfounded", "nothing")]),
    "outcome": (of("outcome"), [{}]),
    "outcome-edit": (of("outcome"), [{}]),
    "outcome-correct": (of("outcome"), [{}]),
    "outcome-revoke": (of("outcome"), [{}]),
    "finding": (of("finding"), [{}]),
    "finding-edit": (of("finding"), [{}]),
    "finding-move": (of("finding"), [{"verb": verb} for verb in ("begin", "close_out", "nothing")]),
    "round": (of("round"), [{}]),
    "team-assign": (of("round"), [{}]),
    "team-unassign": (member, [{}]),
    "team": (of("team"), [{}]),
    "team-revise": (of("team"), [{}]),
    "team-withdraw": (of("team"), [{}]),
    "team-record": (of("round"), [{}]),
    "target-record": (of("round"), [{}]),
    "round-revise": (of("round"), [{}]),
    "round-withdraw": (of("round"), [{}]),
    "target-revise": (of("target"), [{}]),
    "target-withdraw": (of("target"), [{}]),
    "pool-member": (of("pool_member"), [{}]),
    "pool-revise": (of("pool_member"), [{}]),
    "recusal-declare": (of("pool_member"), [{}]),
    "target": (of("target"), [{}]),
    "target-move": (of("target"), [{"verb": verb} for verb in ("announce", "archive", "nothing")]),
    "person": (of("person"), [{}]),
    "person-revise": (of("person"), [{}]),
    "person-compare": (pair, [{"other": str(OTHER)}]),
    "judgement-undo": (judgement, [{}]),
    "tenure": (of("tenure"), [{}]),
    "organisation": (of("organisation"), [{}]),
    "organisation-leaders": (of("organisation"), [{}]),
    "post": (led, [{"key": "主任"}]),
    "person-colleagues": (of("person"), [{}]),
    "person-paths": (of("person"), [{}]),
    "round-leaders-where": (of("round"), [{}]),
    "api-organisation-leaders": (of("organisation"), [{}]),
    "api-organisation-posts": (of("organisation"), [{}]),
    "api-post": (led, [{"key": "主任"}]),
    "api-person-career": (of("person"), [{}]),
    "api-person-colleagues": (of("person"), [{}]),
    "api-person-paths": (of("person"), [{}]),
    "api-round-leaders-where": (of("round"), [{}]),
    "organisation-tree": (of("organisation"), [{}]),
    "organisation-revise": (of("organisation"), [{}]),
    "organisation-change": (of("organisation"), [{"verb": verb} for verb in ("rename", "move", "merge", "split")]),
    "succession-undo": (succession, [{}]),
    "grant-revoke": (grant, [{}]),
}
WAYS: dict[str, dict[str, Any]] = {
    "page": {"method": "get"},
    "head": {"method": "head"},
    "form": {"method": "post", "data": {"reason": "示例", "version": "1", "on": "2026-01-01"}},
    "empty form": {"method": "post"},
    "fragment": {"method": "get", "headers": {"HX-Request": "true"}, "data": {"part": "progress"}},
    "other verbs": {"method": "delete"},
}
BURDENING = (
    *("lead", "lead-edit", "lead-move", "outcome", "outcome-edit", "finding", "finding-edit", "finding-move"),
    *("round", "target", "target-move", "dossier-prepare", "focus-add", "focus-end"),
)


def addresses_with_a_part() -> set[str]:
    found, waiting = set(), [get_resolver()]
    while waiting:
        for each in waiting.pop().url_patterns:
            if isinstance(each, URLResolver):
                waiting.append(each)
            elif each.pattern.regex.groupindex:
                found.add(str(each.name))
    return found


ASKED = sorted(ADDRESSES.keys() & addresses_with_a_part())
# Their forms and files need more of a row than its gate: their rooms open them.
OPENED_BY_THEIR_ROOMS = {"batch-rejected", "batch-file", "round-revise", "target-revise"}
CASES = [(name, parts) for name in ASKED for parts in ADDRESSES[name][1]]


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def holder_of_everything(name: str, offices: Offices, **columns: Any) -> User:
    """Somebody who holds every right of a hand over one county, so that only the row's place decides."""
    holder, hand = user(offices.county, **columns), ADMINISTRATIVE.get(name, Hand.BUSINESS)
    for role in ROLES.values():
        if role.hand == hand and not role.by_task:
            give(holder, offices.county, role.code)
    return holder


def signed_in(holder: User) -> Client:
    client = Client()
    client.force_login(holder)
    return client


def told(client: Client, name: str, pk: int, parts: dict[str, str], way: str) -> tuple[Any, ...]:
    """Everything an answer tells: status, headers, text; without the number asked for and the form's secret."""
    asked = dict(WAYS[way])
    method = getattr(client, asked.pop("method"))
    url = reverse(name, kwargs={"pk": pk, **parts})
    answer: HttpResponseBase = method(url, **asked)
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # sync
    text = re.sub(r"[A-Za-z0-9]{64}", "", content.decode("utf-8", "replace")).replace(url, "URL")
    headers = {key: value.replace(url, "URL") for key, value in answer.headers.items() if key != "Content-Length"}
    return answer.status_code, headers, text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "parts"), CASES, ids=str)
def test_somebody_else_s_row_is_no_row(name: str, parts: dict[str, str], way: str, offices: Offices) -> None:
    client = signed_in(holder_of_everything(name, offices))
    theirs = ADDRESSES[name][0](Place(offices.sibling))
    first, second = (told(client, name, pk, parts, way) for pk in (theirs.pk, NO_ROW))
    assert first == second
    assert first[0] in (404, 405)


@pytest.mark.parametrize("way", ["page", "form"])
@pytest.mark.parametrize("name", BURDENING)
def test_a_row_about_one_s_own_body_is_no_row(name: str, way: str, offices: Offices) -> None:
    own = body()
    client = signed_in(holder_of_everything(name, offices, body_id=own.pk))
    maker, [parts, *_others] = ADDRESSES[name]
    about = maker(Place(offices.county, about_orgs=[own.pk]))
    first, second = (told(client, name, pk, parts, way) for pk in (about.pk, NO_ROW))
    assert first == second
    assert first[0] in (404, 405)


@pytest.mark.parametrize("name", sorted(set(ASKED) - OPENED_BY_THEIR_ROOMS))
def test_one_s_own_row_is_a_row(name: str, offices: Offices) -> None:
    client = signed_in(holder_of_everything(name, offices))
    maker, [parts, *_others] = ADDRESSES[name]
    mine = maker(Place(offices.county))
    answers = [told(client, name, mine.pk, parts, way)[0] for way in ("page", "form")]
    assert set(answers) - {404, 405}
