"""The ledger of persons: columns, orders and filters of its list and its export."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, Sort, Type
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.people.identity import partial
from mingjian.people.models import ManagedBy, Person, Sex


def _births_of(ids: Sequence[int]) -> Mapping[int, str]:
    """Births as exactly as they are known: 1970, 1970-05, 1970-05-12."""
    rows = Person.objects.filter(pk__in=ids, born__isnull=False).values_list("pk", "born")
    return {pk: str(partial(born.lower, born.upper) or "") for pk, born in rows if born}


PERSONS = Ledger(
    code="persons",
    words=_("Persons"),
    kind="person",
    model=Person,
    columns=(
        Column(key="name", words=_("Name"), value="name", width=14),
        Column(
            key="sex", words=_("Sex"), type=Type.CHOICE, value="sex", choices=dict(Sex.choices), filtered="sex", width=8
        ),
        Column(key="born", words=_("Born"), gather=_births_of, width=12),
        Column(key="ethnicity", words=_("Ethnicity"), value="ethnicity", width=10),
        Column(key="native_place", words=_("Native place"), value="native_place", width=18),
        Column(
            key="managed_by",
            words=_("Managed by"),
            type=Type.CHOICE,
            value="managed_by",
            choices=dict(ManagedBy.choices),
            filtered="managed_by",
            width=16,
        ),
    ),
    sorts=(Sort(key="name", field="sort_key"),),
    default_sort="name",
    row_url="person",
    list_url="person-list",
    right=Right.READ_REGISTER,
    read_words=_("List of persons read"),
    export_words=_("Persons exported"),
)
