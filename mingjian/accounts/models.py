"""Users and what they hold: grants over offices, tasks on targets, sights through dossiers, exclusions."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.passwords.models import PastPassword
from mingjian.accounts.second_factor.models import Factor, RecoveryCode
from mingjian.accounts.sessions.models import SignIn
from mingjian.offices.models import Office
from mingjian.offices.rights import ADMINISTRATORS, Hand

__all__ = [
    "Attempt",
    "Exclusion",
    "Factor",
    "Grant",
    "PastPassword",
    "RecoveryCode",
    "Sight",
    "SignIn",
    "Task",
    "User",
    "user_of",
]


class UserManager(BaseUserManager["User"]):
    """Finds users by the name they sign in with. Creation is an action."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who works in an office. Apart from the register of persons, which holds post-holders and accused."""

    username = models.TextField(unique=True)
    display_name = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    body_id = models.BigIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    session_epoch = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    # When the second factor in force was confirmed: the wall asks it at every request, without a query.
    factor_since = models.DateTimeField(null=True)
    password_set_at = models.DateTimeField(null=True)
    # Until when a password that somebody else gave lets in, once, to choose one's own; null for one's own.
    password_given_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.username

    def get_session_auth_hash(self) -> str:
        """Changes when the password or `session_epoch` does, which ends every session at its next request."""
        return f"{super().get_session_auth_hash()}{self.session_epoch}"


HAND_OF_ROLE = models.Case(
    *[models.When(role=role.code, then=models.Value(role.hand.value)) for role in ADMINISTRATORS],
    default=models.Value(Hand.BUSINESS.value),
)


class Grant(models.Model):
    """A role over an office and everything below it, for a time. Revoked is kept, with by whom and why.

    `hand` follows from the role. Two grants of one user in force at one time are of the same hand 三员分立: the
    database refuses the second whoever writes it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    hand = models.GeneratedField(expression=HAND_OF_ROLE, output_field=models.TextField(), db_persist=True)
    valid = DateRangeField()
    granted_by = models.BigIntegerField(null=True)
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="accounts_grant_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(revoked_at=None),
            ),
            ExclusionConstraint(
                name="accounts_grant_hand",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("hand", RangeOperators.NOT_EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.office_id}"


class Task(models.Model):
    """One team member's task on one target of a round: `org_ids` are the target, its units and predecessors."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tasks")
    target_id = models.BigIntegerField(db_index=True)
    role = models.TextField()
    org_ids = ArrayField(models.BigIntegerField(), default=list)
    valid = DateRangeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "target_id"], name="accounts_task_once")]

    def __str__(self) -> str:
        return f"{self.role} on target {self.target_id}"


class Sight(models.Model):
    """A row of another office that a target's dossier gathered: read-only, while the task lasts.

    The depth is the holding office's setting at the time of reading, so tightening it works at once.
    """

    target_id = models.BigIntegerField()
    kind = models.TextField()
    row_id = models.BigIntegerField()
    holder = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target_id", "kind", "row_id"], name="accounts_sight_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"


class Exclusion(models.Model):
    """Somebody or some body a user must not decide or read about: themselves, or a declared conflict of interest.

    A row on the basis `self` is the link to the user's own row in the register of persons: one at a time, and no
    person is linked to two users. The bodies where that person serves, the user's own body, the bodies above them
    and their staff are excluded without a row (see `scopes`). What is withdrawn ends on that day and is kept.
    """

    class Basis(models.TextChoices):
        SELF = "self", _("the user")
        CONFLICT = "conflict", _("declared conflict")

    class Kind(models.TextChoices):
        """Why somebody stays out (监督执纪工作规则 art. 59; 巡视工作条例: 回避)."""

        KINSHIP = "kinship", _("kinship")
        INTEREST = "interest", _("interest in the matter")
        WORKED_THERE = "worked_there", _("worked there or under them")
        HANDLED_BEFORE = "handled_before", _("handled the matter before or is a witness of it")
        OTHER = "other", _("other ground that may sway the handling")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="exclusions")
    basis = models.TextField(choices=Basis.choices)
    kind = models.TextField(choices=Kind.choices, default="")
    org_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    # The person's number when it was declared: who is joined or parted later, the row goes with that one.
    named_id = models.BigIntegerField(null=True)
    valid = DateRangeField()
    reason = models.TextField(default="")
    declared_by = models.BigIntegerField(null=True)
    declared_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [GistIndex(fields=["valid"], name="accounts_exclusion_valid")]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="accounts_link_one_person",
                expressions=[("user", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=models.Q(basis="self"),
            ),
            ExclusionConstraint(
                name="accounts_link_one_user",
                expressions=[("person_id", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=models.Q(basis="self"),
            ),
            models.CheckConstraint(
                condition=models.Q(org_id=None) ^ models.Q(person_id=None), name="accounts_exclusion_one_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} of {self.user_id}"


class Substitution(models.Model):
    """代行职责: for some days B may act for A, with those of A's grants and rights that are named here.

    What B may do then is read from A's grants at each request, so it is never more than A holds at that moment, and
    ends with the last day, with A's grant or with A's account.
    """

    principal = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions_given")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions_held")
    grants = models.ManyToManyField(Grant, related_name="lent")
    rights = ArrayField(models.TextField())
    valid = DateRangeField()
    reason = models.TextField(default="")
    given_at = models.DateTimeField()
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("substitution")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("substitute")), name="accounts_substitution_two_users"
            ),
            ExclusionConstraint(
                name="accounts_substitution_once",
                expressions=[
                    ("principal", RangeOperators.EQUAL),
                    ("substitute", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.principal_id}"


class Attempt(models.Model):
    """Failed sign-ins, for waits: per account name, per user's codes, per address and day; each a keyed hash.

    A name that does not exist counts alike. What is over is removed by a job.
    """

    name_hash = models.BinaryField(primary_key=True)
    failures = models.IntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} failures"


def user_of(request: Any) -> User:
    """The signed-in user of a request that passed the sign-in wall."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("Nobody is signed in behind this request.")
    return user
