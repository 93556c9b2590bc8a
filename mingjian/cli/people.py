"""`mingjian people`: what the system judges of persons, over anybody's file."""

import json
from pathlib import Path
from typing import Any

import click

from mingjian.cli._django import with_django
from mingjian.cli._parse_resume import parse_resume


@click.group("people")
def command() -> None:
    """Judge persons in a file: nothing is written, nothing of the registers is read."""


@command.command("match")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--all", "all_pairs", is_flag=True, help="Tell also the pairs compared and left apart (decision none).")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
@click.option(
    "--language", default="zh-hans", show_default=True, help="Of the sentences for and against: zh-hans or en."
)
def match(file: Path, language: str, *, all_pairs: bool, as_json: bool) -> None:
    """Which rows of FILE (CSV or Excel) name one person: pairs with score and evidence, and clusters.

    Columns are found by their headings, in any order: id, name 姓名, birth 出生年月, sex 性别, ethnicity 民族, native
    place 籍贯, post 职务, organisation 单位, start and end 任职起止, id number 身份证号. Only the name must be there;
    rows without an id are called by their number in the file. Columns called cluster or truth are not read.
    """
    with with_django():
        from django.utils.translation import override

        from mingjian.lib.errors import Refusal
        from mingjian.people.matching.at_shell import match_file

        with override(language):
            try:
                found = match_file(file, all_pairs=all_pairs)
            except Refusal as refusal:
                raise click.ClickException(refusal.message) from None
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _tell(found)


def _tell(found: dict[str, Any]) -> None:
    counts = found["counts"]
    click.echo(
        f"{found['mentions']} mentions, {counts['persons']} persons; {counts['joined']} pairs joined, "
        f"{counts['queued']} for a person to decide, in {found['seconds']} s."
    )
    for pair in found["pairs"]:
        click.echo(f"{pair['decision']:5}  {pair['a']} – {pair['b']}  {pair['score']:.1f} bits")
        for side, sign in (("for", "+"), ("against", "-")):
            for words in pair[side]:
                click.echo(f"         {sign} {words}")


command.add_command(parse_resume)
