"""Loading the tree of divisions and the names that places bore before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.copying import copy_rows
from mingjian.offices.models import Division, FormerName, Level
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

CODE = re.compile(r"[0-9]{2,12}")
MOST_ERRORS = 20
LEVELS = frozenset(Level.values)

STAGE = """
CREATE TEMPORARY TABLE loaded_division (code text, name text, level smallint, parent_id text, path ltree) ON COMMIT DROP
"""
KEEP_NAMES = """
INSERT INTO offices_formername (division_id, name)
SELECT d.code, d.name FROM loaded_division l JOIN offices_division d ON d.code = l.code AND d.name <> l.name
ON CONFLICT DO NOTHING
"""
RENAME = """
UPDATE offices_division d SET name = l.name FROM loaded_division l WHERE d.code = l.code AND d.name <> l.name
"""
ADD = """
INSERT INTO offices_division (code, name, level, parent_id, path)
SELECT l.code, l.name, l.level, l.parent_id, l.path FROM loaded_division l
WHERE NOT EXISTS (SELECT FROM offices_division d WHERE d.code = l.code)
"""
COLUMNS = ("code", "name", "level", "parent_id", "path")


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division; `parent_code` is "" or None for a root. `line` is where it stands in its file, for messages."""

    code: str
    name: str
    level: int
    parent_code: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class FormerNameRow:
    """A retired name of the division that has `code` now; `changed_in` is a year."""

    code: str
    name: str
    changed_in: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    level: int
    path: str
    parent: str | None
    name: str


def _require(scope: Scope) -> None:
    """Divisions belong to no office: whoever manages offices anywhere may load them."""
    if not scope.has(Right.MANAGE_OFFICES):
        raise NotAllowed(gettext("Only an administrator who manages offices may change the divisions."))


def _refuse(problems: Sequence[str], count: int) -> None:
    if count:
        more = gettext("%(count)d problems in all.") % {"count": count}
        raise Invalid(" ".join([gettext("Nothing was loaded."), *problems, more]))


class _Check:
    """Walks the rows parents before children and gathers what is wrong with them, by line."""

    def __init__(self, rows: Iterable[DivisionRow], stored: dict[str, _Known]) -> None:
        self.stored = stored
        self.known = dict(stored)
        self.problems: list[str] = []
        self.count = 0
        self.rows: dict[str, DivisionRow] = {}
        for number, row in enumerate(rows, start=1):
            self._take(row, row.line or number)

    def _take(self, row: DivisionRow, line: int) -> None:
        if not CODE.fullmatch(row.code):
            self.wrong(line, gettext("“%(code)s” is no division code: 2 to 12 digits are needed.") % {"code": row.code})
        elif not row.name.strip():
            self.wrong(line, gettext("%(code)s has no name.") % {"code": row.code})
        elif row.code in self.rows:
            self.wrong(line, gettext("%(code)s stands twice in the file.") % {"code": row.code})
        elif row.level not in LEVELS:
            self.wrong(line, gettext("%(code)s has no level from province to village.") % {"code": row.code})
        else:
            self.rows[row.code] = row if row.line else replace(row, line=line)

    def wrong(self, line: int, sentence: str) -> None:
        self.count += 1
        if len(self.problems) < MOST_ERRORS:
            self.problems.append(gettext("Line %(line)d: %(sentence)s") % {"line": line, "sentence": sentence})

    def place(self) -> list[tuple[str, str, int, str | None, str]]:
        """The new and the renamed rows as `COLUMNS`, in the order of the tree, so that indexes grow at their ends.

        A division's level lies below its parent's.
        """
        placed = []
        for row in sorted(self.rows.values(), key=lambda row: (row.level, row.code)):
            was = self.stored.get(row.code)
            parent_code = row.parent_code or None
            parent = self.known.get(parent_code) if parent_code else None
            if parent_code and parent is None:
                self._no_parent(row)
            elif parent is not None and parent.level >= row.level:
                words = {"code": row.code, "parent": parent_code}
                self.wrong(row.line, gettext("%(code)s does not lie below the level of %(parent)s.") % words)
            elif was is not None and (was.parent, was.level) != (parent_code, row.level):
                text = gettext("%(code)s is known with another parent or level; a load does not move divisions.")
                self.wrong(row.line, text % {"code": row.code})
            else:
                path = f"{parent.path}.d{row.code}" if parent else f"d{row.code}"
                name = row.name.strip()
                self.known[row.code] = _Known(row.level, path, parent_code, name)
                if was is None or was.name != name:
                    placed.append((row.code, name, row.level, parent_code, path))
        return sorted(placed)

    def _no_parent(self, row: DivisionRow) -> None:
        words = {"code": row.code, "parent": row.parent_code}
        if row.parent_code in self.rows:
            self.wrong(row.line, gettext("%(code)s: its parent %(parent)s is wrong or not above it.") % words)
        else:
            self.wrong(row.line, gettext("%(code)s: there is no division %(parent)s to be its parent.") % words)


def _stored() -> dict[str, _Known]:
    rows = Division.objects.values_list("code", "level", "path", "parent_id", "name")
    return {code: _Known(level, path, parent, name) for code, level, path, parent, name in rows.iterator(20_000)}


@action("division.load", _("Divisions loaded"))
def load_divisions(*, rows: Iterable[DivisionRow], scope: Scope) -> int:
    """Load a tree of divisions, in any order of rows: new ones are added, changed names replace the old ones.

    An old name is kept as a former name. All or nothing: Invalid names the lines that are wrong. Loading the same
    rows again changes nothing. Returns how many divisions were added or renamed.
    """
    _require(scope)
    stored = _stored()
    check = _Check(rows, stored)
    placed = check.place()
    _refuse(check.problems, check.count)
    changed = _write(placed, first=not stored)
    record("division.load", actor=scope.actor, kind="division", detail={"rows": len(check.rows), "changed": changed})
    return changed


def _write(placed: list[tuple[str, str, int, str | None, str]], *, first: bool) -> int:
    if not placed:
        return 0
    if first:
        copy_rows("offices_division", COLUMNS, placed)
        return len(placed)
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy_rows("loaded_division", COLUMNS, placed)
        cursor.execute(KEEP_NAMES)
        cursor.execute(RENAME)
        renamed: int = cursor.rowcount
        cursor.execute(ADD)
        added: int = cursor.rowcount
        cursor.execute("DROP TABLE loaded_division")
    return renamed + added


@action("division.former_names", _("Former names of divisions added"))
def add_former_names(*, rows: Iterable[FormerNameRow], scope: Scope) -> int:
    """Add retired names of divisions; one that is known already is left as it is. Returns how many were new.

    Raises Invalid when a division does not exist.
    """
    _require(scope)
    wanted = list(rows)
    known = set(Division.objects.filter(code__in={row.code for row in wanted}).values_list("code", flat=True))
    if missing := sorted({row.code for row in wanted} - known):
        raise Invalid(
            gettext("There is no division with the code %(codes)s.") % {"codes": ", ".join(missing[:MOST_ERRORS])}
        )
    before = FormerName.objects.filter(division_id__in=known).count()
    FormerName.objects.bulk_create(
        (FormerName(division_id=row.code, name=row.name, changed_in=row.changed_in) for row in wanted),
        batch_size=5000,
        ignore_conflicts=True,
    )
    added = FormerName.objects.filter(division_id__in=known).count() - before
    record("division.former_names", actor=scope.actor, kind="division", detail={"added": added})
    return added
