"""The ledger of organisations: columns, orders and filters of its list and its export."""

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.registry import Ledger
from mingjian.offices.models import Level
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation


def _name(row_id: int, scope: Scope) -> str | None:
    row: Organisation | None = Organisation.objects.visible_to(scope).filter(pk=row_id).only("name").first()
    return row.name if row else None


ORGANISATIONS = Ledger(
    code="organisations",
    words=_("Organisations"),
    kind="organisation",
    model=Organisation,
    columns=(
        Column(key="name", words=_("Official name"), value="name", width=36),
        Column(key="code", words=_("Code"), value="code", width=18),
        Column(
            key="kind",
            words=_("Kind"),
            type=Type.CHOICE,
            value="kind",
            choices=dict(Kind.choices),
            filtered="kind",
            width=16,
        ),
        Column(
            key="level",
            words=_("Level"),
            type=Type.CHOICE,
            value="level",
            choices=dict(Level.choices),
            filtered="level",
            width=10,
        ),
        Column(key="division", words=_("Division"), value="division__name", width=18),
        Column(key="superior", words=_("Superior"), value="superior__name", shown=False, width=28),
        Column(key="seat", words=_("Seat"), value="seat", shown=False, width=24),
        Column(key="existed", words=_("Existence"), type=Type.PERIOD, value="existed", width=22),
    ),
    sorts=(
        Sort(key="name", field="sort_key"),
        Sort(key="code", field="code"),
        Sort(key="level", field="level"),
        Sort(key="kind", field="kind"),
    ),
    default_sort="name",
    row_url="organisation",
    list_url="organisation-list",
    right=Right.READ_REGISTER,
    id_filters=(IdFilter(key="superior", field="superior_id", words=_("Superior"), name_of=_name),),
    read_words=_("Read the list of organisations"),
    export_words=_("Exported organisations"),
)
