"""Users who sign in through the pages: with a password of their own, with a second factor, with an administrator."""

import re
import time
from dataclasses import dataclass
from typing import Any

import pyotp
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from mingjian.accounts.actions import begin_factor, confirm_factor
from mingjian.accounts.models import Factor, User
from mingjian.accounts.scopes import build, of_system
from mingjian.accounts.second_factor.codes import STEP_SECONDS, unseal
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from tests import cast

PASSWORD = "correct-horse-battery"
NEW_PASSWORD = "Seven-lanterns-41"


def administration(office: Office) -> Scope:
    """The system managing grants over one office."""
    return of_system("test", held=[Held(office.path, frozenset({Right.MANAGE_GRANTS}))])


def with_password(home: Office, name: str = "wang", **columns: object) -> User:
    """A user who has chosen a password."""
    user = User(username=name, display_name="王示例", office=home, created_at=timezone.now(), **columns)
    user.set_password(PASSWORD)
    user.password_set_at = timezone.now()
    user.save()
    return user


@dataclass
class Phone:
    """An authenticator app: it shows the codes of a secret, of now or of steps from now."""

    secret: str

    def code(self, steps: int = 0) -> str:
        """Six digits; a code that was taken is not taken again, so tests ask for the next."""
        return pyotp.TOTP(self.secret).generate_otp(int(time.time()) // STEP_SECONDS + steps)


def secret_of(user: User, *, confirmed: bool = True) -> str:
    """The secret in the table, opened."""
    rows = Factor.objects.filter(user=user)
    factor = (rows.exclude(confirmed_at=None) if confirmed else rows.filter(confirmed_at=None)).get()
    return unseal(factor.sealed_secret, user.pk)


def with_factor(user: User) -> tuple[Phone, list[str]]:
    """Set up the user's factor through the actions, by a code of the step before; the phone and the recovery codes."""
    begin_factor(user=user, scope=build(user))
    phone = Phone(secret_of(user, confirmed=False))
    return phone, confirm_factor(user=user, code=phone.code(-1), scope=build(user))


def security_administrator(home: Office) -> Client:
    """A client of somebody who manages grants over the office."""
    user = cast.user(home)
    cast.give(user, home, "security_administrator")
    client = Client()
    client.force_login(user)
    return client


def sign_in(client: Client, name: str = "wang", password: str = PASSWORD, page: str = "/sign-in") -> Any:
    """Post name and password."""
    return client.post(page, {"username": name, "password": password})


def leads_to(answer: HttpResponseBase) -> str:
    """Where a redirect goes, without what follows."""
    assert answer.status_code == 302, answer.status_code
    return str(answer["Location"]).partition("?")[0]


def codes_on(answer: Any) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r"<code>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</code>", answer.content.decode())
