"""What clerks answer to a file: which row a written name means, and what becomes of rows that ask for a reason."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from mingjian.ledgers.intake import GONE, REJECTED, REOPENED, Answers, Draft
from mingjian.ledgers.models import Batch
from mingjian.lib.errors import Invalid
from mingjian.lib.text import normalise

# Column → text as written → [[code, words], …], as JSON keeps it.
Questions = dict[str, dict[str, list[tuple[str, str]]]]

MOST_ASKED = 100


def asked_of(drafts: Sequence[Draft]) -> Questions:
    """The names of a file that may mean several rows, each once, at most 100."""
    found: Questions = {}
    count = 0
    for draft in drafts:
        for column, (text, choices) in (draft.asked or {}).items():
            if text not in found.setdefault(column, {}) and count < MOST_ASKED:
                found[column][text] = [(choice.code, choice.words) for choice in choices]
                count += 1
    return found


def normal(names: Answers) -> dict[str, dict[str, str]]:
    """Answers by the normal form of the text, in which rows look for them."""
    return {column: {normalise(text): code for text, code in texts.items()} for column, texts in names.items()}


def merged(first: Answers, second: Answers) -> dict[str, dict[str, str]]:
    """Both, where the second stands."""
    return {column: {**first.get(column, {}), **second.get(column, {})} for column in {*first, *second}}


def meanings_of(asked: Questions, names: Answers) -> dict[str, dict[str, tuple[str, str]]]:
    """The answers that are among what was asked, with the words of what was chosen."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for column, texts in names.items():
        for text, code in texts.items():
            words = dict(asked.get(column, {}).get(text, ()))
            if code in words:
                found.setdefault(column, {})[text] = (code, words[code])
    return found


def names_from(form: Mapping[str, str], asked: Questions) -> dict[str, dict[str, str]]:
    """What a form says: `name_<column>_<n>` is the code chosen for the n-th text asked of that column."""
    found: dict[str, dict[str, str]] = {}
    for column, texts in asked.items():
        for at, (text, choices) in enumerate(texts.items()):
            code = form.get(f"name_{column}_{at}", "")
            if code in {choice[0] for choice in choices}:
                found.setdefault(column, {})[text] = code
    return found


def decided_statuses(batch: Batch, reason: str, *, close_gone: bool) -> list[str]:
    """Which rows that ask for a reason are written with the good ones. Raises Invalid when it is missing.

    Rows that the sheet no longer lists are closed only while none was rejected: the rejected one may be the missing.
    """
    statuses = [REOPENED] if batch.counts.get(REOPENED) else []
    if close_gone and batch.counts.get(GONE):
        if batch.counts.get(REJECTED):
            message = _("Mend the rejected rows first: one of them may be what seems to be missing.")
            raise Invalid(message, {"close_gone": message})
        statuses.append(GONE)
    if statuses and not reason.strip():
        message = _("Say why these rows are closed or taken up again.")
        raise Invalid(message, {"reason": _("A reason is needed.")})
    # Nothing is chosen by no status.
    return statuses or ["none"]
