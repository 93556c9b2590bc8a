"""Each check of the source catches what it is there for, and leaves the right way alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tools.checks import actions, gate, sizes, states, templates
from tools.checks.finding import Finding
from tools.tests.conftest import Plant


def by_line(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.line)


def test_it_catches_a_query_in_a_view_that_goes_around_the_gate(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/views.py",
        """\
        def show(request):
            a = Finding.objects.filter(pk=1)
            b = get_object_or_404(Finding, pk=1)
            c = Finding._default_manager.all()
            d = connection.cursor()
            door = Finding.objects
        """,
    )
    assert [finding.line for finding in by_line(gate.find(tmp_path))] == [2, 3, 4, 5, 6]


def test_it_looks_into_packages_of_views_and_into_the_api(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/views/lists.py", "rows = Finding.objects.all()\n")
    plant("mingjian/findings/api.py", "rows = Finding.objects.all()\n")
    assert {finding.path for finding in gate.find(tmp_path)} == {
        "mingjian/findings/api.py",
        "mingjian/findings/views/lists.py",
    }


def test_it_allows_a_query_through_the_gate_wherever_the_gate_stands_on_the_chain(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/views.py",
        """\
        def show(request):
            a = Finding.objects.visible_to(request.scope).filter(pk=1)
            b = get_object_or_404(Finding.objects.open().visible_to(request.scope), pk=1)
        """,
    )
    plant("mingjian/findings/actions.py", "rows = Finding.objects.all()\n")
    assert list(gate.find(tmp_path)) == []


def test_it_is_not_fooled_by_a_gate_in_an_argument(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/views.py", "a = Finding.objects.filter(org__in=orgs.visible_to(scope))\n")
    assert len(list(gate.find(tmp_path))) == 1


def test_it_catches_a_state_set_outside_flow(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/actions.py",
        """\
        def close(finding):
            finding.state = "closed"
            Finding.objects.filter(pk=1).update(state="closed")
            setattr(finding, "state", "closed")
            Finding.objects.bulk_update([finding], ["title", "state"])
            finding.status, other = "closed", 1
        """,
    )
    assert [finding.line for finding in by_line(states.find(tmp_path))] == [2, 3, 4, 5, 6]


def test_it_lets_flow_set_states_and_others_read_and_begin_them(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/flow/move.py", "row.state = target\n")
    plant("mingjian/findings/models.py", 'state = TextField()\nrow = Finding(state="open")\nshown = row.state\n')
    plant("mingjian/findings/tests/test_x.py", 'row.state = "closed"\n')
    assert list(states.find(tmp_path)) == []


def test_it_catches_a_public_function_that_is_no_action(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/actions.py",
        """\
        def revise(*, finding, scope): ...
        @action("finding.close", "Closed")
        def close(*, finding): ...
        @action("finding.open", "Opened")
        def open_again(finding, *, scope): ...
        """,
    )
    plant("mingjian/leads/actions/assign.py", "def assign(*, lead, scope): ...\n")
    found = [(finding.path.split("/")[1], finding.what.split()[0]) for finding in actions.find(tmp_path)]
    assert found == [
        ("findings", "revise"),
        ("findings", "close"),
        ("findings", "open_again"),
        ("leads", "assign"),
    ]


def test_it_accepts_an_action_and_its_private_helpers(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/actions.py",
        """\
        @flow.action("finding.close", "Closed")
        def close(*, finding, scope): ...
        def _tell(finding): ...
        """,
    )
    assert list(actions.find(tmp_path)) == []


def test_it_catches_long_files_functions_tests_and_templates(plant: Plant, tmp_path: Path) -> None:
    plant("mingjian/findings/long.py", "x = 1\n" * 401)
    plant("mingjian/findings/deep.py", "def deep():\n" + "    x = 1\n" * 50)
    plant("mingjian/findings/tests/test_long.py", "x = 1\n" * 301)
    plant("mingjian/findings/templates/findings/list.html", "<p>\n" * 151)
    plant("mingjian/findings/edge.py", "def edge():\n" + "    x = 1\n" * 49)
    plant("mingjian/findings/migrations/0001_long.py", "x = 1\n" * 401)
    assert sorted(finding.path.rsplit("/", 1)[1] for finding in sizes.find(tmp_path)) == [
        "deep.py",
        "list.html",
        "long.py",
        "test_long.py",
    ]


def test_it_catches_what_the_content_security_policy_refuses(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/templates/findings/list.html",
        """\
        <p style="color: red">
        <a onclick="go()">
        <script>go()</script>
        <style>p {}</style>
        {{ text|safe }}
        问题
        """,
    )
    assert [finding.line for finding in templates.find(tmp_path)] == [1, 2, 3, 4, 5, 6]


def test_it_allows_modules_data_comments_and_the_products_name(plant: Plant, tmp_path: Path) -> None:
    plant(
        "mingjian/findings/templates/findings/list.html",
        """\
        {# 说明 #}
        <script src="/static/a.js" type="module"></script>
        <script type="application/json" id="d">{}</script>
        <a lang="zh-Hans">中文</a> 明鉴 {{ onset }} <p data-on="x" class="one">
        """,
    )
    assert list(templates.find(tmp_path)) == []
