"""The history of rows: one row per move of a state, one per change of values; and the rules of deadlines."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Move(models.Model):
    """A row of some kind went from one state to another: by whom, when, why."""

    kind = models.TextField()
    row_id = models.BigIntegerField()
    verb = models.TextField()
    from_state = models.TextField()
    to_state = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    system = models.TextField(default="")
    at = models.DateTimeField()
    reason = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "row_id", "at"], name="flow_move_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}: {self.from_state} → {self.to_state}"


class Change(models.Model):
    """The values of a row of some kind were changed: by whom, when, why, and from what to what (JSON values).

    `version` is the row's after the change. It is read only beside its row, which its own gate has let through.
    """

    kind = models.TextField()
    row_id = models.BigIntegerField()
    version = models.IntegerField()
    actor_id = models.BigIntegerField(null=True)
    system = models.TextField(default="")
    at = models.DateTimeField()
    reason = models.TextField(default="")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "row_id", "at"], name="flow_change_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}: version {self.version}"


class Unit(models.TextChoices):
    """In what a time is counted."""

    WORKDAYS = "workdays", _("working days")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class DeadlineRule(models.Model):
    """How long something may take, by which article; with how much it may be extended, and by whom.

    `verified` says that the count was read in the regulation in force. An extension of nothing is no extension;
    `extensions` bounds how many there may be (empty: as often as approved).
    """

    code = models.TextField(unique=True)
    amount = models.SmallIntegerField()
    unit = models.TextField(choices=Unit.choices)
    extension_amount = models.SmallIntegerField(default=0)
    extension_unit = models.TextField(choices=Unit.choices, default=Unit.MONTHS)
    extensions = models.SmallIntegerField(null=True)
    approver = models.TextField(default="")
    legal_basis = models.TextField()
    verified = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.code
