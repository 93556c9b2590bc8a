"""The record: what is added stays, what is altered shows, words are for the holder of the key alone."""

from time import monotonic, sleep

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext_lazy
from nacl.public import PrivateKey

from mingjian.audit import keys, verbs
from mingjian.audit.action import action
from mingjian.audit.actor import Actor
from mingjian.audit.models import Entry, Seal
from mingjian.audit.record import record
from mingjian.audit.sealing import seal, verify
from tests.harness.database import Database

PROBED = verbs.VERBS.get("test.probe") or verbs.register("test.probe", gettext_lazy("user"))
ACTOR = Actor.named("test")


@pytest.mark.django_db
def test_the_desk_role_can_add_and_read_and_nothing_else() -> None:
    record("test.probe", actor=ACTOR, kind="finding", ids=[3])
    assert Entry.objects.get().ids == [3]
    for change in (Entry.objects.all().delete, lambda: Entry.objects.update(kind="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_words_are_read_with_the_private_key_alone(settings: object) -> None:
    key = PrivateKey.generate()
    settings.AUDIT_PUBLIC_KEY = bytes(key.public_key)  # type: ignore[attr-defined]  # pytest-django's settings
    record("test.probe", actor=ACTOR, words="张某某")
    sealed = bytes(Entry.objects.get().sealed_text or b"")
    assert "张某某".encode() not in sealed
    assert keys.open_text(sealed, bytes(key)) == "张某某"


@pytest.mark.django_db
def test_an_unknown_verb_is_refused() -> None:
    with pytest.raises(ValueError, match=r"test\.unheard"):
        record("test.unheard", actor=ACTOR)


@pytest.mark.django_db
def test_an_action_without_its_record_is_undone() -> None:
    @action("test.silent", gettext_lazy("user"))
    def silent() -> None:
        record("test.probe", actor=ACTOR)

    with pytest.raises(RuntimeError, match="wrote no audit record"):
        silent()
    assert not Entry.objects.exists()


def sealed_in_time() -> Seal:
    """A seal waits for every older transaction of the server, also for those of tests beside this one."""
    end = monotonic() + 900
    while (made := seal()) is None:
        assert monotonic() < end, "no transaction of the server can last that long"
        sleep(0.2)
    return made


def test_a_seal_holds_until_an_entry_under_it_is_altered(fresh_database: Database) -> None:
    with fresh_database.django():
        record("test.probe", actor=ACTOR, ids=[1])
        sealed_in_time()
        record("test.probe", actor=ACTOR, ids=[2])
        sealed_in_time()
        assert (verify().seals, verify().broken) == (2, "")
        with connections["owner"].cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET ids = '{9}' WHERE ids = '{1}'")
        assert "altered" in verify().broken
