"""What the record keeps of searches: who, when, which rows were shown; the words themselves only encrypted."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.offices.scope import Scope

QUERY = verbs.register("search.query", _("Searched"), reads=True)
SUGGEST = verbs.register("search.suggest", _("Names suggested"), reads=True)


def record_shown(verb: str, scope: Scope, words: str, shown: Iterable[tuple[str, int]]) -> None:
    """One entry for each kind of which rows were shown, so that the record answers who saw a row; one when none was."""
    by_kind: dict[str, list[int]] = {}
    for kind, row_id in shown:
        by_kind.setdefault(kind, []).append(row_id)
    for kind, ids in by_kind.items() or [("", [])]:
        record(verb, actor=scope.actor, kind=kind, ids=ids, words=words)
