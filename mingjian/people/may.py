"""Who may change the register: rows shared by several offices, and writes that belong to no office yet."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from mingjian.lib.errors import NotAllowed
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


def may_any(paths: Iterable[str], scope: Scope) -> bool:
    """Whether EDIT_REGISTER is held over at least one of the offices that hold a shared row."""
    return any(scope.may(Right.EDIT_REGISTER, str(path)) for path in paths)


def require_any(paths: Iterable[str], scope: Scope) -> None:
    """Raise NotAllowed unless `may_any`."""
    if not may_any(paths, scope):
        raise _refused()


def require_some(scope: Scope, *rights: Right) -> None:
    """Raise NotAllowed unless one of `rights` is held anywhere."""
    if not any(scope.has(right) for right in rights):
        raise _refused()


def _refused() -> NotAllowed:
    return NotAllowed(_("Your account does not hold this right here. Your office's administrator can grant it."))


def holds(right: Right) -> Callable[[object], bool]:
    """Whether a scope holds `right` anywhere, as the rail asks for its entries."""
    return lambda scope: isinstance(scope, Scope) and scope.has(right)
