"""The ledger of offices, of those within the reach of whoever reads the register."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.registry import Ledger
from mingjian.offices.models import Level, Line, Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import RegisteredOffice


def _name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Office.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _numbers(ids: Sequence[int]) -> Mapping[int, str]:
    """Numbers as they are written into forms: no figure to group."""
    return {pk: str(pk) for pk in ids}


OFFICES = Ledger(
    code="offices",
    words=_("Ledger of offices"),
    kind="office",
    model=RegisteredOffice,
    columns=(
        Column(key="name", words=_("Office"), value="name", filtered="name", ready=True, width=34),
        Column(key="number", words=_("Office number"), gather=_numbers, width=10),
        Column(
            key="line",
            words=_("Line of authority"),
            type=Type.CHOICE,
            value="line",
            choices=dict(Line.choices),
            filtered="line",
            ready=True,
            width=12,
        ),
        Column(
            key="level",
            words=_("Level"),
            type=Type.CHOICE,
            value="level",
            choices=dict(Level.choices),
            filtered="level",
            ready=True,
            width=8,
        ),
        Column(key="division", words=_("Division"), value="division__name", width=16),
        Column(key="parent", words=_("Superior office"), value="parent__name", width=34),
        Column(key="existed", words=_("Existence"), type=Type.PERIOD, value="existed", shown=False, width=22),
    ),
    sorts=(
        Sort(key="level", field="level"),
        Sort(key="name", field="name"),
        Sort(key="number", field="id"),
    ),
    default_sort="level",
    row_url="office",
    list_url="office-ledger",
    right=Right.READ_REGISTER,
    id_filters=(IdFilter(key="under", field="parent_id", words=_("Superior office"), name_of=_name),),
    searched=False,
    read_words=_("Ledger of offices read"),
    export_words=_("Offices exported"),
)
