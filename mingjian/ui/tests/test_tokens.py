"""The colours: every pair of ink and ground in use has the contrast of WCAG 2.2 AA, day and night."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static" / "ui"
GROUNDS = ("paper", "sheet", "raised", "sunken")
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "teal", "teal-strong") for ground in GROUNDS],
    *[(ink, ground) for ink in ("vermilion", "amber", "green") for ground in ("paper", "sheet", "raised")],
    *[(tone, f"{tone}-tint") for tone in ("vermilion", "amber", "green", "teal")],
    *[("ink", f"{tone}-tint") for tone in ("vermilion", "amber", "green", "teal")],
    ("vermilion", "teal-tint"),
    ("ink-soft", "teal-tint"),
    ("teal", "vermilion-tint"),
    ("teal-strong", "teal-tint"),
    ("ink", "highlight"),
    ("on-teal", "teal"),
    ("on-teal", "teal-strong"),
    ("sheet", "ink-soft"),
    ("sheet", "ink"),
    ("rail-ink", "rail"),
    ("rail-ink", "rail-current"),
]
EDGE_PAIRS = [(edge, ground) for edge in ("rule-strong", "focus", "teal") for ground in GROUNDS]


def tokens(scheme: str) -> dict[str, tuple[int, int, int]]:
    """The colours of one scheme by name."""
    found: dict[str, tuple[int, int, int]] = {}
    for name in ("tokens.css", "dark.css")[: 1 if scheme == "light" else 2]:
        for key, value in re.findall(r"--([\w-]+):\s*#([0-9a-f]{6});", (STATIC / name).read_text(encoding="utf-8")):
            found[key] = (int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16))
    return found


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_on_its_ground(scheme: str) -> None:
    colours = tokens(scheme)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT_PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_are_visible(scheme: str) -> None:
    colours = tokens(scheme)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in EDGE_PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


def test_night_changes_every_colour_and_nothing_else() -> None:
    named = {
        name: set(re.findall(r"--([\w-]+):", (STATIC / name).read_text(encoding="utf-8")))
        for name in ("tokens.css", "dark.css")
    }
    coloured = set(re.findall(r"--([\w-]+):\s*(?:#|0 6px)", (STATIC / "tokens.css").read_text(encoding="utf-8")))
    assert named["dark.css"] == coloured


def test_colours_stand_in_the_tokens_only() -> None:
    for sheet in STATIC.glob("*.css"):
        if sheet.name in {"tokens.css", "dark.css", "print.css"}:
            continue
        stray = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))) - {"#fff", "#cfe6e2"}
        assert not stray, sheet.name
