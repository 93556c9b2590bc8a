"""Taking a code: the app's, each step once, or a recovery code, once. Wrong codes make the user wait, longer each time.

A refusal must stay written, so this is no action: an action that refuses is undone.
"""

import logging
import time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from nacl.exceptions import CryptoError

from mingjian.accounts import waits
from mingjian.accounts.models import Factor, RecoveryCode, SignIn, User
from mingjian.accounts.second_factor.codes import recovery_hash, step_of, unseal
from mingjian.audit import verbs
from mingjian.audit.actor import Actor
from mingjian.audit.record import record

log = logging.getLogger(__name__)

PASSED = verbs.register("user.pass_factor", _("Second factor given"))
REFUSED = verbs.register("user.factor_refused", _("Second factor refused"))


def wait_key(user_id: int) -> bytes:
    """Under which wrong codes of a user are counted."""
    return waits.key("code", str(user_id))


@transaction.atomic
def try_code(user: User, code: str) -> SignIn.By | None:
    """By what the user passed; None for a wrong or used code, or while a wait is running."""
    key = wait_key(user.pk)
    # Tries of one user run one after another: many at once are no way around the wait.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if waits.left(key) is not None:
        return None
    passed = _by_app(user, code) or _by_recovery_code(user, code)
    actor = Actor(user_id=user.pk)
    if passed is None:
        waits.failed(key)
        record(REFUSED, actor=actor, kind="user", ids=[user.pk])
        return None
    waits.forget([key])
    record(PASSED, actor=actor, kind="user", ids=[user.pk], detail={"by": passed})
    return passed


def _by_app(user: User, code: str) -> SignIn.By | None:
    factor = Factor.objects.filter(user=user).exclude(confirmed_at=None).first()
    if factor is None:
        return None
    try:
        step = step_of(unseal(factor.sealed_secret, user.pk), code, time.time())
    except CryptoError:
        # The key of the installation was lost, or the row is another's: no code can be right, and a reset helps.
        log.error("The second factor of user %d does not open under the key of this installation.", user.pk)
        return None
    if step is None:
        return None
    # Compare and swap: of two requests with one code the second finds the step taken.
    taken = Factor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
    return SignIn.By.CODE if taken else None


def _by_recovery_code(user: User, code: str) -> SignIn.By | None:
    unused = RecoveryCode.objects.filter(user=user, code_hash=recovery_hash(code, user.pk), used_at=None)
    return SignIn.By.RECOVERY_CODE if unused.update(used_at=timezone.now()) else None


def codes_left(user: User) -> int:
    """How many recovery codes are unused."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()
