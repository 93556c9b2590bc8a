"""The dossier at the command line."""

from datetime import date

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.dossiers.opening import find, open_dossier
from mingjian.dossiers.value import Dossier
from mingjian.offices.clock import today
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation


def _body_id(wanted: str, scope: Scope) -> int | None:
    rows = Organisation.objects.visible_to(scope)
    if wanted.isdecimal() and (found := rows.filter(pk=int(wanted[:18])).first()) is not None:
        return int(found.pk)
    named = rows.filter(code=wanted).first() or rows.filter(names__name=wanted).order_by("pk").first()
    return int(named.pk) if named is not None else None


def whole(wanted: str, user: User, on: date | None, lookback: int) -> Dossier | None:
    """The dossier of the body with this number, code or name, present or former; None when out of scope."""
    scope = build(user)
    body_id = _body_id(wanted, scope)
    org = find(body_id, scope) if body_id is not None else None
    if org is None:
        return None
    return open_dossier(org, scope, user=user, on=on, today=today(), lookback=lookback).dossier


def as_text(dossier: Dossier) -> str:
    """The reading list in plain lines."""
    lines = [f"{dossier.body.name}  {dossier.entry:%Y-%m-%d}", ""]
    for place, entry in enumerate(dossier.people[:20], 1):
        lines.append(
            f"{place:3}. {entry.name}  {entry.post_here}  [{entry.verified_points} | {entry.unverified_points}?]"
        )
        for each in [*entry.verified[:5], *entry.unverified[:2]]:
            mark = "" if each.line.verified else "? "
            lines.append(f"       {mark}{each.line.org_name}: {each.line.title[:60]}  = {each.points}")
    lines.append("")
    lines += [f"  -  {entry.line.title[:70]}  = {entry.points}" for entry in dossier.matters[:20]]
    return "\n".join(lines)
