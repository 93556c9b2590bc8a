"""What a room hands over so that one of its rows can be found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """What is searchable of one row, and what the gate asks of it.

    `title` and `body` are shown and searched. `name` is the name, or several names one a line, that is also found
    by pinyin and initials. `on` is the day by which results are ordered. `office_paths` are the paths of all offices
    that hold the row; `org_ids` the bodies by which a task reaches it; `about_orgs` and `about_persons` its subjects.
    """

    kind: str
    row_id: int
    title: str
    on: date
    body: str = ""
    name: str = ""
    state: str = ""
    division_path: str | None = None
    org_id: int | None = None
    office_paths: Sequence[str] = ()
    target_id: int | None = None
    org_ids: Sequence[int] = ()
    about_orgs: Sequence[int] = ()
    about_persons: Sequence[int] = ()
