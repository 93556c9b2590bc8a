"""From a filled form to the action, and the same in advance: what would change, without changing it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from mingjian.lib.dates import PartialDate
from mingjian.offices.scope import Scope
from mingjian.orgs import actions
from mingjian.orgs.actions import NewOrganisation
from mingjian.orgs.may import require_version
from mingjian.orgs.models import Organisation, Succession
from mingjian.orgs.written import Line, describe

Run = Callable[[], Succession]


def prepared(verb: str, organisation: Organisation, values: dict[str, Any], scope: Scope) -> Run:
    """The change that a cleaned form describes, ready to run."""
    common: dict[str, Any] = {"on": values["on"], "basis": values["basis"], "scope": scope}
    version: int = values["version"]
    if verb == "rename":
        return lambda: actions.rename(organisation=organisation, name=values["name"], version=version, **common)
    if verb == "move":
        return lambda: actions.move(organisation=organisation, superior=values["superior"], version=version, **common)
    if verb == "split":
        into = [_like(organisation, code, name, values["on"]) for code, name in values["into"]]
        keep: bool = values["continues"]
        return lambda: actions.split(organisation=organisation, into=into, continues=keep, version=version, **common)
    return lambda: _merge(organisation, values, version, common)


def _merge(organisation: Organisation, values: dict[str, Any], version: int, common: dict[str, Any]) -> Succession:
    require_version(organisation, version)
    into = values["into"]
    if values["new_name"]:
        into = _like(organisation, into, values["new_name"], values["on"])
    return actions.merge(organisations=[organisation, *values["others"]], into=into, **common)


def _like(organisation: Organisation, code: str, name: str, on: PartialDate) -> NewOrganisation:
    """A new body of the same kind and level in the same place."""
    return NewOrganisation(
        code=code,
        name=name,
        kind=organisation.kind,
        level=organisation.level,
        division_code=organisation.division_id,
        superior_code=None,
        since=on,
        office_ids=list(organisation.office_ids),
    )


def preview(run: Run) -> list[Line]:
    """What the change would alter: it is carried out whole, read, and rolled back, so the preview cannot differ."""
    with transaction.atomic():
        lines = describe(run())
        transaction.set_rollback(True)
    return lines
