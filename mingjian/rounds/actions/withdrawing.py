"""Taking back, with a reason, what was recorded by mistake and on which nothing stands yet."""

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import WrongState
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Round, Target, Team
from mingjian.rounds.removing import remove_targets
from mingjian.rounds.saving import require_reason
from mingjian.search import index


@action("target.withdraw_one", gettext_lazy("Inspected organisation withdrawn"))
def withdraw_target(*, target: Target, reason: str, scope: Scope) -> None:
    """A body is not entered after all: only before the team has entered it. Takes PLAN_ROUNDS and a reason."""
    scope.require(Right.PLAN_ROUNDS, str(target.office_path))
    require_reason(reason)
    if target.state not in ("planned", "notified"):
        raise WrongState(_("The team has entered this organisation; the inspection stays on record."))
    pk, path = target.pk, str(target.office_path)
    remove_targets([pk], scope)
    record("target.withdraw_one", actor=scope.actor, kind="target", ids=[pk], office_path=path, words=reason)


@action("team.withdraw", gettext_lazy("Team withdrawn"))
def withdraw_team(*, team: Team, reason: str, scope: Scope) -> None:
    """A team without targets and without members is dissolved. Takes PLAN_ROUNDS and a reason."""
    scope.require(Right.PLAN_ROUNDS, str(team.office_path))
    require_reason(reason)
    if team.members.exists():
        raise WrongState(_("Release the members of the team first."))
    pk = team.pk
    try:
        team.delete()
    except ProtectedError as error:
        raise WrongState(_("The team has organisations to enter; move those to another team first.")) from error
    publish("team", [pk])
    record("team.withdraw", actor=scope.actor, kind="team", ids=[pk], words=reason)


@action("round.withdraw", gettext_lazy("Round withdrawn"))
def withdraw_round(*, round_: Round, reason: str, scope: Scope) -> None:
    """A round without teams is taken back. Takes PLAN_ROUNDS and a reason."""
    scope.require(Right.PLAN_ROUNDS, str(round_.office_path))
    require_reason(reason)
    pk = round_.pk
    try:
        round_.delete()
    except ProtectedError as error:
        raise WrongState(_("The round has teams; withdraw those first.")) from error
    index.remove("round", [pk])
    publish("round", [pk])
    record("round.withdraw", actor=scope.actor, kind="round", ids=[pk], words=reason)
