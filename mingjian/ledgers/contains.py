"""The text filter: rows whose search document contains every word. The bigram index finds, `strpos` confirms."""

from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from mingjian.lib.text import TermTooShort, normalise, tsquery_for
from mingjian.search.marks import kind_mark, quoted
from mingjian.search.models import Document


class Asks(Func):
    """`lexemes @@ tsquery`."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Holds(Func):
    """`strpos(text, term) > 0`."""

    template = "(strpos(%(expressions)s) > 0)"
    output_field = BooleanField()


def containing(kind: str, text: str) -> tuple[Q | None, str]:
    """The condition on rows of a kind, or None when no word is left; and the word that was too short, if any."""
    found, too_short = documents(kind, text)
    return None if found is None else Q(pk__in=found.values("row_id")), too_short


def documents(kind: str, text: str) -> tuple["QuerySet[Document] | None", str]:
    """The documents of a kind that hold every word, ungated; None when no word is left."""
    terms: list[tuple[str, str]] = []
    too_short = ""
    for word in text.split():
        try:
            terms.append((normalise(word), tsquery_for(normalise(word))))
        except TermTooShort:
            too_short = word
    if not terms:
        return None, too_short
    index = " & ".join([*(query for _term, query in terms), quoted(kind_mark(kind))])
    found: Any = Document.objects.filter(Asks(F("lexemes"), Value(index)), kind=kind)
    for term, _query in terms:
        found = found.filter(Holds(F("text"), Value(term)))
    return found, too_short
