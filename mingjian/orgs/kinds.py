"""Kinds of organisations, as the field names them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kinds of inspected bodies 单位类型."""

    PARTY_COMMITTEE = "party_committee", _("Party committee")
    PARTY_DEPARTMENT = "party_department", _("Party department")
    DISCIPLINE_COMMISSION = "discipline_commission", _("Discipline commission")
    CONGRESS = "congress", _("People's congress")
    GOVERNMENT = "government", _("Government")
    GOVERNMENT_DEPARTMENT = "government_department", _("Government department")
    CONFERENCE = "conference", _("Political consultative conference")
    COURT = "court", _("Court")
    PROCURATORATE = "procuratorate", _("Procuratorate")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    INSTITUTION = "institution", _("Public institution")
    UNIVERSITY = "university", _("University")
    SCHOOL = "school", _("School")
    HOSPITAL = "hospital", _("Public hospital")
    ENTERPRISE = "enterprise", _("State-owned enterprise")
    FINANCE = "finance", _("Financial institution")
    TOWNSHIP = "township", _("Township or street")
    VILLAGE = "village", _("Village or community")
    DEVELOPMENT_ZONE = "development_zone", _("Development zone")


class NameKind(models.TextChoices):
    """What a name of an organisation is."""

    OFFICIAL = "official", _("official name")
    SHORT = "short", _("short name")
    ALIAS = "alias", _("other name")


class SuccessionKind(models.TextChoices):
    """How one body follows another, or changes."""

    RENAME = "rename", _("renamed")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    MOVE = "move", _("moved under another superior")


class Precision(models.TextChoices):
    """How exactly the end of a time is known."""

    YEAR = "year", _("year")
    MONTH = "month", _("month")
    DAY = "day", _("day")
