"""Writing the index: documents are made from rows by the rooms' actions, in the transaction that writes the rows.

Keys are computed in Python and stored with COPY. PostgreSQL gathers new entries of the GIN index in a pending list;
for a batch the list may grow large and is merged in few large pieces, which is several times faster than merging it
again and again, and leaves no long list behind for the readers. A large batch has it merged beside its own work.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from django.db import connection, transaction

from mingjian.lib.names import pinyin_keys
from mingjian.lib.text import lexemes, normalise
from mingjian.search.documents import NewDocument
from mingjian.search.marks import document_marks
from mingjian.search.merging import MERGE, merging_beside

__all__ = ["NewDocument", "add", "load", "remove", "replace"]

# Kinds whose names are read as persons' names: 单 is Shan in a surname and Dan elsewhere.
KINDS_OF_PERSONS = frozenset({"person", "tenure"})

COPY = (
    'COPY search_document (id, kind, row_id, title, body, text, keys, lexemes, "on", year, state, division_path,'
    " org_id, office_paths, target_id, org_ids, about_orgs, about_persons) FROM STDIN"
)
NEW_IDS = "SELECT nextval(pg_get_serial_sequence('search_document', 'id')) FROM generate_series(1, %s)"
DELETE = "DELETE FROM search_document WHERE kind = %s AND row_id = ANY(%s) RETURNING row_id, id"

BLOCK = 20_000
# From this many documents on, the pending list is worth merging at the end rather than on the way.
BATCH = 200
# From this many on it is worth a connection of its own, which merges after each piece beside the copying of the next.
LARGE = 2_000
PIECE = 10_000
PENDING = "1GB"

_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("\x00", ""))


@transaction.atomic
def add(documents: Iterable[NewDocument]) -> int:
    """Store documents of rows that have none yet; returns how many. Any number, in blocks of 20,000."""
    remaining = iter(documents)
    begun = list(islice(remaining, LARGE))
    if len(begun) == LARGE:
        return _add_many(chain(begun, remaining))
    count = load(begun)
    _end_batch(count)
    return count


def _add_many(documents: Iterable[NewDocument]) -> int:
    count = 0
    with merging_beside() as merger:
        for piece in _blocks(documents, PIECE):
            count += load(piece)
            merger.merge()
        merger.finish()
    return count


@transaction.atomic
def load(documents: Iterable[NewDocument]) -> int:
    """The same without merging what waits for the index: for a loader that builds the index afterwards."""
    count = 0
    for block in _blocks(documents):
        _begin_batch(len(block))
        _copy(block, _new_ids(len(block)))
        count += len(block)
    return count


@transaction.atomic
def replace(documents: Iterable[NewDocument]) -> int:
    """Store documents in place of those their rows have now, if any; returns how many.

    A replaced document keeps its id, so that it keeps its place among the results of the same day.
    """
    count = 0
    for block in _blocks(documents):
        _begin_batch(len(block))
        kept = _delete(block)
        fresh = iter(_new_ids(len(block) - len(kept)))
        _copy(block, [kept.get((each.kind, each.row_id)) or next(fresh) for each in block])
        count += len(block)
    _end_batch(count)
    return count


@transaction.atomic
def remove(kind: str, ids: Iterable[int]) -> int:
    """Take the documents of these rows out of the index at once; returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [kind, list(ids)])
        return len(cursor.fetchall())


def searchable(title: str, body: str) -> str:
    """The text in which terms are looked for: no term goes across the line break between title and body."""
    return f"{normalise(title)}\n{normalise(body)}"


def keys_of(name: str, *, person: bool) -> str:
    """Pinyin and initials of each line of `name`, space-separated."""
    found = (pinyin_keys(line, person=person) for line in name.splitlines())
    return " ".join(dict.fromkeys(word for keys in found for word in keys.split()))


def _blocks(documents: Iterable[NewDocument], size: int = BLOCK) -> Iterator[list[NewDocument]]:
    remaining = iter(documents)
    while block := list(islice(remaining, size)):
        yield block


def _begin_batch(size: int) -> None:
    if size >= BATCH:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('gin_pending_list_limit', %s, true)", [PENDING])


def _end_batch(count: int) -> None:
    # The pending list belongs to the index's owner; a function of the owner's merges it for the desk.
    if count >= BATCH:
        with connection.cursor() as cursor:
            cursor.execute(MERGE)


def _new_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(NEW_IDS, [count])
        return [row[0] for row in cursor.fetchall()]


def _delete(block: Sequence[NewDocument]) -> dict[tuple[str, int], int]:
    kept: dict[tuple[str, int], int] = {}
    with connection.cursor() as cursor:
        for kind in sorted({each.kind for each in block}):
            cursor.execute(DELETE, [kind, [each.row_id for each in block if each.kind == kind]])
            kept.update({(kind, row_id): document_id for row_id, document_id in cursor.fetchall()})
    return kept


def _copy(block: Sequence[NewDocument], ids: Sequence[int]) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for document, document_id in zip(block, ids, strict=True):
            # A lone surrogate has no UTF-8 form: it becomes a question mark in what is shown.
            copy.write(_line(document, document_id).encode("utf-8", "replace"))


def _line(document: NewDocument, document_id: int) -> str:
    """One row in COPY's text format. Written by hand: psycopg's adapters cost five times as much a row."""
    title, body = normalise(document.title), normalise(document.body)
    keys = keys_of(document.name, person=document.kind in KINDS_OF_PERSONS) if document.name else ""
    found = lexemes(f"{title} {body}", keys, document_marks(document, document_id))
    texts = (document.kind, str(document.row_id), document.title, document.body, f"{title}\n{body}", keys, found)
    fields = [
        str(document_id),
        *[_escaped(text) for text in texts],
        document.on.isoformat(),
        str(document.on.year),
        _escaped(document.state),
        document.division_path or "",
        _number(document.org_id),
        _array(document.office_paths),
        _number(document.target_id),
        _array(document.org_ids),
        _array(document.about_orgs),
        _array(document.about_persons),
    ]
    return "\t".join(fields) + "\n"


def _escaped(text: str) -> str:
    """Each replacement is one search for a character: a tenth of what a translation of Chinese text costs."""
    for character, escape in _ESCAPES:
        if character in text:
            text = text.replace(character, escape)
    return text


def _number(value: int | None) -> str:
    return "\\N" if value is None else str(value)


def _array(values: Iterable[object]) -> str:
    return "{" + ",".join(map(str, values)) + "}"
