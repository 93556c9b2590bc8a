"""Persons who hold or held public posts, or are accused; and their tenures. Never reporters, witnesses, relatives."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.orders import beginning
from mingjian.lib.dates import PartialDate, Period
from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, SharedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation


class Sex(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")


class Rank(models.IntegerChoices):
    """Leadership ranks 领导职务层次, highest first (公务员法)."""

    PROVINCE_CHIEF = 3, _("province, chief")
    PROVINCE_DEPUTY = 4, _("province, deputy")
    BUREAU_CHIEF = 5, _("bureau, chief")
    BUREAU_DEPUTY = 6, _("bureau, deputy")
    COUNTY_CHIEF = 7, _("county, chief")
    COUNTY_DEPUTY = 8, _("county, deputy")
    TOWNSHIP_CHIEF = 9, _("township, chief")
    TOWNSHIP_DEPUTY = 10, _("township, deputy")
    STAFF = 11, _("staff")
    VILLAGE = 12, _("village officer")


class ManagedBy(models.TextChoices):
    """Whose committee manages the cadre 干部管理权限."""

    CENTRAL = "central", _("centrally managed")
    PROVINCE = "province", _("managed by the province")
    CITY = "city", _("managed by the city")
    COUNTY = "county", _("managed by the county")
    OTHER = "other", _("other")


@scoped
class Person(SharedRow):
    """One person: a connected set of mentions. Which they are follows from the judgements alone (see `grouping`).

    Its values are computed from its mentions, never written by hand; a page shows what the reader's mentions say.
    Its number is the smallest `home_id` among them, so that undoing a judgement gives back the same persons.
    `born` is the range its precision leaves open. `id_hash` is a keyed hash: the number itself is never stored.
    `org_ids`, `office_ids` and `office_paths` gather those of the tenures and of the rows that name the person.
    """

    gate = Gate(
        "person", Right.READ_REGISTER, reach="office_paths", reach_many=True, task_orgs="org_ids", excludes=False
    )

    name = models.TextField()
    name_key = models.TextField(db_index=True)
    sort_key = models.TextField()
    sex = models.TextField(choices=Sex.choices, default="")
    born = DateRangeField(null=True)
    ethnicity = models.TextField(default="")
    native_place = models.TextField(default="")
    id_hash = models.BinaryField(null=True, db_index=True)
    managed_by = models.TextField(choices=ManagedBy.choices, default="")
    org_ids = ArrayField(models.BigIntegerField(), default=list)
    version = models.IntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta(SharedRow.Meta):
        verbose_name = _("person")
        indexes: ClassVar = [
            *SharedRow.Meta.indexes,
            models.Index(fields=["sort_key", "id"], name="people_person_sort"),
            GinIndex(fields=["org_ids"], name="people_person_orgs"),
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """A row somewhere named somebody, in these words; `basis` says by which evidence it was first joined.

    Nothing is overwritten: what was written stays here, and a later joining compares with it. It lends the person
    its office, and its body unless the row was an allegation (`alleged`). It has no page: whoever may read the row
    of `kind` and `row_id` may read it; an entry of the register (`person`) is read over its office. `cleared` names
    values that an entry says are not known. `home_id` is the number its person has when nobody is joined to it. A
    `released` mention was an allegation that proved unfounded: it is kept with the sealed row and says nothing.
    """

    class Basis(models.TextChoices):
        NEW = "new", _("nobody on record answered to it")
        IDENTITY = "identity", _("equal identity number")
        POST = "post", _("equal name, birth month and post")
        ENTRY = "entry", _("entered for this person")
        CHOSEN = "chosen", _("chosen from the register")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    home_id = models.BigIntegerField(unique=True)
    kind = models.TextField(default="")
    row_id = models.BigIntegerField(null=True)
    name = models.TextField()
    name_key = models.TextField(default="")
    post = models.TextField(default="")
    post_key = models.TextField(default="")
    org_id = models.BigIntegerField(null=True)
    born = DateRangeField(null=True)
    sex = models.TextField(choices=Sex.choices, default="")
    ethnicity = models.TextField(default="")
    native_place = models.TextField(default="")
    managed_by = models.TextField(choices=ManagedBy.choices, default="")
    id_hash = models.BinaryField(null=True)
    cleared = ArrayField(models.TextField(), default=list)
    basis = models.TextField(choices=Basis.choices)
    office_id = models.BigIntegerField(null=True)
    alleged = models.BooleanField(default=False)
    released = models.BooleanField(default=False)
    on = models.DateField(null=True)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        verbose_name = _("mention")
        indexes: ClassVar = [models.Index(fields=["kind", "row_id"], name="people_mention_row")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.basis}"


class Judgement(models.Model):
    """Whether two mentions name one person: by whom or by which rule, why, when. `one` is the lower number.

    An undone judgement is kept. Two mentions are joined when a judgement in force says they are the same and none
    says they are different; for ever, whatever a later matching finds.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("different persons")
        UNSURE = "unsure", _("unsure, for a second opinion")

    one = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    verdict = models.TextField(choices=Verdict.choices)
    rule = models.TextField(default="")
    user_id = models.BigIntegerField(null=True, db_index=True)
    office_id = models.BigIntegerField(null=True)
    reason = models.TextField(default="")
    score = models.FloatField(null=True)
    levels = models.JSONField(default=dict)
    at = models.DateTimeField()
    batch_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)
    undone_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("judgement")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="people_judgement_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.verdict} {self.other_id}"


class Proposal(models.Model):
    """Two mentions that the matching could neither join nor pass over: for somebody to judge."""

    one = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    levels = models.JSONField(default=dict)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = _("proposal")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="people_proposal_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="people_proposal_ordered"),
        ]
        indexes: ClassVar = [models.Index(fields=["-score", "id"], name="people_proposal_score")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id} {self.score:.1f}"


@scoped
class Tenure(SharedRow):
    """任职: a person held a post at an organisation during a time. An open end is a post still held.

    It belongs to the person of its mention.

    `start_precision` and `end_precision` say how exact the ends are (year, month, day; empty for an open end).
    """

    gate = Gate("tenure", Right.READ_REGISTER, reach="office_paths", reach_many=True, task_org="org_id", excludes=False)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tenures")
    mention = models.ForeignKey(Mention, null=True, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tenures")
    post = models.TextField()
    rank = models.SmallIntegerField(choices=Rank.choices, null=True)
    is_chief = models.BooleanField(default=False)
    during = DateRangeField()
    start_precision = models.TextField(default="month", blank=True)
    end_precision = models.TextField(default="month", blank=True)
    version = models.IntegerField(default=1)
    source = models.TextField(default="")
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(SharedRow.Meta):
        verbose_name = _("tenure")
        indexes: ClassVar = [
            *SharedRow.Meta.indexes,
            GistIndex(fields=["org", "during"], name="people_tenure_org_during"),
            # One per order that the ledger offers by a value of its own.
            models.Index(beginning("during"), "id", name="people_tenure_by_start"),
            models.Index(Coalesce("rank", models.Value(99)), "id", name="people_tenure_by_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.post}"

    @property
    def start(self) -> PartialDate | None:
        """The start as exactly as it was written."""
        lower: date | None = self.during.lower
        return None if lower is None else _cut(lower, self.start_precision)

    @property
    def end(self) -> PartialDate | None:
        """The end as exactly as it was written; None while the post is held."""
        upper: date | None = self.during.upper
        return None if upper is None else _cut(upper - timedelta(days=1), self.end_precision)

    @property
    def period(self) -> Period:
        """From start to end."""
        return Period(self.start, self.end)


@scoped
class ResumeLine(ScopedRow):
    """A line of a résumé 简历 that was not read as a tenure, as it was written: study, or a post at no body on record.

    It is held by the office whose file it stands in.
    """

    gate = Gate("resume_line", Right.READ_REGISTER, excludes=False)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="resume_lines")
    mention = models.ForeignKey(Mention, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    text = models.TextField()
    source = models.TextField(default="")
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("line of a résumé")
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["person", "position"], name="people_resume_person"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


def _cut(day: date, precision: str) -> PartialDate:
    """The day as far as it is known."""
    return PartialDate(day.year, day.month if precision != "year" else None, day.day if precision == "day" else None)
