"""Catalogues: what is extracted, kept, told and compiled."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools.catalogue import check, compile_all, update
from tools.catalogue_files import catalogue_path, compiled_path
from tools.checks import catalogues
from tools.tests.conftest import Plant

TEMPLATE = """\
{% load i18n %}
  {% translate "Close" context "door" %}
 {% blocktranslate count n=rows trimmed %}
   One row of {{ all }}
 {% plural %}
   {{ n }} rows of {{ all }}
 {% endblocktranslate %}
{{ x|default:_("none") }}
"""


@pytest.fixture
def room(plant: Plant, tmp_path: Path) -> Path:
    """A room with strings in a module and a template."""
    plant("mingjian/shop/__init__.py", "")
    plant("mingjian/shop/words.py", '_("Name")\nngettext("%(n)d day", "%(n)d days", 3)\n')
    plant("mingjian/shop/tests/test_words.py", '_("Only a test")\n')
    plant("mingjian/shop/templates/shop/list.html", TEMPLATE)
    return tmp_path / "mingjian" / "shop"


def translate(room: Path, *pairs: tuple[str, str]) -> None:
    """Write translations into the catalogue: for each source line, the translation of the message it ends."""
    path = catalogue_path(room)
    text = path.read_text(encoding="utf-8")
    for source, words in pairs:
        before, after = text.split(f'{source}"\n', 1)
        text = f'{before}{source}"\n' + after.replace('""', f'"{words}"', 1)
    path.write_text(text, encoding="utf-8")


def complete(room: Path, root: Path) -> None:
    update(root, ["shop"])
    pairs = [("Name", "名称"), ("days", "%(n)d 天"), ("Close", "关闭"), ("none", "无")]
    translate(room, *pairs, ("%(n)s rows of %(all)s", "%(all)s 中的 %(n)s 行"))


def test_it_extracts_modules_and_templates_but_no_tests(room: Path, tmp_path: Path) -> None:
    assert sorted(update(tmp_path, ["shop"])) == [
        "shop: translate '%(n)d day'",
        "shop: translate 'Close'",
        "shop: translate 'Name'",
        "shop: translate 'One row of %(all)s'",
        "shop: translate 'none'",
    ]


def test_it_is_complete_once_translated_and_an_update_changes_nothing(room: Path, tmp_path: Path) -> None:
    complete(room, tmp_path)
    before = catalogue_path(room).read_bytes()
    assert check(tmp_path, ["shop"]) == []
    assert update(tmp_path, ["shop"]) == []
    assert catalogue_path(room).read_bytes() == before
    assert b"POT-Creation-Date" not in before
    assert b"#: " not in before


def test_it_compiles_what_python_reads(room: Path, tmp_path: Path) -> None:
    complete(room, tmp_path)
    assert compile_all(tmp_path) == 1
    with compiled_path(room).open("rb") as source:
        words = gettext.GNUTranslations(source)
    assert words.gettext("Name") == "名称"
    assert words.pgettext("door", "Close") == "关闭"
    assert words.ngettext("%(n)d day", "%(n)d days", 3) == "%(n)d 天"


def test_it_catches_a_missing_translation(room: Path, tmp_path: Path, plant: Plant) -> None:
    complete(room, tmp_path)
    plant("mingjian/shop/more.py", '_("New")\n')
    assert [problem.source for problem in check(tmp_path, ["shop"])] == ["New"]
    update(tmp_path, ["shop"])
    assert [finding.path for finding in catalogues.find(tmp_path)] == [
        "mingjian/shop/locale/zh_Hans/LC_MESSAGES/django.po"
    ]


def test_it_catches_a_string_no_longer_used_and_drops_it(room: Path, tmp_path: Path, plant: Plant) -> None:
    complete(room, tmp_path)
    plant("mingjian/shop/words.py", '_("Name")\n')
    assert [problem.source for problem in check(tmp_path, ["shop"])] == ["%(n)d day"]
    assert update(tmp_path, ["shop"]) == ["shop: dropped '%(n)d day', no longer used"]


def test_it_catches_a_placeholder_that_differs(room: Path, tmp_path: Path) -> None:
    complete(room, tmp_path)
    path = catalogue_path(room)
    path.write_text(path.read_text(encoding="utf-8").replace("%(n)d 天", "%(m)d 天"), encoding="utf-8")
    assert "different placeholders" in check(tmp_path, ["shop"])[0].what


def test_it_catches_a_fuzzy_translation(room: Path, tmp_path: Path) -> None:
    complete(room, tmp_path)
    path = catalogue_path(room)
    text = path.read_text(encoding="utf-8").replace('msgid "Name"', '#, fuzzy\nmsgid "Name"')
    path.write_text(text, encoding="utf-8")
    assert "fuzzy" in check(tmp_path, ["shop"])[0].what


def test_it_catches_two_rooms_that_disagree_and_lends_what_one_has(room: Path, tmp_path: Path, plant: Plant) -> None:
    complete(room, tmp_path)
    plant("mingjian/yard/__init__.py", "")
    plant("mingjian/yard/words.py", '_("Name")\n')
    assert update(tmp_path, ["yard"]) == []
    assert check(tmp_path, ["yard"]) == []
    path = catalogue_path(tmp_path / "mingjian" / "yard")
    path.write_text(path.read_text(encoding="utf-8").replace("名称", "姓名"), encoding="utf-8")
    assert "in shop" in check(tmp_path, ["yard"])[0].what
