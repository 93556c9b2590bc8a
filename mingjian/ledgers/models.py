"""Batches of imported rows: the file, its staged rows, what they changed, how far the work has come."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.models import Office
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


class SavedView(models.Model):
    """A view of a ledger that somebody keeps as a tab: filters, order and columns, as the address says them.

    Its owner's own, unless shared with the owner's office. Opening it asks the ledger anew within one's own scope.
    """

    ledger = models.TextField()
    name = models.TextField()
    user_id = models.BigIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    query = models.TextField(default="")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved view")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user_id", "ledger", "name"], name="ledgers_savedview_name")
        ]
        indexes: ClassVar = [models.Index(fields=["office", "ledger"], name="ledgers_savedview_office")]

    def __str__(self) -> str:
        return self.name


class OpeningView(models.Model):
    """The view with which a ledger opens for somebody."""

    user_id = models.BigIntegerField()
    ledger = models.TextField()
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user_id", "ledger"], name="ledgers_openingview_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.view_id}"


class ExportNumber(models.Model):
    """The last number that an office has given to an export in a year."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "year"], name="ledgers_exportnumber_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.year}: {self.last}"


@scoped
class Export(ScopedRow):
    """One file taken from a ledger, numbered by the office of whoever took it and the year.

    `filters` are those in force in words, without free text and persons (the record keeps these encrypted); `sha256`
    and `size` are known once the whole file has been taken, and None when it was broken off.
    """

    gate = Gate("export", Right.EXPORT)

    ledger = models.TextField()
    form = models.TextField()
    user_id = models.BigIntegerField(null=True)
    year = models.SmallIntegerField()
    number = models.IntegerField()
    filters = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    sort = models.TextField(default="")
    count = models.IntegerField()
    at = models.DateTimeField()
    sha256 = models.BinaryField(null=True)
    size = models.BigIntegerField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("export")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="ledgers_export_number")
        ]
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["-at", "-id"], name="ledgers_export_recent"),
        ]

    def __str__(self) -> str:
        return self.sign

    @property
    def sign(self) -> str:
        """The number as it stands on the file: 导〔2026〕12号."""
        return f"导〔{self.year}〕{self.number}号"


class BulkEdit(models.Model):
    """One value set in many rows at once, in one transaction: by whom, in which column. The record keeps why."""

    ledger = models.TextField()
    user_id = models.BigIntegerField()
    column = models.TextField()
    value = models.JSONField(null=True)
    count = models.IntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bulk edit")
        indexes: ClassVar = [models.Index(fields=["user_id", "ledger", "-at"], name="ledgers_bulkedit_recent")]

    def __str__(self) -> str:
        return f"{self.ledger} {self.column}: {self.count}"


class Edited(models.Model):
    """What a bulk edit did to one row, so that its undo can put it back."""

    edit = models.ForeignKey(BulkEdit, on_delete=models.CASCADE, related_name="rows")
    row_id = models.BigIntegerField()
    version = models.IntegerField()
    former = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edit", "row_id"], name="ledgers_edited_once")]

    def __str__(self) -> str:
        return f"{self.edit_id}: {self.row_id}"


# Django looks for models here.
from mingjian.ledgers.imports.models import Learned as Learned  # noqa: E402
from mingjian.ledgers.imports.models import Reading as Reading  # noqa: E402
