"""What an operator does at the shell when nobody can sign in; each deed is on record, as the installation's."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from django.test import Client

from mingjian.accounts.models import Factor, User
from mingjian.accounts.tests.ground import leads_to, sign_in, with_factor, with_password
from mingjian.audit.models import Entry
from mingjian.cli import user as cli
from tests.cast import Offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> User:
    """A user in the test's own transaction, where the commands then work too."""

    @contextmanager
    def here() -> Iterator[None]:
        yield

    monkeypatch.setattr(cli, "with_django", here)
    return with_password(Offices.found().county)


def run(*words: str) -> str:
    answer = CliRunner().invoke(cli.command, list(words))
    assert answer.exit_code == 0, answer.output
    return answer.output.strip()


def test_a_one_time_password_is_printed_and_lets_in_once(user: User) -> None:
    given = run("one-time-password", "wang", "--reason", "locked out")
    client = Client()
    assert sign_in(client, password=given).status_code == 302
    assert leads_to(client.get("/")) == "/account/password"


def test_the_second_factor_is_reset(user: User) -> None:
    with_factor(user)
    assert "next sign-in" in run("reset-factor", "wang", "--reason", "phone lost")
    assert not Factor.objects.filter(user=user).exists()
    entry = Entry.objects.get(verb="user.reset_factor")
    assert (entry.actor_id, entry.system) == (None, "shell")


def test_a_wait_is_ended(user: User) -> None:
    for _turn in range(6):
        sign_in(Client(), password="wrong-wrong-wrong")
    run("unlock", "wang", "--reason", "called back")
    assert sign_in(Client()).status_code == 302


def test_sessions_are_ended(user: User) -> None:
    client = Client()
    sign_in(client)
    run("end-sessions", "wang", "--reason", "laptop stolen")
    assert leads_to(client.get("/")) == "/sign-in"


def test_a_refusal_is_said_in_words(user: User) -> None:
    answer = CliRunner().invoke(cli.command, ["reset-factor", "wang", "--reason", "why not"])
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert "Traceback" not in answer.output


@pytest.mark.parametrize("deed", ["one-time-password", "reset-factor", "unlock", "end-sessions"])
def test_none_goes_without_a_reason(user: User, deed: str) -> None:
    assert CliRunner().invoke(cli.command, [deed, "wang"]).exit_code == 2
