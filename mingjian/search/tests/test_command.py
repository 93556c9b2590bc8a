"""`mingjian search` at the shell."""

import json
import os
import subprocess
import sys

from mingjian.search.tests.ground import document, store
from tests.cast import Offices, give, user
from tests.harness.database import Database


def run(database: Database, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "mingjian", "search", *arguments]
    return subprocess.run(command, env={**os.environ, **database.environ}, capture_output=True, text=True, check=False)


def test_it_searches_as_one_user(fresh_database: Database) -> None:
    with fresh_database.django():
        offices = Offices.found()
        inside, outside = user(offices.county), user(offices.sibling)
        give(inside, offices.county, "viewer")
        give(outside, offices.sibling, "viewer")
        ((kind, row_id),) = store(document("违规放贷", "春城银行", paths=[str(offices.county.path)]))
        names = inside.username, outside.username
    found = json.loads(run(fresh_database, "违规", "--as", names[0], "--json").stdout)
    assert found["counts"] == {"finding": 1}
    assert [(hit["kind"], hit["id"], hit["title"]) for hit in found["hits"]] == [(kind, row_id, "违规放贷")]
    assert "放贷" in run(fresh_database, "fanggui OR 违规", "--as", names[0]).stdout
    assert json.loads(run(fresh_database, "违规", "--as", names[1], "--json").stdout)["hits"] == []
    refused = run(fresh_database, "违", "--as", names[0])
    assert refused.returncode == 1
    assert "one character" in refused.stderr or "一个字" in refused.stderr
    assert run(fresh_database, "违规", "--as", "nobody").returncode == 1
