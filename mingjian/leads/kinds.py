"""Dictionaries of leads and outcomes (domain notes C, D, F6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """线索来源."""

    REPORT = "report", _("public report")
    SUPERIOR = "superior", _("assigned by a superior")
    JUSTICE = "justice", _("handed over by police, procuratorate or court")
    SUPERVISION = "supervision", _("found in supervision")
    INVESTIGATION = "investigation", _("found in an investigation")
    AUDIT = "audit", _("found by audit")
    INSPECTION = "inspection", _("found by inspection")
    ENFORCEMENT = "enforcement", _("handed over by an enforcement body")
    OTHER = "other", _("other")


class Disposal(models.TextChoices):
    """四类处置方式."""

    INQUIRY = "inquiry", _("talk or written inquiry")
    PRELIMINARY_CHECK = "preliminary_check", _("preliminary verification")
    HOLD = "hold", _("held for later check")
    CLOSE = "close", _("closed")


class Grade(models.TextChoices):
    """线索分类 of what an inspection hands over: how closely to look."""

    CLOSE = "close", _("look into further")
    WATCH = "watch", _("watch")
    REFERENCE = "reference", _("for reference")


class Closing(models.TextChoices):
    """了结: without looking into it (vague, unnamed, absurd, settled before), or after a check that found nothing."""

    DIRECT = "direct", _("closed directly")
    CHECKED = "checked", _("closed after a check found nothing")


class OutcomeKind(models.TextChoices):
    """What a concluded matter led to."""

    ACCOUNTABILITY = "accountability", _("accountability")
    PARTY_SANCTION = "party_sanction", _("Party discipline sanction")
    ADMIN_SANCTION = "admin_sanction", _("administrative sanction")
    ORG_MEASURE = "org_measure", _("organisational measure")
    JUDICIAL_REFERRAL = "judicial_referral", _("referral to judicial organs")
    RECOVERED = "recovered", _("recovered amount")
    CLARIFICATION = "clarification", _("clarification")


class Form(models.IntegerChoices):
    """四种形态, which also grade persons of concern: only concluded outcomes count."""

    FIRST = 1, _("first form")
    SECOND = 2, _("second form")
    THIRD = 3, _("third form")
    FOURTH = 4, _("fourth form")
