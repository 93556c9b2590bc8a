"""What an action tells: ids only, in payloads that PostgreSQL takes, when it commits."""

import json

import psycopg
from django.db import transaction

from mingjian.live.publish import CHANNEL, MOST_IDS, MOST_PAYLOADS, publish
from tests.harness.database import Database


def heard(listener: "psycopg.Connection[tuple[object, ...]]") -> list[dict[str, object]]:
    return [json.loads(each.payload) for each in listener.notifies(timeout=0.5)]


def test_it_tells_ids_in_blocks_when_the_transaction_commits(fresh_database: Database) -> None:
    with fresh_database.connect("desk") as listener, fresh_database.django():
        listener.autocommit = True
        listener.execute(f"LISTEN {CHANNEL}")
        with transaction.atomic():
            publish("finding", [10**18 + number for number in range(MOST_IDS + 1)])
            assert heard(listener) == []
        blocks = heard(listener)
        assert [len(block["ids"]) for block in blocks] == [MOST_IDS, 1]  # type: ignore[arg-type]  # parsed JSON
        assert {block["kind"] for block in blocks} == {"finding"}
        assert all(set(block) == {"kind", "ids"} for block in blocks)


def test_what_is_rolled_back_is_not_told_and_nothing_tells_nothing(fresh_database: Database) -> None:
    with fresh_database.connect("desk") as listener, fresh_database.django():
        listener.autocommit = True
        listener.execute(f"LISTEN {CHANNEL}")
        with transaction.atomic():
            publish("lead", [1])
            transaction.set_rollback(True)
        publish("lead", [])
        publish("lead", [7, 7])
        assert heard(listener) == [{"kind": "lead", "ids": [7]}]


def test_a_batch_of_any_size_is_told_in_few_payloads(fresh_database: Database) -> None:
    with fresh_database.connect("desk") as listener, fresh_database.django():
        listener.autocommit = True
        listener.execute(f"LISTEN {CHANNEL}")
        publish("finding", range(100_000))
        assert len(heard(listener)) == MOST_PAYLOADS
