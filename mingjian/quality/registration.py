"""What the room tells the engines below it."""

from django.utils.translation import gettext_lazy as _

from mingjian.audit import verbs
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.ui import rail


def register() -> None:
    """Called once, from AppConfig.ready."""
    verbs.register("quality.list", _("Rows with faults read"), reads=True)
    rail.register(84, _("Data quality"), "quality", "list-checks", needs=_reads_registers)


def _reads_registers(scope: object) -> bool:
    return isinstance(scope, Scope) and bool(scope.paths(Right.READ_REGISTER))
