"""The record itself: entries that can only be added, and the seals over finished stretches of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entry(models.Model):
    """One deed: who, what, which rows. It holds ids and no foreign keys, so it outlives what it speaks of.

    The table is partitioned by year of `at`; the desk role may insert and select, never change. `xact` is the
    writing transaction: a stretch of finished transactions can be sealed without a later entry slipping in.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    xact = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    system = models.TextField(default="")
    verb = models.TextField()
    kind = models.TextField(default="")
    ids = ArrayField(models.BigIntegerField(), default=list)
    count = models.IntegerField(default=0)
    office_path = models.TextField(default="")
    detail = models.JSONField(default=dict)
    sealed_text = models.BinaryField(null=True)

    class Meta:
        managed = False
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.kind}"


class Seal(models.Model):
    """A signed digest over all entries of transactions in `[from_xact, to_xact)`, chained to the seal before."""

    from_xact = models.BigIntegerField(unique=True)
    to_xact = models.BigIntegerField(unique=True)
    count = models.BigIntegerField()
    previous = models.BinaryField()
    digest = models.BinaryField()
    signature = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(from_xact__lt=models.F("to_xact")), name="audit_seal_forward")
        ]

    def __str__(self) -> str:
        return f"seal {self.pk}: {self.count} entries"


class Verification(models.Model):
    """What one verification of all seals found: how many held over how many entries, and the first that did not."""

    at = models.DateTimeField()
    seals = models.BigIntegerField()
    entries = models.BigIntegerField()
    broken = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.seals} seals"
