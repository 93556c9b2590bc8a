"""A session that has not given its second factor is told of nothing, whatever its user holds."""

import pytest
from django.test import Client

from mingjian.accounts.steps import PASSED
from mingjian.live.sifting import sift
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body


@pytest.mark.django_db
def test_nothing_is_told_before_the_second_factor() -> None:
    offices = Offices.found()
    row = int(body(**Place(offices.county).shared()).pk)
    head = user(offices.county)
    give(head, offices.county, "office_head")
    client = Client()
    client.force_login(head)
    key = client.session.session_key or ""
    assert sift([key], {"organisation": [row]}) == {key: {"organisation": [row]}}
    session = client.session
    del session[PASSED]
    session.save()
    assert sift([key], {"organisation": [row]}) == {key: None}
