"""Which offices are answerable for a body, and everything about it that passes to them."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs import search
from mingjian.orgs.following import bodies_changed
from mingjian.orgs.may import require_edit, require_version
from mingjian.orgs.models import Organisation


@action("organisation.hand_over", _("Organisation handed to other offices"))
def hand_over(
    *, organisation: Organisation, office_ids: Sequence[int], reason: str, version: int, scope: Scope
) -> Organisation:
    """Make `office_ids` answerable for the body, the inspection line's first; its tenures pass to them at once.

    Rows of inspections (targets, findings, leads) stay with the office that made them. The actor edits the register
    of the body and of every office that is added. Asks for a reason; Stale when `version` is not current.
    """
    wanted = list(dict.fromkeys(office_ids))
    if not reason.strip():
        raise Invalid(gettext("Say why other offices become answerable."), {"reason": gettext("A reason is needed.")})
    if not wanted:
        raise Invalid(gettext("At least one office is answerable for a body."), {"offices": gettext("Name one.")})
    require_edit(organisation, scope)
    paths = _paths(wanted, organisation.office_ids, scope)
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_version(current, version)
    former = list(current.office_ids)
    Organisation.objects.filter(pk=current.pk).update(
        office_ids=wanted, office_paths=[paths[each] for each in wanted], version=F("version") + 1
    )
    search.refresh([current.pk])
    bodies_changed([current.pk])
    change = Changed(current.pk, version + 1, {"office_ids": former}, {"office_ids": wanted})
    keep("organisation", [change], actor=scope.actor, reason=reason)
    publish("organisation", [current.pk])
    record("organisation.hand_over", actor=scope.actor, kind="organisation", ids=[current.pk], words=reason)
    organisation.refresh_from_db()
    return organisation


def _paths(wanted: Sequence[int], former: Sequence[int], scope: Scope) -> dict[int, str]:
    """Paths of the offices; the actor edits the register of each that is not answerable already."""
    paths = dict(Office.objects.filter(pk__in=wanted, existed__contains=scope.on).values_list("pk", "path"))
    if missing := set(wanted) - paths.keys():
        sentence = gettext("There is no office with the number %(id)s.") % {"id": min(missing)}
        raise Invalid(sentence, {"offices": sentence})
    for office_id in set(wanted) - set(former):
        scope.require(Right.EDIT_REGISTER, paths[office_id])
    return paths
