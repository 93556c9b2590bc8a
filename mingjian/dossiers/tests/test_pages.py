"""The dossier's page as the team, the office and a stranger get it."""

import pytest
from django.test import Client

from mingjian.accounts.models import User
from mingjian.dossiers.models import Focus
from mingjian.dossiers.tests.story import ENTRY, Story, tell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_eve(settings: object) -> None:
    settings.DEMO_TODAY = ENTRY  # type: ignore[attr-defined]  # pytest-django's settings take any name


@pytest.fixture
def story() -> Story:
    return tell()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_page_shows_the_president_and_why(story: Story) -> None:
    answer = client_of(story.users["member"]).get(f"/dossiers/{story.orgs['UNI']}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.index("江砚") < page.index("苏明月")
    assert f'href="/findings/{story.findings["loans"]}/"' in page


def test_a_stranger_gets_the_same_answer_as_for_nothing(story: Story) -> None:
    client = client_of(story.users["sibling"])
    assert client.get(f"/dossiers/{story.orgs['UNI']}/").status_code == 404
    assert client.get(f"/dossiers/{story.orgs['UNI']}.json").status_code == 404
    assert client.get("/dossiers/999999999/").status_code == 404


def test_a_wrong_day_is_refused_in_words(story: Story) -> None:
    assert client_of(story.users["head"]).get(f"/dossiers/{story.orgs['UNI']}/?on=yesterday").status_code == 422


def test_the_leader_puts_somebody_on_the_focus_list_and_writes_back(story: Story) -> None:
    client = client_of(story.users["member"])
    client.get(f"/dossiers/{story.orgs['UNI']}/")
    added = client.post(
        f"/targets/{story.target.pk}/focus", {"person": story.persons["president"], "why": "曾任被巡视银行党委书记"}
    )
    assert added.status_code == 302
    focus = Focus.objects.get()
    assert client.post(f"/focus/{focus.pk}/write-back", {"reason": ""}).status_code == 422
    assert client.post(f"/focus/{focus.pk}/write-back", {"reason": "已移交"}).status_code == 302
    focus.refresh_from_db()
    assert (focus.state, focus.became) == ("written_back", "已移交")


def test_nobody_can_point_at_a_row_they_do_not_see(story: Story) -> None:
    client = client_of(story.users["member"])
    refused = client.post(f"/targets/{story.target.pk}/focus", {"matter": f"lead-{story.lead}", "why": "试探"})
    assert refused.status_code == 404
