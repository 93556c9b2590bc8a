"""Offices renamed and ended, with their history. These stand here, above the engine that keeps histories."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import Grant, User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.history import Changed, keep
from mingjian.lib.errors import Invalid, WrongState
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation


@action("office.rename", _("Office renamed"))
def rename_office(*, office: Office, name: str, reason: str, scope: Scope) -> Office:
    """Give an office another name; the former one stays in its history. Takes MANAGE_OFFICES over it, and a reason."""
    scope.require(Right.MANAGE_OFFICES, str(office.path))
    name = " ".join(name.split())
    if not name:
        raise Invalid(gettext("An office needs a name."), {"name": gettext("Fill this in.")})
    _require_reason(reason)
    if Office.objects.filter(line=office.line, name=name).exclude(pk=office.pk).exists():
        sentence = gettext("This line already has an office named %(name)s.") % {"name": name}
        raise Invalid(sentence, {"name": sentence})
    former = office.name
    Office.objects.filter(pk=office.pk).update(name=name)
    office.name = name
    keep("office", [Changed(office.pk, 0, {"name": former}, {"name": name})], actor=scope.actor, reason=reason)
    record("office.rename", actor=scope.actor, kind="office", ids=[office.pk], words=reason)
    return office


@action("office.end", _("Office ended"))
def end_office(*, office: Office, on: date, reason: str, scope: Scope) -> Office:
    """An office exists no longer from `on` on; what it holds stays on record, and grants over it lend nothing then.

    Refused (WrongState) while offices stand below it, somebody works there, a grant over it is in force, or a body
    has it as the first office answerable: those are handed over before. Takes MANAGE_OFFICES over it, and a reason.
    """
    scope.require(Right.MANAGE_OFFICES, str(office.path))
    _require_reason(reason)
    if office.existed.upper is not None:
        raise WrongState(gettext("This office has ended already."))
    if office.existed.lower and on <= office.existed.lower:
        raise Invalid(gettext("The period ends before it starts."), {"on": gettext("Choose a later day.")})
    _require_handed_over(office, on)
    Office.objects.filter(pk=office.pk).update(existed=DateRange(office.existed.lower, on))
    after = {"existed": [office.existed.lower, on]}
    before = {"existed": [office.existed.lower, None]}
    keep("office", [Changed(office.pk, 0, before, after)], actor=scope.actor, reason=reason)
    record("office.end", actor=scope.actor, kind="office", ids=[office.pk], words=reason)
    office.refresh_from_db()
    return office


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(gettext("Say why: this step asks for a reason."), {"reason": gettext("A reason is needed.")})


def _require_handed_over(office: Office, on: date) -> None:
    if Office.objects.filter(parent=office, existed__upper_inf=True).exists():
        raise WrongState(gettext("Offices stand below this one; move or end those first."))
    if User.objects.filter(office=office, is_active=True).exists():
        raise WrongState(gettext("Somebody's home is this office; move the users first."))
    if Grant.objects.filter(office=office, revoked_at=None, valid__overlap=DateRange(on, None)).exists():
        raise WrongState(gettext("Grants over this office are in force; revoke those first."))
    if Organisation.objects.filter(office_ids__0=office.pk, existed__upper_inf=True).exists():
        raise WrongState(gettext("Organisations have this office as the first one answerable; hand those over first."))
