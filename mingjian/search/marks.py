"""Marks: lexemes beside the bigrams that say of what kind a document is, who holds it, where and when.

One look-up in the index then narrows by text, kind, reach and filters together. Marks only ever let through more
than the gate does; the gate's own predicate is asked of every document all the same. A bigram has two characters and
a bigram of pinyin begins with `~`, so no text can forge a mark.
"""

from collections.abc import Iterable
from itertools import chain

from mingjian.search.documents import NewDocument


def kind_mark(kind: str) -> str:
    return f"k:{kind}"


def office_mark(path: str) -> str:
    """The mark of all documents within an office's path: that of its last label."""
    return f"o:{path.rpartition('.')[2]}"


def target_mark(target_id: int) -> str:
    return f"t:{target_id}"


def org_mark(org_id: int) -> str:
    return f"g:{org_id}"


def division_mark(path: str) -> str:
    """The mark of all documents within a division's path."""
    return f"d:{path.rpartition('.')[2]}"


def year_mark(year: int) -> str:
    return f"y:{year}"


def state_mark(state: str) -> str:
    return f"s:{state}"


# Documents fall into samples by runs of 256 ids, so that one sample lies in few pages of table and index, and still
# is spread over everything that was ever recorded.
RUN_BITS = 8
FINE, COARSE = 128, 8


def fine_mark(sample: int) -> str:
    """One of 128 samples of all documents."""
    return f"b:{sample % FINE}"


def coarse_mark(sample: int) -> str:
    """One of 8 samples of all documents, each of 16 fine ones."""
    return f"c:{sample % COARSE}"


def document_marks(document: NewDocument, document_id: int) -> list[str]:
    """All marks of one document, each once."""
    run = document_id >> RUN_BITS
    marks = [kind_mark(document.kind), year_mark(document.on.year), fine_mark(run), coarse_mark(run)]
    marks += [f"o:{label}" for label in _labels(document.office_paths)]
    if document.division_path:
        marks += [f"d:{label}" for label in document.division_path.split(".")]
    if document.target_id is not None:
        marks.append(target_mark(document.target_id))
    orgs = document.org_ids if document.org_id is None else (document.org_id, *document.org_ids)
    marks += [org_mark(org_id) for org_id in dict.fromkeys(orgs)]
    if document.state:
        marks.append(state_mark(document.state))
    return marks


def _labels(paths: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(chain.from_iterable(str(path).split(".") for path in paths))


def quoted(mark: str) -> str:
    """A mark as an operand of a tsquery literal."""
    escaped = mark.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
