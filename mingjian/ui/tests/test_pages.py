"""Every page of the gallery as HTML: in both languages, with nothing inline."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from mingjian.ui.icons import icon_svg
from mingjian.ui.tests.gallery import PAGES, render

TEMPLATES = Path(__file__).parents[1] / "templates"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", sorted(PAGES))
def test_it_renders_with_nothing_inline(path: str, language: str) -> None:
    with translation.override(language):
        page = render(path)
    assert f'<html lang="{language}">' in page
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("path", sorted(set(PAGES) - {"/portal"}))
def test_invented_data_is_marked_on_every_page(path: str) -> None:
    assert "demo-banner" in render(path)


def test_an_identifier_is_used_once_in_a_page() -> None:
    for path in PAGES:
        names = re.findall(r'\sid="([^"]+)"', render(path))
        assert len(names) == len(set(names)), path


def test_every_icon_and_file_that_a_template_names_exists() -> None:
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for name in re.findall(r'{% icon "([^"]+)"', text):
            assert icon_svg(name)
        for name in re.findall(r"{% static '([^']+)' %}", text):
            assert finders.find(name), name


def test_the_panel_finds_the_record_in_a_detail_page() -> None:
    assert 'id="record"' in render("/detail/1")
    assert 'id="record"' not in render("/list")


def test_an_error_is_tied_to_its_field() -> None:
    page = render("/form")
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_a_stranger_learns_nothing_from_not_found() -> None:
    page = render("/404")
    assert "未找到，或不在您的权限范围内" in page
    assert "exception" not in page
