# ruff: noqa: N999  # the module is named for its command
"""`mingjian import LEDGER FILE`: read a sheet into a ledger, as a user, with the judgement of every row."""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from mingjian.cli._django import with_django

PHASES = {
    "opening": "Opening the file",
    "gathering": "Reading the rows",
    "reading": "Reading the columns",
    "resolving": "Looking up organisations",
    "comparing": "Comparing with what is stored",
    "staging": "Putting the rows down",
    "writing": "Writing the rows",
    "undoing": "Undoing",
}


@click.command("import")
@click.argument("ledger")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--office", required=True, type=int, help="Id of the office whose ledger it is.")
@click.option("--as", "username", required=True, help="Name of the user who imports.")
@click.option("--sheet", default="", help="The sheet to read, when the file has several.")
@click.option("--commit", "decision", type=click.Choice(["good"]), help="Write the good rows; without it nothing is.")
@click.option("--rejected", type=click.Path(path_type=Path), help="Write the rejected rows with reasons to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    ledger: str, file: Path, office: int, username: str, sheet: str, decision: str | None, rejected: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Read FILE (Excel or CSV) into LEDGER (findings, …)."""
    with with_django():
        from mingjian.lib.errors import Refusal  # after the settings

        try:
            result = _run(ledger, file, office, username, sheet, decision, rejected, quiet=as_json)
        except Refusal as refusal:
            click.echo(json.dumps({"refused": refusal.message}) if as_json else refusal.message, err=not as_json)
            sys.exit(1)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))


def _run(
    code: str, file: Path, office: int, username: str, sheet: str, decision: str | None, rejected: Path | None,
    quiet: bool,
) -> dict[str, Any]:  # fmt: skip
    from mingjian.accounts.models import User
    from mingjian.accounts.scopes import build
    from mingjian.ledgers.actions import receive
    from mingjian.ledgers.models import Stage
    from mingjian.ledgers.registry import LEDGERS
    from mingjian.ledgers.rejected import write_file
    from mingjian.ledgers.work import commit_batch, read_batch

    if code not in LEDGERS:
        raise click.UsageError(f"There is no ledger {code}. There are: {', '.join(sorted(LEDGERS))}.")
    user = User.objects.filter(username=username).first()
    if user is None:
        raise click.UsageError(f"There is no user {username}.")
    scope = build(user)
    start = perf_counter()
    tell = _silent if quiet else _tell
    batch = receive(ledger=LEDGERS[code], office_id=office, file_name=file.name, content=file.read_bytes(), scope=scope)
    batch = read_batch(batch.pk, scope, sheet=sheet, also=tell)
    if rejected and batch.counts.get("rejected"):
        with rejected.open("wb") as target:
            write_file(batch, target)
    if decision and batch.stage == Stage.STAGED:
        batch = commit_batch(batch.pk, scope, also=tell)
    result = {
        "batch": batch.pk,
        "stage": batch.stage,
        "counts": batch.counts,
        "questions": batch.questions,
        "seconds": round(perf_counter() - start, 3),
    }
    if not quiet:
        _summarise(result, batch.headings)
    return result


def _silent(_word: str, _done: int, _total: int) -> None:
    return


def _tell(word: str, done: int, total: int) -> None:
    if done == 0:
        click.echo(f"{PHASES.get(word, word)} …" + (f" ({total})" if total else ""), err=True)


def _summarise(result: dict[str, Any], headings: dict[str, str]) -> None:
    counts = result["counts"]
    if result["questions"]:
        for key, positions in result["questions"].items():
            several = ", ".join(headings.get(str(at), "?") for at in positions) or "no column of the sheet"
            click.echo(f"Column {key}: {several}. Rename the heading, or answer on the page.")
        return
    click.echo(
        f"Import {result['batch']} ({result['stage']}): new {counts['new']}, changed {counts['changed']}, "
        f"unchanged {counts['unchanged']}, rejected {counts['rejected']} in {result['seconds']} s."
    )
