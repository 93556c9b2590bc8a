"""Undoing a succession: it gives back exactly the former state, or refuses in words."""

from collections.abc import Collection

from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, WrongState
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.orgs import search
from mingjian.orgs.bodies_stored import store
from mingjian.orgs.changes import Changes, aspect_of, with_aspect
from mingjian.orgs.following import bodies_changed
from mingjian.orgs.may import found, require_edit
from mingjian.orgs.models import Organisation, Succession
from mingjian.orgs.standing import in_words, later_than, require_unmentioned


@action("organisation.undo", _("Change of an organisation undone"))
def undo(*, succession: Succession, scope: Scope, reason: str) -> Succession:
    """Put back the names, superiors, paths and existence that the change altered; bodies it founded disappear.

    Refuses (WrongState) when something it altered was altered again since, when a superior it would restore no
    longer exists, or when records speak of a body it founded. Asks for a reason.
    """
    if not reason.strip():
        raise Invalid(gettext("Say why this change is undone."), {"reason": gettext("A reason is needed.")})
    touched = [int(body_id) for body_id in succession.before["bodies"]]
    created: list[int] = succession.before["created"]
    changes = Changes(touched)
    current = Succession.objects.select_for_update().get(pk=succession.pk)
    if current.undone_at is not None:
        raise WrongState(gettext("This change was undone already."))
    for organisation in found([*succession.from_ids, *succession.to_ids], scope).values():
        require_edit(organisation, scope)
    _put_back(changes, current)
    _require_superiors(changes, touched, created)
    ids = store(changes.stored, changes.bodies)
    _mark(current, scope)
    _remove(created)
    search.refresh(ids)
    bodies_changed(set(ids) - set(created))
    publish("organisation", ids)
    everything = [*dict.fromkeys([*succession.from_ids, *succession.to_ids])]
    record("organisation.undo", actor=scope.actor, kind="organisation", ids=everything, words=reason)
    return current


def _put_back(changes: Changes, succession: Succession) -> None:
    for body_id, aspects in succession.before["bodies"].items():
        body = changes.body(int(body_id))
        for aspect, (before, after) in aspects.items():
            if aspect_of(body, aspect) != after:
                later = later_than(succession, [body.id])
                what = in_words(later) if later else gettext("another correction")
                raise WrongState(
                    gettext("A later change of %(name)s stands on this one: %(what)s. Undo that first.")
                    % {"name": body.name, "what": what}
                )
            body = with_aspect(body, aspect, before)
        changes.put(body)


def _require_superiors(changes: Changes, touched: Collection[int], created: Collection[int]) -> None:
    for body_id in touched:
        body = changes.bodies[body_id]
        for under in body.unders:
            superior = changes.body(under.superior)
            if under.superior in created or not superior.existed.covers(under.time):
                raise WrongState(
                    gettext("%(name)s cannot go back under %(superior)s, which has ended since.")
                    % {"name": body.name, "superior": superior.name}
                )


def _mark(succession: Succession, scope: Scope) -> None:
    succession.undone_at = timezone.now()
    succession.undone_by = scope.actor.user_id
    succession.save(update_fields=["undone_at", "undone_by"])


def _remove(created: Collection[int]) -> None:
    """Bodies that the change founded disappear, unless something speaks of them by now."""
    if not created:
        return
    require_unmentioned(created)
    search.remove(created)
    try:
        Organisation.objects.filter(pk__in=created).delete()
    except ProtectedError as error:
        raise WrongState(gettext("Records speak of a body that this change founded; it cannot be undone.")) from error
