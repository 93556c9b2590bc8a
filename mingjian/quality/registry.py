"""The rules that rooms have declared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise

from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

Words = str | Promise
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and on which day. A rule that compares a row with others compares it with those of `seen` only."""

    on: date
    scope: Scope | None = None

    def seen(self, model: type[models.Model]) -> Rows:
        """The rows of a register that whoever asks may see; for the nightly look all of them."""
        any_model: Any = model
        rows: Rows = any_model.objects.all() if self.scope is None else any_model.objects.visible_to(self.scope)
        return rows


@dataclass(frozen=True, slots=True)
class Badge:
    """How a row stands: its words, their tone, and whether what it says is verified."""

    words: Words
    tone: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a register's row must not be like.

    `faulty(rows, asking)` narrows rows of `model` to those that break the rule, as conditions of one query. `words`
    say what is wrong, `why` what comes of it. `title` names a row, with `related` fetched; `row_url` is its page,
    `mend_url` where it is put right (both URL names of a pk, the latter empty where the page itself is the place).
    `badge` says how it stands, where that must never be left out.
    `mends` is the right this takes. `gravity` is 3 for what makes figures wrong, 2 for what misleads, 1 for gaps.
    """

    code: str
    model: type[models.Model]
    words: Words
    why: Words
    gravity: int
    faulty: Callable[[Rows, Asking], Rows]
    title: Callable[[Any], str]
    row_url: str
    mend_url: str = ""
    mends: Right = Right.EDIT_REGISTER
    related: tuple[str, ...] = ()
    badge: Callable[[Any], Badge] | None = None

    @property
    def gate(self) -> Any:
        """The register's gate."""
        return self.model.gate  # type: ignore[attr-defined]  # every register declares one

    @property
    def register_words(self) -> Words:
        """The register's name."""
        return self.model._meta.verbose_name or ""


RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Called from a room's `quality.py`. The same code twice is a programming error."""
    for rule in rules:
        if rule.code in RULES:
            raise ValueError(f"The rule {rule.code} is registered twice.")
        RULES[rule.code] = rule


def rules_for(scope: Scope) -> list[Rule]:
    """The rules of the registers that the scope reads by reach, in the order declared."""
    return [rule for rule in RULES.values() if scope.paths(rule.gate.right)]
