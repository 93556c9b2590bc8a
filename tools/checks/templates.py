"""Templates hold under the content security policy and speak through the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import kept_files, shown

COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
RULES = (
    (re.compile(r"<[^>]*\sstyle\s*="), "a style attribute is refused by the content security policy"),
    (re.compile(r"<[^>]*\son[a-z]+\s*="), "an inline handler is refused by the content security policy"),
    (
        re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>"),
        "an inline script is refused by the policy",
    ),
    (re.compile(r"<style\b"), "an inline style sheet is refused by the content security policy"),
    (re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"), "unescaped output"),
    (re.compile(r"\.objects\b"), "a query in a template"),
    (
        re.compile(r"[\u4e00-\u9fff]+"),
        "Chinese in the source; write English and translate it in the catalogue",
    ),
)
# The name of the product and of the other language stand in Chinese whatever the language of the page.
OWN_NAMES = re.compile("明鉴|中文|简体中文")


def find(root: Path) -> Iterator[Finding]:
    """Places in templates which break one of ``RULES``."""
    for path in kept_files(root):
        parts = path.relative_to(root).parts
        if path.suffix == ".html" and "templates" in parts and "tests" not in parts:
            for line, what in _breaches(path.read_text(encoding="utf-8")):
                yield Finding(shown(path, root), line, what)


def _breaches(text: str) -> Iterator[tuple[int, str]]:
    bare = OWN_NAMES.sub("", COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text))
    for pattern, what in RULES:
        for match in pattern.finditer(bare):
            yield bare.count("\n", 0, match.start()) + 1, what


CHECK = Check(
    "templates",
    "Style by class, behaviour by a module in static/, words through `{% translate %}`, rows computed in the view.",
    find,
)
