"""Recording organisations, correcting what does not move in time, and taking a batch back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, ProtectedError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.live.publish import publish
from mingjian.offices.models import Division, Level
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs import recording, search
from mingjian.orgs.following import bodies_changed
from mingjian.orgs.kinds import Kind
from mingjian.orgs.may import found, require_edit, require_version
from mingjian.orgs.models import Organisation, Superior
from mingjian.orgs.recording import NewOrganisation
from mingjian.orgs.standing import require_unmentioned


@action("organisation.record", _("Organisations recorded"))
def record_organisations(
    *, rows: Sequence[NewOrganisation], scope: Scope, batch_id: int | None = None
) -> dict[str, int]:
    """Record organisations with their names and superiors; returns their ids by code. One COPY per table.

    The actor edits the register of at least one office of each row. A superior counts for the time in which both
    exist. Raises NotAllowed, or Invalid for a taken code, an unknown superior, office or division, or a circle.
    """
    recording.check(rows)
    paths = recording.offices_of(rows)
    for offices in {tuple(row.office_ids) for row in rows}:
        if not any(scope.may(Right.EDIT_REGISTER, paths[office]) for office in offices):
            raise NotAllowed(gettext("You may record organisations only for offices whose register you edit."))
    new = recording.write(rows, paths, batch_id)
    search.add(new.values())
    publish("organisation", new.values())
    record("organisation.record", actor=scope.actor, kind="organisation", ids=new.values())
    return new


REVISABLE = frozenset({"code", "kind", "level", "division_id", "seat"})


@action("organisation.revise", _("Organisation corrected"))
def revise(*, organisation: Organisation, values: Mapping[str, Any], version: int, scope: Scope) -> Organisation:
    """Correct code, kind, level, division or seat: facts that were written down wrong, not changes in time.

    Raises Stale when somebody saved the row after it was read at `version`, Invalid for values that do not hold.
    """
    require_edit(organisation, scope)
    wrong = _wrong(organisation, values)
    if wrong:
        raise Invalid(gettext("The organisation cannot be saved like this."), wrong)
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_version(current, version)
    Organisation.objects.filter(pk=organisation.pk).update(**values, version=F("version") + 1)
    search.refresh([organisation.pk])
    bodies_changed([organisation.pk])
    former = {key: getattr(current, key) for key in values}
    keep("organisation", [Changed(current.pk, version + 1, former, values)], actor=scope.actor)
    publish("organisation", [organisation.pk])
    record("organisation.revise", actor=scope.actor, kind="organisation", ids=[organisation.pk])
    organisation.refresh_from_db()
    return organisation


def _wrong(organisation: Organisation, values: Mapping[str, Any]) -> dict[str, str]:
    wrong = {key: gettext("This cannot be corrected here.") for key in values.keys() - REVISABLE}
    if "kind" in values and values["kind"] not in Kind.values:
        wrong["kind"] = gettext("Choose a kind.")
    if "level" in values and values["level"] not in Level.values:
        wrong["level"] = gettext("Choose a level.")
    code = values.get("division_id")
    if code and not Division.objects.filter(pk=code).exists():
        wrong["division_id"] = gettext("There is no such division.")
    if "code" in values:
        taken = Organisation.objects.exclude(pk=organisation.pk).filter(code=values["code"]).exists()
        if taken or not str(values["code"]).strip():
            wrong["code"] = gettext("Give a code that no other organisation has.")
    return wrong


@action("organisation.withdraw", _("Recorded organisations withdrawn"))
def withdraw(*, ids: Iterable[int], scope: Scope, batch_id: int | None = None) -> int:
    """Take back organisations that a batch recorded. Raises WrongState when anything speaks of one of them by now."""
    rows = found(ids, scope)
    for row in rows.values():
        require_edit(row, scope)
        if batch_id is not None and row.batch_id != batch_id:
            raise WrongState(gettext("%(name)s was not recorded by this batch.") % {"name": row.name})
    require_unmentioned(rows)
    search.remove(rows)
    try:
        Superior.objects.filter(organisation__in=rows).delete()
        Organisation.objects.filter(pk__in=rows).update(superior=None)
        Organisation.objects.filter(pk__in=rows).delete()
    except ProtectedError as error:
        raise WrongState(gettext("Other records speak of these organisations by now; they stay.")) from error
    record("organisation.withdraw", actor=scope.actor, kind="organisation", ids=rows)
    return len(rows)
