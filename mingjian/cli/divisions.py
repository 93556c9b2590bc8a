"""`mingjian divisions load FILE.csv`: the tree of divisions from a file."""

import csv
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mingjian.cli._django import with_django

if TYPE_CHECKING:
    from mingjian.offices.actions import DivisionRow

COLUMNS = ("code", "name", "level", "parent_code")
LEVELS = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}


@click.group("divisions")
def command() -> None:
    """Administrative divisions."""


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load FILE, a CSV with the columns code, name, level (province, city, county, township, village), parent_code.

    New divisions are added, changed names replace the old ones, which are kept as former names. A file with a
    mistake is refused whole, and each wrong line is named.
    """
    with with_django():
        from mingjian.accounts.scopes import of_system
        from mingjian.lib.errors import Refusal
        from mingjian.offices.actions import load_divisions
        from mingjian.offices.rights import Right
        from mingjian.offices.scope import Held

        scope = of_system("shell", held=[Held("", frozenset({Right.MANAGE_OFFICES}))])
        began = time.monotonic()
        try:
            changed = load_divisions(rows=read(file), scope=scope)
        except Refusal as refused:
            click.echo(refused.message, err=True)
            sys.exit(1)
        click.echo(f"{changed} divisions added or renamed in {time.monotonic() - began:.1f} s.")


def read(file: Path) -> Iterator["DivisionRow"]:
    """The rows of the file with their line numbers; level 0 stands for a level that is not understood."""
    from mingjian.offices.actions import DivisionRow

    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise click.ClickException(f"The first line of {file} lacks the columns {', '.join(missing)}.")
        try:
            for row in reader:
                code, name, level, parent = ((row[column] or "").strip() for column in COLUMNS)
                yield DivisionRow(code, name, LEVELS.get(level, 0), parent, reader.line_num)
        except (UnicodeDecodeError, csv.Error) as wrong:
            raise click.ClickException(f"{file} is no CSV file in UTF-8 (line {reader.line_num + 1}).") from wrong
