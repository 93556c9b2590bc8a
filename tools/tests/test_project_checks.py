"""The checks which compare the project's own tables, and those which run other programs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.check import ROOT, report, run
from tools.checks import permissions, scoped, verbs
from tools.checks.commands import CHECKS, findings_in, imports
from tools.checks.finding import Check, Finding
from tools.permission_table import Row, Url, proposal, read
from tools.tests.conftest import Plant

COMMANDS = {check.name: check for check in CHECKS}
ROOMS = ("lib", "offices", "findings")


@pytest.fixture
def package(plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of three rooms under the contracts of this tree."""
    for room in ROOMS:
        plant(f"mingjian/{room}/__init__.py", "")
    plant("mingjian/__init__.py", "")
    plant("mingjian/runtime/__init__.py", "")
    plant("mingjian/findings/models.py", "")
    plant("mingjian/findings/actions.py", "")
    shutil.copy(ROOT / ".importlinter", tmp_path)


@pytest.mark.usefixtures("package")
def test_it_accepts_imports_that_go_down(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/actions.py", "import mingjian.findings.models, mingjian.offices\n")
    plant("mingjian/lib/tests/__init__.py", "import mingjian.findings\n")
    assert imports(tmp_path) == []


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mingjian/offices/models.py", "import mingjian.findings.models\n"),
        ("mingjian/lib/text.py", "import django\n"),
        ("mingjian/findings/models.py", "import mingjian.findings.actions\n"),
        ("mingjian/attic/__init__.py", ""),
    ],
    ids=["upwards", "django in lib", "models import actions", "a room in no layer"],
)
def test_it_catches_a_broken_contract(plant: Plant, tmp_path: Path, path: str, text: str) -> None:
    plant(path, text)
    assert imports(tmp_path)


@pytest.mark.usefixtures("package")
def test_it_asks_for_the_portals_contract_once_there_is_a_portal(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/portal/__init__.py", "")
    assert [finding.path for finding in imports(tmp_path)] == [".importlinter"]


def test_it_catches_unformatted_and_unclean_code(plant: Plant, tmp_path: Path) -> None:
    plant("a.py", "import os\nx = {  'a':1 }\n")
    assert "a.py" in [finding.path for finding in COMMANDS["format"].find(tmp_path)]
    assert ("a.py", 1) in [(finding.path, finding.line) for finding in COMMANDS["lint"].find(tmp_path)]


def test_it_catches_a_wrong_type(plant: Plant, tmp_path: Path) -> None:
    plant("mypy.ini", "[mypy]\nfiles = a.py\n")
    plant("a.py", "def f(x):\n    return x\n")
    assert [(finding.path, finding.line) for finding in COMMANDS["types"].find(tmp_path)] == [("a.py", 1)]


def test_it_places_what_programs_print() -> None:
    printed = "mingjian/a.py:3:5: E501 Line too long\nmingjian/a.py:7: error: No [misc]\nBroken\n"
    assert list(findings_in(printed)) == [
        Finding("mingjian/a.py", 3, "E501 Line too long"),
        Finding("mingjian/a.py", 7, "error: No [misc]"),
        Finding("", 0, "Broken"),
    ]


def test_it_catches_a_url_nobody_decided_on() -> None:
    table = {
        "home": Row("home", "", "redirect", 200),
        "finding": Row("finding", "read_findings", "redirect", 200, without_right=403),
        "gone": Row("gone", "fly", "allowed", 200, without_right=403),
    }
    known = [
        Url("home", "", "other.view"),
        Url("finding", "findings/<int:pk>/", "other.view"),
        Url("finding-list", "findings/", "other.view"),
    ]
    assert [finding.what for finding in permissions.compare(table, known, {"read_findings"})] == [
        '["finding"] is about one row but does not say out_of_scope',
        '["finding-list"] is missing: who may open /findings/?',
        '["gone"] has no URL',
        "[\"gone\"] names the right 'fly', which does not exist",
    ]


@pytest.mark.parametrize(
    ("url", "what"),
    [
        (Url("home", "", "mingjian.v"), "declares nobody"),
        (Url("home", "", "mingjian.v", declared=True, right="export"), "asks for 'export'"),
        (Url("home", "", "mingjian.v", declared=True, public=True), "differ on whether it is open"),
    ],
)
def test_it_catches_a_view_that_declares_something_else_than_the_table(url: Url, what: str) -> None:
    (finding,) = permissions.compare({"home": Row("home", "", "redirect", 200)}, [url], set())
    assert what in finding.what


def test_it_proposes_a_row_from_what_the_view_declares(plant: Plant) -> None:
    url = Url("finding", "findings/<int:pk>/", "mingjian.v", declared=True, right="read_findings")
    path = plant("permissions.toml", proposal(url))
    assert read(path)["finding"] == Row("finding", "read_findings", "redirect", 200, 403, 404)


@pytest.mark.parametrize(
    "row",
    [
        'right = ""\nanonymous = "maybe"\nin_scope = 200',
        'right = ""\nanonymous = "404"\nin_scope = 299',
        'right = "read"\nanonymous = "404"\nin_scope = 200',
        'right = ""\nanonymous = "404"\nin_scope = 200\ncolour = 1',
    ],
)
def test_it_refuses_a_row_it_does_not_understand(plant: Plant, row: str) -> None:
    path = plant("permissions.toml", f'["home"]\n{row}\n')
    with pytest.raises(ValueError, match="home"):
        read(path)


def test_it_catches_a_gated_kind_the_suite_does_not_ask(plant: Plant, tmp_path: Path) -> None:
    plant("tests/scope/rows.py", "SCOPED_ROWS: dict[str, object] = {'finding': 1, 'ghost': 2}\n")
    rows = scoped.listed(tmp_path)
    assert rows == {"finding", "ghost"}
    found = list(scoped.compare({"finding", "lead"}, rows, {"lead": "mingjian/leads/models.py"}))
    assert [finding.path for finding in found] == ["mingjian/leads/models.py", "tests/scope"]


def test_it_catches_a_move_the_record_has_no_verb_for() -> None:
    moves = {"finding": ["begin", "close_out"]}
    (finding,) = verbs.compare(moves, ["finding.begin", "finding.read"])
    assert "finding.close_out" in finding.what


def test_a_check_that_breaks_does_not_pass(tmp_path: Path) -> None:
    def broken(root: Path) -> list[Finding]:
        raise RuntimeError("no settings")

    results = run([Check("broken", "Mend it.", broken), Check("quiet", "", lambda root: [])], tmp_path)
    assert report(results).splitlines() == [
        "broken: 1 found",
        "  tools: the check could not run: RuntimeError: no settings",
        "  → Mend it.",
        "quiet: nothing found",
    ]
