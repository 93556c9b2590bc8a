"""Two requests with one code at one moment: one passes. Many wrong codes at one moment: the wait holds them too."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connections

from mingjian.accounts.models import RecoveryCode, SignIn, User
from mingjian.accounts.second_factor.checking import try_code
from mingjian.accounts.tests.ground import with_factor, with_password
from mingjian.accounts.waits import OF_A_NAME
from mingjian.audit.models import Entry
from tests.cast import Offices
from tests.harness.database import Database


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Run the deeds in a thread each, begun together; their results."""
    ready, results = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], Any]) -> None:
        try:
            ready.wait()
            results.append(deed())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _try(user_id: int, code: str) -> SignIn.By | None:
    return try_code(User.objects.get(pk=user_id), code)


def test_one_code_at_one_moment_passes_once(fresh_database: Database) -> None:
    with fresh_database.django():
        user = with_password(Offices.found().county)
        phone, codes = with_factor(user)
        for code in (phone.code(), codes[0]):
            passed = at_once([partial(_try, user.pk, code)] * 4)
            assert len(passed) == 4
            assert len([each for each in passed if each is not None]) == 1
        assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_wrong_codes_at_one_moment_are_counted_one_by_one(fresh_database: Database) -> None:
    with fresh_database.django():
        user = with_password(Offices.found().county)
        with_factor(user)
        tries = 3 * OF_A_NAME.free
        assert at_once([partial(_try, user.pk, "000000")] * tries) == [None] * tries
        assert Entry.objects.filter(verb="user.factor_refused").count() == OF_A_NAME.free
