"""`mingjian doctor`: what is wrong here, in words, and how to mend it."""

import json
import os
import sys
from contextlib import ExitStack
from dataclasses import asdict

import click
import django
from django.db import DatabaseError
from django.db.migrations.exceptions import NodeNotFoundError

from mingjian.runtime.checkup import UNREACHED, Answer, examine, right, wrong
from mingjian.runtime.home import find_home
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.server import Lease

SIGNS = {"right": "ok   ", "note": "note ", "wrong": "WRONG"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def command(as_json: bool) -> None:
    """Look at everything Mingjian stands on; exit code 1 when something is wrong."""
    answers = all_answers()
    sound = all(answer.state != "wrong" for answer in answers)
    if as_json:
        click.echo(json.dumps({"sound": sound, "answers": [asdict(each) for each in answers]}, ensure_ascii=False))
    else:
        for answer in answers:
            click.echo(f"{SIGNS[answer.state]} {answer.name}: {answer.found}")
            if answer.mend:
                click.echo(f"      {answer.mend}")
        click.echo("All is well." if sound else "Something is wrong: see the lines marked WRONG.")
    sys.exit(0 if sound else 1)


def all_answers() -> list[Answer]:
    """The answers of the runtime, then those that need Django's settings."""
    try:
        home = find_home()
        home.prepare()
    except (RuntimeProblem, OSError) as problem:
        return [wrong("home", str(problem), "Set MINGJIAN_HOME to a folder that this user may write.")]
    answers: list[Answer] = []
    held: Lease | None = None
    with ExitStack() as stack:
        for answer, lease in examine(home):
            answers.append(answer)
            if lease is not None:
                held = stack.enter_context(lease)
        answers += django_answers(reached=held is not None)
    return answers


def django_answers(*, reached: bool) -> list[Answer]:
    """The settings themselves; the migrations; the static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.settings")
    try:
        django.setup()
    except RuntimeProblem as problem:
        return [wrong("settings", str(problem), "Correct this variable of the environment.")]
    found = [right("settings", "The environment's values are allowed.")]
    found.append(migrations() if reached else Answer("migrations", "note", UNREACHED))
    return [*found, static()]


def migrations() -> Answer:
    """Whether the tables are of this version."""
    from django.db import connections  # after the settings

    from mingjian.desk.health.migrations_missing import unapplied_migrations

    try:
        unapplied = unapplied_migrations()
    except (DatabaseError, NodeNotFoundError) as error:
        return wrong("migrations", f"They cannot be read: {error}", "Bring the checkout to one whole version.")
    finally:
        connections.close_all()
    if unapplied:
        return wrong("migrations", f"{len(unapplied)} are missing, first {unapplied[0]}.", "Run: mingjian migrate")
    return right("migrations", "The tables are of this version.")


def static() -> Answer:
    """Whether the collected static files are those of this version; serving collects them by itself."""
    from mingjian.cli._static import is_collected  # after the settings

    if is_collected():
        return right("static", "The static files are collected.")
    return Answer("static", "note", "The static files are not collected yet.", "mingjian serve does it when it starts.")
