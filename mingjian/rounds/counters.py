"""轮次成果统计: the figures kept for each inspected organisation (domain notes A and F5)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTERS: dict[str, Promise] = {
    "party_members": _("Party members"),
    "talks": _("Talks held"),
    "questionnaires": _("Questionnaires"),
    "special_reports_heard": _("Special reports heard"),
    "forums": _("Forums held"),
    "meetings_attended": _("Meetings attended"),
    "letters_visits_calls": _("Letters, visits and calls"),
    "files_read": _("Files read"),
    "declarations_checked": _("Personal declarations checked"),
    "working_papers": _("Working papers"),
    "leads": _("Leads"),
    "findings": _("Findings"),
    "immediate_fixes": _("Immediate fixes"),
    "suggestions_to_departments": _("Suggestions to departments"),
}
