"""Words of the pools 组长库、人才库: which pool, what somebody knows, why they stay out, how they stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.flow.states import State, StateTable, Transition
from mingjian.offices.rights import Right


class Pool(models.TextChoices):
    """Which pool."""

    LEADER = "leader", _("team leaders' pool")
    TALENT = "talent", _("talent pool")


class Speciality(models.TextChoices):
    """What somebody knows 熟悉领域, as the pools tag it."""

    DISCIPLINE = "discipline", _("discipline inspection")
    ORGANISATION = "organisation", _("organisation work")
    AUDIT = "audit", _("audit")
    FINANCE = "finance", _("finance and accounts")
    PUBLICITY = "publicity", _("publicity")
    LAW = "law", _("law and politics")
    PETITIONS = "petitions", _("petitions")
    PROJECTS = "projects", _("construction projects")
    EDUCATION = "education", _("education and health")
    ENTERPRISES = "enterprises", _("state-owned enterprises")
    INFORMATION = "information", _("information technology")
    INSPECTION = "inspection", _("inspection work")


class Ground(models.TextChoices):
    """Why somebody stays out of a body 回避: 任职、地域、公务, and an interest otherwise."""

    POST = "post", _("held a post there")
    PLACE = "place", _("comes from the place")
    BUSINESS = "business", _("official business with it")
    KINSHIP = "kinship", _("a relative serves there")
    OTHER = "other", _("another interest")


_EDIT = Right.EDIT_REGISTER
_HERE = frozenset({"available", "engaged", "unavailable"})
_READY = frozenset({"available", "engaged"})

POOL = StateTable(
    "pool_member",
    [
        State("available", _("available"), "done"),
        State("engaged", _("on a task"), "due"),
        State("unavailable", _("not available for now")),
        State("left", _("left the pool"), closed=True),
    ],
    [
        Transition("engage", _("Call in"), frozenset({"available"}), "engaged", _EDIT),
        Transition("release", _("Release from the task"), frozenset({"engaged"}), "available", _EDIT),
        Transition("suspend", _("Set not available"), _READY, "unavailable", _EDIT, asks_reason=True),
        Transition("resume", _("Set available"), frozenset({"unavailable"}), "available", _EDIT),
        Transition("leave", _("Take out of the pool"), _HERE, "left", _EDIT, asks_reason=True),
        Transition("readmit", _("Take back into the pool"), frozenset({"left"}), "available", _EDIT, asks_reason=True),
    ],
)
