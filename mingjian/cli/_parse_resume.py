"""`mingjian people parse-resume FILE`: résumés read into lines and tenures. It needs neither database nor settings."""

import gettext
import json
import os
import sys
from pathlib import Path

import click

from mingjian.lib.explained import Explained
from mingjian.lib.resumes.files import Unreadable, resumes_in
from mingjian.lib.resumes.model import Line
from mingjian.lib.resumes.read import read_resume
from mingjian.lib.resumes.shown import as_values

LOCALE = Path(__file__).parents[1] / "lib" / "locale"


@click.command("parse-resume")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
@click.option("--language", default="", help="Of the sentences: zh-hans or en. Without it, that of the environment.")
def parse_resume(file: str, language: str, *, as_json: bool) -> None:
    """Read the résumé in FILE: its lines, the posts held, where, and from when to when; with what was not understood.

    FILE is the plain text of one résumé, or a CSV with a column "resume" or "简历" and, if wanted, "id" and "name";
    "-" is the standard input. UTF-8 and GB18030 are read.
    """
    try:
        read = [(written, read_resume(written.text)) for written in resumes_in(*_contents(file))]
    except Explained as wrong:
        raise click.ClickException(_translated(wrong, language)) from None
    found = as_values(read)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for written, resume in read:
        click.echo(f"# {written.id} {written.name}".rstrip())
        for line in resume.lines:
            _tell(line)
    click.echo(", ".join(f"{key} {number}" for key, number in found["counts"].items()))


def _contents(file: str) -> tuple[bytes, str]:
    """The bytes of a file and the name by which it is called."""
    if file == "-":
        return sys.stdin.buffer.read(), "-"
    path = Path(file)
    if not path.is_file():
        raise Unreadable("missing", file)
    return path.read_bytes(), path.name


def _translated(wrong: Explained, language: str) -> str:
    """The sentence in the language asked for; without one, English where the environment says so, else Chinese."""
    asked = language or next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if asked.lower().startswith("en"):
        return str(wrong)
    catalogue = gettext.translation("django", LOCALE, ["zh_Hans"], fallback=True)
    return catalogue.gettext(wrong.template) % wrong.params


def _tell(line: Line) -> None:
    end = line.end or (f"({line.implied_end})" if line.end_implied else "…" if line.open else "")
    click.echo(f"{line.kind.value:8} {line.start or ''!s:10} {end!s:12} {line.text}")
    for tenure in line.tenures:
        during = (
            "" if (tenure.start, tenure.end) == (line.start, line.end) else f"{tenure.start or ''}–{tenure.end or ''}"
        )
        marks = " ".join(
            filter(
                None,
                [
                    during,
                    f"[{tenure.organisation_full}]" if tenure.organisation_full != tenure.organisation else "",
                    f"rank {tenure.rank}" if tenure.rank else "",
                    "chief" if tenure.chief else "",
                    "acting" if tenure.acting else "",
                    "concurrent" if tenure.concurrent else "",
                    tenure.note,
                ],
            )
        )
        click.echo(f"         - {tenure.organisation} | {tenure.post}  {marks}".rstrip())
    for piece in line.not_understood:
        click.echo(f"         ? {piece}")
