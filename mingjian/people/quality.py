"""What a person's or a tenure's row must not be like; and bodies without anybody at their head."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.translation import gettext_lazy as _

from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from mingjian.quality.registry import Asking, Rows, Rule, register

# Nobody takes a post before this age, and nobody on record is older.
# A chief post may stand empty so long between two holders before it is asked about.
VACANT = timedelta(days=183)
YOUNGEST, OLDEST = timedelta(days=16 * 365), timedelta(days=110 * 365)


def _without_leader(rows: Rows, asking: Asking) -> Rows:
    chiefs = Tenure.objects.filter(org=OuterRef("pk"), is_chief=True, during__contains=asking.on)
    return rows.filter(~Exists(chiefs), existed__contains=asking.on)


def _without_tenure(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(~Exists(Tenure.objects.filter(person=OuterRef("pk"))))


def _without_birth(rows: Rows, _asking: Asking) -> Rows:
    return rows.filter(born=None)


def _impossible_birth(rows: Rows, asking: Asking) -> Rows:
    early = Tenure.objects.filter(person=OuterRef("pk"), during__startswith__lt=OuterRef("born__endswith"))
    return rows.filter(
        Q(born__startswith__lt=asking.on - OLDEST) | Q(born__endswith__gt=asking.on - YOUNGEST) | Exists(early)
    )


def _namesakes(rows: Rows, asking: Asking) -> Rows:
    """The same name, and births that may be the same day; a birth known to the year only is no evidence."""
    others = asking.seen(Person).filter(name_key=OuterRef("name_key"), born__overlap=OuterRef("born"))
    return _to_the_month(rows).filter(Exists(_to_the_month(others).exclude(pk=OuterRef("pk"))))


def _to_the_month(rows: Rows) -> Rows:
    known = rows.filter(born__isnull=False).annotate(leaves_open=F("born__endswith") - F("born__startswith"))
    found: Rows = known.filter(leaves_open__lte=timedelta(days=31))
    return found


def _overlapping_itself(rows: Rows, asking: Asking) -> Rows:
    others = asking.seen(Tenure).filter(
        person=OuterRef("person"), org=OuterRef("org"), post=OuterRef("post"), during__overlap=OuterRef("during")
    )
    return rows.filter(Exists(others.exclude(pk=OuterRef("pk"))))


def _chief_twice(rows: Rows, asking: Asking) -> Rows:
    """Two persons at the head of one body in the same post for longer than the dates leave open.

    Tenures known to the year meet in the year of the hand-over, those known to the month in its month.
    """
    others = asking.seen(Tenure).filter(
        org=OuterRef("org"), post=OuterRef("post"), is_chief=True, during__overlap=OuterRef("during")
    )
    last = Least(_end(F("during__endswith")), _end(OuterRef("during__endswith")), output_field=DateField())
    first = Greatest(F("during__startswith"), OuterRef("during__startswith"), output_field=DateField())
    others = _exact(others).exclude(person=OuterRef("person")).annotate(shared=last - first)
    return _exact(rows).filter(Exists(others.filter(shared__gt=timedelta(days=31))), is_chief=True)


def _after_vacancy(rows: Rows, asking: Asking) -> Rows:
    """The chief post was held before, and then by nobody for more than half a year until this tenure.

    What the dates leave open is in favour: an end known to the year counts as its last day.
    """
    began = Coalesce(OuterRef("during__startswith"), Value(date.min), output_field=DateField())
    holders = asking.seen(Tenure).filter(org=OuterRef("org"), post=OuterRef("post"), is_chief=True)
    earlier = holders.exclude(pk=OuterRef("pk")).annotate(
        began=Coalesce(F("during__startswith"), Value(date.min), output_field=DateField()),
        apart=began - _end(F("during__endswith")),
    )
    lasted = earlier.filter(began__lt=OuterRef("during__startswith"), apart__lte=VACANT)
    return rows.filter(Exists(earlier.filter(apart__gt=VACANT)), ~Exists(lasted), is_chief=True)


def _exact(rows: Rows) -> Rows:
    return rows.exclude(start_precision="year").exclude(end_precision="year")


def _end(bound: Any) -> Coalesce:
    return Coalesce(bound, Value(date.max), output_field=DateField())


def _outside_body(rows: Rows, _asking: Asking) -> Rows:
    return rows.exclude(org__existed__contains=F("during"))


def _without_rank(rows: Rows, asking: Asking) -> Rows:
    return rows.filter(rank=None, during__contains=asking.on)


def _person(row: Any) -> str:
    return str(row.name)


def _tenure(row: Any) -> str:
    return f"{row.person.name}：{row.org.name}{row.post}（{row.period.zh}）"


def _of_person(code: str, **more: Any) -> Rule:
    return Rule(code=code, model=Person, row_url="person", mend_url="person-revise", title=_person, **more)


def _of_tenure(code: str, **more: Any) -> Rule:
    return Rule(code=code, model=Tenure, row_url="tenure", title=_tenure, related=("person", "org"), **more)


register(
    Rule(
        code="organisation-leader",
        model=Organisation,
        words=_("Organisation without a leader on record"),
        why=_("A dossier cannot say who answered for the body, nor look into the career."),
        gravity=3,
        faulty=_without_leader,
        title=lambda row: f"{row.name}（{row.code}）",
        row_url="organisation",
    ),
    _of_person(
        "person-tenure",
        words=_("Person without any post"),
        why=_("The person is found in no dossier; an accused without a post may be somebody already on record."),
        gravity=2,
        faulty=_without_tenure,
    ),
    _of_person(
        "person-birth",
        words=_("Person without a birth month"),
        why=_("Rows that name the person cannot be joined by evidence."),
        gravity=1,
        faulty=_without_birth,
    ),
    _of_person(
        "person-birth-impossible",
        words=_("Birth that cannot be right"),
        why=_("Younger than sixteen, older than a hundred and ten, or in office before being born."),
        gravity=3,
        faulty=_impossible_birth,
    ),
    _of_person(
        "person-twice",
        words=_("Two persons of one name and birth month"),
        why=_("Perhaps one person on record twice: the career is divided, and what concerns them too."),
        gravity=3,
        faulty=_namesakes,
    ),
    _of_tenure(
        "tenure-overlaps-itself",
        words=_("Tenure that overlaps itself"),
        why=_("The same person in the same post at the same time, twice."),
        gravity=2,
        faulty=_overlapping_itself,
    ),
    _of_tenure(
        "tenure-chief-twice",
        words=_("Two chiefs in one post at a time"),
        why=_("Who answered for the body then is not clear."),
        gravity=3,
        faulty=_chief_twice,
    ),
    _of_tenure(
        "post-vacant",
        words=_("Chief post that stood vacant before this tenure"),
        why=_("Nobody is on record at the head for more than half a year: a holder is missing, or a date is wrong."),
        gravity=2,
        faulty=_after_vacancy,
    ),
    _of_tenure(
        "tenure-outside-body",
        words=_("Tenure outside the time of its body"),
        why=_(
            "The body did not exist for all of that time: a predecessor or a successor is meant, or a date is wrong."
        ),
        gravity=3,
        faulty=_outside_body,
    ),
    _of_tenure(
        "tenure-rank",
        words=_("Present post without a rank"),
        why=_("Who manages the cadre, and who approves a step, cannot be told."),
        gravity=1,
        faulty=_without_rank,
    ),
)
