"""How findings are classed: 四个落实 with their children, the six disciplines, severity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingClass(models.TextChoices):
    """四个落实, current wording, and 统筹发展和安全 which feedback has listed beside them since 2025."""

    POLICY = "policy", _("carrying out the Party's theory, policies and major decisions")
    GOVERNANCE = "governance", _("carrying out strict governance of the Party")
    ORGANISATION = "organisation", _("carrying out the Party's organisational line")
    RECTIFICATION = "rectification", _("carrying out rectification after inspection and audit")
    SECURITY = "security", _("coordinating development and security")


class Subclass(models.TextChoices):
    """The children of the four, by the parent's first letters."""

    STUDY = "policy.study", _("study of theory and major decisions")
    DUTIES = "policy.duties", _("duties of office")
    IDEOLOGY = "policy.ideology", _("responsibility for ideological work")
    RISKS = "policy.risks", _("preventing major risks")
    PRIMARY = "governance.primary", _("primary responsibility")
    SUPERVISORY = "governance.supervisory", _("supervisory responsibility")
    EIGHT_RULES = "governance.eight_rules", _("eight-point rules and the four malpractices")
    INTEGRITY = "governance.integrity", _("integrity risks in key fields")
    GRASSROOTS = "governance.grassroots", _("corruption at people's doorstep")
    LEADERSHIP = "organisation.leadership", _("leadership and democratic centralism")
    SELECTION = "organisation.selection", _("selection and appointment")
    BRANCHES = "organisation.branches", _("grassroots Party building")
    TALENT = "organisation.talent", _("cadres' initiative and talent")
    LAST_ROUND = "rectification.last_round", _("rectification of the last inspection")
    AUDIT = "rectification.audit", _("rectification of audits")
    EDUCATION = "rectification.education", _("rectification of thematic education")
    SAFETY = "security.safety", _("safety and stability")


class Discipline(models.TextChoices):
    """六项纪律."""

    POLITICAL = "political", _("political discipline")
    ORGANISATIONAL = "organisational", _("organisational discipline")
    INTEGRITY = "integrity", _("integrity discipline")
    MASS = "mass", _("mass discipline")
    WORK = "work", _("work discipline")
    LIFE = "life", _("life discipline")


class Severity(models.IntegerChoices):
    """重大/较大/一般."""

    MAJOR = 3, _("major")
    CONSIDERABLE = 2, _("considerable")
    ORDINARY = 1, _("ordinary")


class ReviewResult(models.TextChoices):
    """What a later look found of a rectification."""

    HOLDS = "holds", _("rectification holds")
    PARTLY = "partly", _("rectified in part")
    NOT_DONE = "not_done", _("not rectified")
    RECURRED = "recurred", _("the problem has come back")
