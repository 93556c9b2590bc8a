"""Forms by which rounds are planned: terms, rounds, teams, the bodies they enter, their figures."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.offices.scope import Scope
from mingjian.orgs.picking import BodyField, PickForm
from mingjian.rounds.counters import COUNTERS
from mingjian.rounds.models import Round, RoundKind, Target, Term
from mingjian.rounds.querysets import offices_to_plan_for, teams_of, terms_of

DAY = _("For example 2018-04-27.")


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, help_text=DAY, widget=forms.DateInput(attrs={"type": "date"}), **options)


def _last(stored: Any) -> date | None:
    """The last day of a stored range; none where it is open."""
    return None if stored.upper is None else stored.upper - timedelta(days=1)


class VersionForm(forms.Form):
    """The version a row was read at travels along; none for a new row."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TermForm(VersionForm):
    """A committee's term 届次."""

    office = forms.TypedChoiceField(label=_("Office"), coerce=int)
    number = forms.IntegerField(label=_("Number of the term"), min_value=1, max_value=99)
    name = forms.CharField(label=_("Name of the term"), max_length=120)
    start = _day(_("First day"))
    end = _day(_("Last day"))

    def __init__(self, *args: Any, scope: Scope, term: Term | None = None, **options: Any) -> None:
        if term is not None:
            options["initial"] = self.stored(term)
        super().__init__(*args, **options)
        if term is not None:
            del self.fields["office"]
        else:
            self.fields["office"].choices = offices_to_plan_for(scope)  # type: ignore[attr-defined]  # a choice field

    @staticmethod
    def stored(term: Term) -> dict[str, Any]:
        """The stored values as the form shows them."""
        days = {"start": term.during.lower, "end": _last(term.during)}
        return {"number": term.number, "name": term.name, "version": term.version, **days}


class RoundForm(VersionForm):
    """A round 轮次 of a term."""

    term_id = forms.TypedChoiceField(label=_("Term"), coerce=int)
    year = forms.IntegerField(label=_("Year"), min_value=1980, max_value=2200)
    number = forms.IntegerField(label=_("Number of the round"), min_value=1, max_value=99)
    name = forms.CharField(label=_("Name of the round"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=RoundKind.choices)
    start = _day(_("First day"))
    end = _day(_("Last day"))

    def __init__(self, *args: Any, terms: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["term_id"].choices = terms  # type: ignore[attr-defined]  # a choice field

    @staticmethod
    def terms(scope: Scope, right: Any, office_id: int | None = None) -> list[tuple[int, str]]:
        """The terms to choose from, the latest first; of one office when its round is changed."""
        rows = terms_of(scope, right).select_related("office").order_by("-during", "office__path")
        rows = rows.filter(office=office_id) if office_id else rows
        return [(each.pk, f"{each.name} · {each.office.name}") for each in rows[:400]]

    @staticmethod
    def stored(round_: Round) -> dict[str, Any]:
        """The stored values as the form shows them."""
        kept = {name: getattr(round_, name) for name in ("term_id", "year", "number", "name", "kind", "version")}
        return kept | {"start": round_.during.lower, "end": _last(round_.during)}


class TeamForm(VersionForm):
    """A team 组 of a round."""

    name = forms.CharField(label=_("Name of the team"), max_length=120)


class StayForm(VersionForm):
    """When a body is entered and which time is looked at."""

    team_id = forms.TypedChoiceField(label=_("Team"), coerce=int)
    on_site_start = _day(_("On site from"))
    on_site_end = _day(_("On site until"))
    inspected_start = _day(_("Time inspected from"))
    inspected_end = _day(_("Time inspected until"))

    def choose_team(self, round_: Round) -> None:
        """Offer the round's teams."""
        self.fields["team_id"].choices = teams_of(round_)  # type: ignore[attr-defined]  # a choice field


class TargetForm(PickForm, StayForm):
    """A body to be entered by a team of the round."""

    org = BodyField(label=_("Organisation to enter"))
    field_order = ("org", "team_id", "on_site_start", "on_site_end", "inspected_start", "inspected_end")

    def __init__(self, *args: Any, round_: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_team(round_)


class TargetRevisionForm(StayForm):
    """Another team, other days, the figures of the work done; a reason once the team has entered."""

    feedback_on = _day(_("Feedback on"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the days on site of an inspection that has begun are changed."),
    )

    def __init__(self, data: Any = None, *, target: Target) -> None:
        super().__init__(data, initial=self.stored(target))
        for code, counted in COUNTERS.items():
            words: Any = counted
            self.fields[f"counts_{code}"] = forms.IntegerField(
                label=words, required=False, min_value=0, max_value=10_000_000
            )
        self.order_fields([name for name in self.fields if name != "reason"])
        self.choose_team(target.team.round)

    @staticmethod
    def stored(target: Target) -> dict[str, Any]:
        """The stored values as the form shows them."""
        days = {
            "on_site_start": target.on_site.lower,
            "on_site_end": _last(target.on_site),
            "inspected_start": target.inspected.lower,
            "inspected_end": _last(target.inspected),
        }
        figures = {f"counts_{code}": target.counts.get(code) for code in COUNTERS}
        return (
            days | figures | {"team_id": target.team_id, "feedback_on": target.feedback_on, "version": target.version}
        )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        counts = {code: cleaned[f"counts_{code}"] for code in COUNTERS if cleaned[f"counts_{code}"] is not None}
        names = ("team_id", "on_site_start", "on_site_end", "inspected_start", "inspected_end", "feedback_on")
        return {name: cleaned[name] for name in names} | {"counts": counts}
