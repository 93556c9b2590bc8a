"""What was told of a file besides its rows, and what clerks have taught an office's ledgers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.rights import Right


class Reading(models.Model):
    """What reading a batch's file found besides rows, and what the clerk answered to it.

    `remarks` are facts with a code each (totals that differ, hidden rows, a further table); `asked` are names that may
    mean several rows: column → text → [[code, words], …]; `answers` column → text → code as chosen.
    """

    batch = models.OneToOneField("ledgers.Batch", primary_key=True, on_delete=models.CASCADE, related_name="reading")
    remarks = models.JSONField(default=list)
    asked = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.batch_id)


@scoped
class Learned(ScopedRow):
    """An answer that an office, and every office below it, need not give again.

    A heading: `column` is empty, `meaning` the key of the column it stands for. A name in a column: `meaning` is the
    code of the row it stands for. `key` is what two spellings of the text have in common, `written` the text as it
    stood in the file.
    """

    class What(models.TextChoices):
        HEADING = "heading", _("heading")
        NAME = "name", _("name")

    gate = Gate("learned", Right.IMPORT, excludes=False)

    ledger = models.TextField()
    what = models.TextField(choices=What.choices)
    column = models.TextField(default="")
    key = models.TextField()
    written = models.TextField()
    meaning = models.TextField()
    meaning_words = models.TextField(default="")
    user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("learned answer")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "ledger", "what", "column", "key"], name="ledgers_learned_once")
        ]

    def __str__(self) -> str:
        return self.written
