"""Opening a dossier: who may, as of which day, and the record of it. The page, JSON and the shell all come here."""

from dataclasses import dataclass
from datetime import date

from mingjian.accounts.models import Sight, User
from mingjian.accounts.scopes import build
from mingjian.audit.record import record
from mingjian.dossiers.actions import OPENED, prepare
from mingjian.dossiers.gathering import gather
from mingjian.dossiers.gathering.whole import LOOKBACK
from mingjian.dossiers.value import Dossier
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.rounds.models import Target


@dataclass(frozen=True, slots=True)
class Opened:
    """The dossier, the target it was opened for (None outside a round), and the scope that read it."""

    dossier: Dossier
    org: Organisation
    target: Target | None
    scope: Scope


def find(org_id: int, scope: Scope) -> Organisation | None:
    """The body when this scope may open its dossier: by reach over it or by task on it, and it is not excluded."""
    if org_id in scope.not_orgs:
        return None
    org = Organisation.objects.visible_to(scope).select_related("superior").filter(pk=org_id).first()
    if org is None:
        return None
    by_task = org_id in scope.task_orgs(Right.OPEN_DOSSIERS)
    by_reach = any(scope.may(Right.OPEN_DOSSIERS, path) for path in org.office_paths)
    return org if by_task or by_reach else None


def target_of(org_id: int, scope: Scope, on: date | None) -> Target | None:
    """The target the dossier serves: the reader's own task first, else the latest entry up to `on`."""
    rows = Target.objects.visible_to(scope).filter(org_id=org_id).order_by("-on_site")
    own: Target | None = rows.filter(pk__in=scope.targets(Right.OPEN_DOSSIERS)).first()
    if own is not None:
        return own
    asked: Target | None = rows.filter(on_site__startswith=on).first() if on is not None else None
    return asked


def open_dossier(
    org: Organisation, scope: Scope, *, user: User | None, on: date | None, today: date, lookback: int = LOOKBACK
) -> Opened:
    """Gather and record the opening. A team's first opening also gathers its sights.

    `on` is the day of entry; without it the target's own, else today.
    """
    target = target_of(org.pk, scope, on)
    mine = target is not None and target.pk in scope.targets(Right.OPEN_DOSSIERS)
    if target is not None and mine and user is not None and not Sight.objects.filter(target_id=target.pk).exists():
        prepare(target=target, scope=scope)
        scope = build(user)
    entry = on or (target.on_site.lower if target is not None else today)
    dossier = gather(org, entry, scope, lookback)
    dossier.target_id = target.pk if target is not None else None
    shown = [entry_.id for entry_ in dossier.people]
    record(OPENED, actor=scope.actor, kind="organisation", ids=[org.pk], detail={"persons": len(shown)})
    return Opened(dossier, org, target, scope)
