"""The checks of documents, of the whole tree's text and of the requirements."""

from __future__ import annotations

from pathlib import Path

from tools.checks import hosts, paths, requirements, rooms
from tools.tests.conftest import Plant


def test_it_catches_a_document_that_names_what_is_not_there(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/models.py", "")
    plant("docs/README.md", "`mingjian/findings/models.py` `mingjian/gone/models.py`\n`gone.py` [see](gone.md)\n")
    plant("docs/any-room.md", "a room's `gone.py`\n")
    found = [(finding.line, finding.what) for finding in paths.find(tmp_path)]
    assert found == [
        (1, "`mingjian/gone/models.py` does not exist"),
        (2, "`gone.py` does not exist"),
        (2, "the link to gone.md leads nowhere"),
    ]


def test_it_takes_code_commands_and_addresses_for_what_they_are(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/models.py", "")
    plant(
        "mingjian/findings/README.md",
        """\
        `models.py` `make check` `mingjian/<room>/views.py` `and/or` `application/json`
        [site](https://example.org/x) [up](../findings/models.py) [here](#part)
        ```
        `mingjian/gone.py`
        ```
        """,
    )
    assert list(paths.find(tmp_path)) == []


def test_it_catches_a_package_host_and_a_path_of_one_machine(plant: Plant, tmp_path: Path) -> None:
    planted = [
        "--index" + "-url x",
        "https://host.example" + "/simple/",
        "/ro" + "ot/.cache",
        "cd /ho" + "me/someone",
    ]
    plant("a.txt", "\n".join(planted))
    plant("b.txt", "https://example.org/work/of/art\n$HOME/work/x\n../tmp/x\n")
    assert [(finding.path, finding.line) for finding in hosts.find(tmp_path)] == [("a.txt", n) for n in (1, 2, 3, 4)]


def test_it_catches_a_dependency_without_account_or_lock(plant: Plant, tmp_path: Path) -> None:
    plant("requirements/run.in", "django~=5.2.0\npsycopg[binary,pool]\n# a remark\n-r other.in\nclick\n")
    plant("requirements/run.txt", "django==5.2.19 \\\npsycopg==3.3.9 \\\n    # via x\n")
    plant("docs/dependencies.md", "| `django` | …\n| `click` | …\n| `gone` | …\n")
    assert sorted(finding.what for finding in requirements.find(tmp_path)) == [
        "click is missing in run.txt",
        "gone is explained but no longer required",
        "psycopg has no line in docs/dependencies.md",
    ]


def test_it_catches_a_room_without_introduction_or_place_on_the_map(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/__init__.py", "")
    plant("mingjian/leads/__init__.py", "")
    plant("mingjian/leads/README.md", "# leads\n")
    plant("docs/where-does-this-go.md", "`mingjian/findings`\n")
    assert [(finding.path, finding.what) for finding in rooms.find(tmp_path)] == [
        ("mingjian/findings", "has no README.md"),
        ("mingjian/leads", "is not on the map, docs/where-does-this-go.md"),
    ]
