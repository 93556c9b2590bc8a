"""The link between a user and their own row in the register of persons, which keeps them from what is about them."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.exclusions import end
from mingjian.accounts.models import Exclusion, User
from mingjian.accounts.subjects import PERSON, SUBJECTS
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


def _check(user: User, reason: str, scope: Scope) -> None:
    scope.require(Right.MANAGE_GRANTS, user.office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody links or unlinks themselves; ask another security administrator."))
    if not reason.strip():
        raise Invalid(_("Say on what the link rests."), {"reason": _("A reason is needed.")})


@action("user.link", gettext_lazy("User linked to a person"))
def link_person(*, user: User, person_id: int, name: str, reason: str, scope: Scope, since: date | None = None) -> None:
    """回避: link a user to the row of the register that is themselves; exclusion follows at the next request.

    The security administrator reads no register: number and name are told to them, and have to agree. Both sides
    are recorded, the user and the person. Raises Invalid when either is linked already.
    """
    _check(user, reason, scope)
    if PERSON in SUBJECTS and not SUBJECTS[PERSON].is_named(person_id, name.strip()):
        sentence = _("Number and name do not belong together in the register of persons.")
        raise Invalid(sentence, {"name": sentence})
    begin = since or today()
    try:
        with transaction.atomic():
            Exclusion.objects.create(
                user=user,
                basis=Exclusion.Basis.SELF,
                person_id=person_id,
                named_id=person_id,
                valid=(begin, None),
                reason=reason.strip(),
                declared_by=scope.actor.user_id,
                declared_at=timezone.now(),
            )
    except IntegrityError as clash:
        sentence = _("This user or this person is linked already; end that link first.")
        raise Invalid(sentence, {"person": sentence}) from clash
    _record_both("user.link", user, person_id, reason, scope)


@action("user.unlink", gettext_lazy("Link to a person ended"))
def unlink_person(*, user: User, reason: str, scope: Scope) -> None:
    """End the link; it stays on the user's page with its reason. Raises WrongState when there is none."""
    _check(user, reason, scope)
    row = (
        Exclusion.objects.select_for_update()
        .filter(user=user, basis=Exclusion.Basis.SELF, valid__contains=today())
        .first()
    )
    if row is None or row.person_id is None:
        raise WrongState(_("The user is linked to nobody."))
    end(row, scope)
    _record_both("user.unlink", user, row.person_id, reason, scope)


def _record_both(verb: str, user: User, person_id: int, reason: str, scope: Scope) -> None:
    record(
        verb,
        actor=scope.actor,
        kind="user",
        ids=[user.pk],
        office_path=user.office.path,
        detail={"person": person_id},
        words=reason,
    )
    record(verb, actor=scope.actor, kind="person", ids=[person_id], detail={"user": user.pk}, words=reason)
