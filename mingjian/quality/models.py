"""Rows that break a rule, since when and until when; and rows for which a rule is muted.

A fault has no gate of its own: it is read only beside the row it speaks of, through that row's gate.
"""

from typing import ClassVar

from django.db import models


class Fault(models.Model):
    """A row broke a rule from `found_on` until before `gone_on`."""

    rule = models.TextField()
    row_id = models.BigIntegerField()
    found_on = models.DateField()
    gone_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "row_id"], name="quality_fault_once", condition=models.Q(gone_on=None)
            )
        ]
        indexes: ClassVar = [models.Index(fields=["rule", "gone_on"], name="quality_fault_gone")]

    def __str__(self) -> str:
        return f"{self.rule} {self.row_id}"


class Muting(models.Model):
    """A row that breaks a rule is right all the same: by whom, why, and until when; `lifted_at` ends it early."""

    rule = models.TextField()
    row_id = models.BigIntegerField()
    reason = models.TextField()
    since = models.DateField()
    until = models.DateField()
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "row_id"], name="quality_muting_once", condition=models.Q(lifted_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.row_id} until {self.until}"


class Look(models.Model):
    """A rule looked through its register: when, and how long it took."""

    rule = models.TextField(unique=True)
    at = models.DateTimeField()
    on = models.DateField()
    seconds = models.FloatField()

    def __str__(self) -> str:
        return f"{self.rule} {self.at}"
