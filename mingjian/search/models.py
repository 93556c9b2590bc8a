"""The index: one document per searchable row, gated by its own columns."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from mingjian.offices.fields import LtreeArrayField, LtreeField
from mingjian.search.gate import DocumentQuerySet


class Document(models.Model):
    """What can be found of one row: its normalised text, the bigrams of it, and everything the gate asks.

    `text` is the normal form of title and body on two lines. `lexemes` holds the bigrams of it, `~` bigrams of `keys`
    (pinyin and initials), and the marks that let one GIN look-up narrow by text, kind, reach and filters together;
    the gate's predicate is asked all the same. It is for the index only and never read back.
    """

    kind = models.TextField()
    row_id = models.BigIntegerField()
    title = models.TextField()
    body = models.TextField(default="")
    text = models.TextField()
    keys = models.TextField(default="")
    lexemes = SearchVectorField()
    on = models.DateField()
    year = models.SmallIntegerField()
    state = models.TextField(default="")
    division_path = LtreeField(default="")
    org_id = models.BigIntegerField(null=True)
    office_paths = LtreeArrayField()
    target_id = models.BigIntegerField(null=True)
    org_ids = ArrayField(models.BigIntegerField(), default=list)
    about_orgs = ArrayField(models.BigIntegerField(), default=list)
    about_persons = ArrayField(models.BigIntegerField(), default=list)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        # The id before the kind: an index that begins with the kind would tempt the planner to read all of a kind.
        constraints: ClassVar = [models.UniqueConstraint(fields=["row_id", "kind"], name="search_document_row")]
        indexes: ClassVar = [
            GinIndex(fields=["lexemes"], name="search_document_lexemes"),
            models.Index(fields=["-on", "-id"], name="search_document_on"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"
