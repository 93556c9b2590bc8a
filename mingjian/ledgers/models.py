"""Batches of imported rows: the file, its staged rows, what they changed, how far the work has come."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.rights import Right


class Stage(models.TextChoices):
    """Where a batch stands. It is the file's way through the engine, not a state of office."""

    UPLOADED = "uploaded", _("file received")
    ASKING = "asking", _("waits for an answer")
    STAGED = "staged", _("waits for a decision")
    COMMITTED = "committed", _("committed")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")
    REFUSED = "refused", _("refused")


@scoped
class Batch(ScopedRow):
    """One file read into one ledger of one office. Seen only by those who may import there.

    `mapping` is column key → position in the sheet as chosen; `headings` the sheet's headings by position;
    `questions` the keys for which several headings could be meant, and the required ones that have none.
    """

    gate = Gate("batch", Right.IMPORT, excludes=False)

    ledger = models.TextField()
    user_id = models.BigIntegerField(null=True)
    file_name = models.TextField()
    file_hash = models.BinaryField()
    sheet = models.TextField(default="")
    sheets = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    headings = models.JSONField(default=dict)
    questions = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    stage = models.TextField(choices=Stage.choices, default=Stage.UPLOADED)
    refusal = models.TextField(default="")
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("import")
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["-created_at", "-id"], name="ledgers_batch_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.pk}"


class Upload(models.Model):
    """The file of a batch as it came. Kept until the batch is decided on and its rejected rows are not needed."""

    batch = models.OneToOneField(Batch, primary_key=True, on_delete=models.CASCADE, related_name="upload")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.batch_id)


class Staged(models.Model):
    """One row of the file, read and judged but not written. `former` holds what the changed values are now."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="staged")
    row_number = models.IntegerField()
    status = models.TextField()
    values = models.JSONField(default=dict)
    former = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    row_id = models.BigIntegerField(null=True)
    version = models.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "status", "row_number"], name="ledgers_staged_status")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row_number} {self.status}"


class Written(models.Model):
    """What a batch did to one row: recorded it (`former` is None) or changed it, so that the undo can put it back."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="written")
    row_id = models.BigIntegerField()
    version = models.IntegerField()
    former = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "row_id"], name="ledgers_written_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.row_id}"


class Progress(models.Model):
    """How far the work on a batch has come. Written beside the work's own transaction, so without a foreign key.

    Who works holds an advisory lock on the batch: a phase without that lock is work that was interrupted.
    """

    batch_id = models.BigIntegerField(primary_key=True)
    phase = models.TextField(default="")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    problem = models.TextField(default="")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.phase}"
