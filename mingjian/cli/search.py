"""`mingjian search`: the same search as the page's, as one user, at the shell."""

import json
from typing import TYPE_CHECKING

import click

from mingjian.cli._django import with_django

if TYPE_CHECKING:
    from mingjian.search.engine import Page


@click.command("search")
@click.argument("query")
@click.option("--as", "username", envvar="MINGJIAN_AS", help="Whose scope is searched; the demo has a default reader.")
@click.option("--kind", default="", help="Only this kind, for example finding.")
@click.option("--order", type=click.Choice(["date", "relevance"]), default="date", show_default=True)
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--after", default="", help="The cursor of the page before.")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def command(query: str, username: str | None, kind: str, order: str, limit: int, after: str, *, as_json: bool) -> None:
    """Search everything that a user may see. The search is recorded like one on the page."""
    with with_django():
        from mingjian.accounts.scopes import build  # models are imported after the settings
        from mingjian.cli._reader import reader
        from mingjian.lib.cursor import BadCursor
        from mingjian.search.engine import search
        from mingjian.search.errors import BadQuery
        from mingjian.search.forms import FIELDS, Asked
        from mingjian.search.recording import QUERY, record_shown

        scope = build(reader(username))
        asked = Asked(query, {**dict.fromkeys(FIELDS, ""), "kind": kind}, order, after)
        try:
            page = search(asked.query, scope, order, after, limit)
        except BadQuery as bad:
            raise click.ClickException(str(bad)) from None
        except BadCursor:
            raise click.ClickException("This cursor belongs to another search.") from None
        record_shown(QUERY, scope, asked.for_the_record, [(hit.kind, hit.row_id) for hit in page.hits])
        _print(page, as_json=as_json)


def _print(page: "Page", *, as_json: bool) -> None:
    hits = [
        {
            "kind": hit.kind,
            "id": hit.row_id,
            "on": hit.on.isoformat(),
            "state": hit.state,
            "title": "".join(text for text, _ in hit.title),
            "text": "".join(text for text, _ in hit.body),
        }
        for hit in page.hits
    ]
    if as_json:
        found = {"counts": dict(page.counts), "hits": hits, "next": page.next}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    counts = ", ".join(f"{kind} {number if number <= 10_000 else '10,000+'}" for kind, number in page.counts.items())
    click.echo(counts or "Nothing found.")
    for hit in hits:
        click.echo(f"{hit['on']}  {hit['kind']} {hit['id']}  {hit['title']}")
    if page.next:
        click.echo(f"More: --after {page.next}")
