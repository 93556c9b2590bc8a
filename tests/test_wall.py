"""The wall answers 403 to a missing right, never an error of its own."""

import pytest
from django.test import Client

from mingjian.dossiers.tests.story import tell

pytestmark = pytest.mark.django_db


def test_a_missing_right_is_refused_with_403() -> None:
    client = Client()
    client.force_login(tell().users["sibling"])
    assert client.get("/audit/").status_code == 403


def test_nobody_is_sent_to_sign_in() -> None:
    answer = Client().get("/audit/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")
