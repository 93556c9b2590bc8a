"""A target's way from planned to archived, along the state table."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.flow.move import move
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Target
from mingjian.rounds.search import target_documents
from mingjian.rounds.states import TARGET
from mingjian.search import index


def _move(target: Target, verb: str, scope: Scope, reason: str) -> Target:
    scope.require(TARGET.transitions[verb].right, str(target.office_path))
    move(target, verb, actor=scope.actor, reason=reason)
    index.replace(target_documents([target.pk]))
    publish("target", [target.pk])
    return target


@action("target.announce", gettext_lazy("Inspection announced"))
def announce(*, target: Target, scope: Scope, reason: str = "") -> Target:
    """The organisation is notified 通知."""
    return _move(target, "announce", scope, reason)


@action("target.enter", gettext_lazy("Team entered"))
def enter(*, target: Target, scope: Scope, reason: str = "") -> Target:
    """The team goes on site 进驻."""
    return _move(target, "enter", scope, reason)


@action("target.report", gettext_lazy("Reported to the leading group"))
def report(*, target: Target, scope: Scope, reason: str = "") -> Target:
    """The report goes to the leading group 汇报."""
    return _move(target, "report", scope, reason)


@action("target.feed_back", gettext_lazy("Feedback given"))
def feed_back(*, target: Target, scope: Scope, reason: str = "", on: date | None = None) -> Target:
    """The findings are told to the organisation 反馈, on a day (today unless told)."""
    day = on or scope.on
    if target.on_site.lower and day < target.on_site.lower:
        raise Invalid(_("Feedback cannot be given before the team entered."), {"on": _("Choose a later day.")})
    _move(target, "feed_back", scope, reason)
    Target.objects.filter(pk=target.pk).update(feedback_on=day)
    target.feedback_on = day
    return target


@action("target.begin_rectification", gettext_lazy("Rectification begun"))
def begin_rectification(*, target: Target, scope: Scope, reason: str = "") -> Target:
    """The organisation rectifies 整改."""
    return _move(target, "begin_rectification", scope, reason)


@action("target.assess", gettext_lazy("Rectification assessed"))
def assess(*, target: Target, scope: Scope, reason: str = "") -> Target:
    """The rectification is assessed 评估."""
    return _move(target, "assess", scope, reason)


@action("target.archive", gettext_lazy("Archived"))
def archive(*, target: Target, scope: Scope, reason: str = "") -> Target:
    """The papers are archived 归档."""
    return _move(target, "archive", scope, reason)


# verb of the state table → its action, for the target's page
MOVES: dict[str, Callable[..., Target]] = {
    "announce": announce,
    "enter": enter,
    "report": report,
    "feed_back": feed_back,
    "begin_rectification": begin_rectification,
    "assess": assess,
    "archive": archive,
}
