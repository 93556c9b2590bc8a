"""Moving a body under another superior on a date."""

from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.dates import PartialDate
from mingjian.offices.scope import Scope
from mingjian.orgs import bodies
from mingjian.orgs.changes import Changes
from mingjian.orgs.kinds import SuccessionKind
from mingjian.orgs.may import found, require_edit, require_past, require_version
from mingjian.orgs.models import Organisation, Succession


@action("organisation.move", _("Organisation moved under another superior"))
def move(
    *,
    organisation: Organisation,
    superior: Organisation,
    on: PartialDate,
    basis: str,
    scope: Scope,
    version: int | None = None,
) -> Succession:
    """Place the body, with all that stands below it, under `superior` from `on` until the next move that is known.

    The offices answerable for it stay. Raises Invalid for a superior that stands below the body on any day from
    then on or did not exist all the time, Stale when `version` is not current.
    """
    require_past(on)
    changes = Changes([organisation.pk, superior.pk])
    rows = found([organisation.pk, superior.pk], scope)
    require_edit(rows[organisation.pk], scope)
    require_version(rows[organisation.pk], version)
    changes.put(bodies.moved(changes.body(organisation.pk), changes.body(superior.pk), on))
    changes.note(SuccessionKind.MOVE, on, [organisation.pk], [organisation.pk], basis)
    [succession] = changes.write(scope)
    record("organisation.move", actor=scope.actor, kind="organisation", ids=[organisation.pk, superior.pk])
    return succession
