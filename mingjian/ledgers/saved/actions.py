"""Saving, naming, sharing, deleting views of ledgers. Only their owners change them."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.models import User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.models import OpeningView, SavedView
from mingjian.ledgers.registry import Ledger
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.scope import Scope

LONGEST_NAME = 40
LONGEST_QUERY = 4000


@action("view.save", gettext_lazy("Saved a view of a ledger"))
def save(*, ledger: Ledger, name: str, query: str, shared: bool, user: User, scope: Scope) -> SavedView:
    """Keep filters, order and columns under a name. Each owner has each name once in a ledger."""
    if len(query) > LONGEST_QUERY:
        raise Invalid(_("These filters are too long to be kept as a view."))
    row = SavedView(
        ledger=ledger.code,
        user_id=user.pk,
        office_id=user.office_id,
        query=query,
        name=_named(name),
        shared=shared,
        changed_at=timezone.now(),
    )
    _write(row)
    record("view.save", actor=scope.actor, kind="view", ids=[row.pk], detail={"shared": shared})
    return row


@action("view.revise", gettext_lazy("Changed a saved view"))
def revise(*, view: SavedView, name: str, shared: bool, scope: Scope, query: str | None = None) -> SavedView:
    """Another name, shared or no longer, and with `query` other filters, order and columns."""
    _require_own(view, scope)
    if query is not None and len(query) > LONGEST_QUERY:
        raise Invalid(_("These filters are too long to be kept as a view."))
    view.name, view.shared, view.changed_at = _named(name), shared, timezone.now()
    view.query = view.query if query is None else query
    _write(view)
    if not shared:
        OpeningView.objects.filter(view=view).exclude(user_id=view.user_id).delete()
    record("view.revise", actor=scope.actor, kind="view", ids=[view.pk], detail={"shared": shared})
    return view


@action("view.delete", gettext_lazy("Deleted a saved view"))
def delete(*, view: SavedView, scope: Scope) -> None:
    """The view goes, also for those it was shared with; rows are not touched."""
    _require_own(view, scope)
    row_id = view.pk
    view.delete()
    record("view.delete", actor=scope.actor, kind="view", ids=[row_id])


@action("view.open_with", gettext_lazy("Chose the view a ledger opens with"))
def open_with(*, ledger: Ledger, view: SavedView | None, user: User, scope: Scope) -> None:
    """The ledger opens with this view for this user; None: with all rows again."""
    if view is None:
        OpeningView.objects.filter(user_id=user.pk, ledger=ledger.code).delete()
    else:
        OpeningView.objects.update_or_create(user_id=user.pk, ledger=ledger.code, defaults={"view": view})
    record("view.open_with", actor=scope.actor, kind="view", ids=[view.pk] if view else [])


def _named(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME:
        message = _("Give the view a name of at most %(most)s characters.") % {"most": LONGEST_NAME}
        raise Invalid(message, {"name": message})
    return name


def _write(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        message = _("You have a view of this name already.")
        raise Invalid(message, {"name": message}) from error


def _require_own(view: SavedView, scope: Scope) -> None:
    if view.user_id != scope.actor.user_id:
        raise NotAllowed(_("Only its owner changes a view. Save it under a name of your own."))
