"""The list of persons, a person's page, and the forms."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.flow.deeds import deeds_html
from mingjian.ledgers.page import ledger_page
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.people.actions import revise_person
from mingjian.people.career import career_lane, career_rows
from mingjian.people.forms import PersonForm
from mingjian.people.identity import partial
from mingjian.people.labels import LABELS, show
from mingjian.people.ledger import PERSONS
from mingjian.people.may import may_any, require_any
from mingjian.people.mention_rows import mention_rows
from mingjian.people.models import Person, Tenure
from mingjian.people.namesakes import possible_namesakes
from mingjian.people.querysets import person_now
from mingjian.people.question_views import person_tabs
from mingjian.people.resumes_known import resume_lines
from mingjian.people.sections import Part, Section, sections_of
from mingjian.people.seen import as_seen
from mingjian.ui.components import Action, Fact
from mingjian.ui.timeaxis import Lane


@needs(Right.READ_REGISTER)
def person_list(request: ScopedRequest) -> HttpResponse:
    """Persons in scope by pinyin, page by page; the read is recorded with the ids shown."""
    more = [Action(_("Tenures"), reverse("tenure-list"), "briefcase")]
    if request.scope.has(Right.EDIT_REGISTER):
        more.append(Action(_("Who is who: to be judged"), reverse("person-review"), "scale"))
        more.append(Action(_("Record a person"), reverse("person-record"), "plus", "primary"))
    return ledger_page(request, PERSONS, more)


def born_words(person: Person) -> str:
    """The birth as exactly as it is known: 1970-05; empty when it is not."""
    born = partial(person.born.lower, person.born.upper) if person.born else None
    return str(born or "")


@needs(Right.READ_REGISTER)
def person(request: ScopedRequest, pk: int) -> HttpResponse:
    """One person: key facts, career in scope, what concerns them, possible namesakes. The read is recorded."""
    found = _found(request, pk)
    if found.pk != pk:
        return redirect("person", found.pk)
    record("person.read", actor=request.scope.actor, kind="person", ids=[pk])
    tenures = list(
        Tenure.objects.visible_to(request.scope).filter(person=found).select_related("org").order_by("during", "pk")
    )
    may_edit = may_any(found.office_paths, request.scope)
    sections = sections_of(request, found)
    context: dict[str, Any] = {
        "title": found.name,
        "kicker": _("Persons"),
        "kicker_url": reverse("person-list"),
        "actions": _actions(pk) if may_edit else [],
        "facts": _facts(found),
        "mentions": mention_rows(found, request.scope, may_edit=may_edit),
        "tabs": person_tabs(pk, "person"),
        "person": found,
        "lanes": _line(tenures, sections),
        "tenures": career_rows(tenures),
        "sections": [(section, part.html) for section, part in sections],
        "lines": resume_lines(found, request.scope),
        "may_edit": may_edit,
        "history": deeds_html("person", pk, LABELS, show),
        "namesakes": possible_namesakes([pk], request.scope).get(pk, []),
    }
    return render(request, "people/person.html", context)


def _found(request: ScopedRequest, pk: int) -> Person:
    """The person as the reader's mentions show them; for a number that was joined, the person it is now."""
    rows = Person.objects.visible_to(request.scope)
    found: Person | None = rows.filter(pk=pk).first()
    if found is None:
        found = get_object_or_404(rows, pk=person_now(pk))
    [seen] = as_seen([found], request.scope)
    return seen


def _line(tenures: Sequence[Tenure], sections: Sequence[tuple[Section, Part]]) -> list[Lane]:
    """The posts, and under them what upper rooms know of these bodies in their time."""
    lanes = [career_lane(tenures)] if tenures else []
    return [*lanes, *(lane for _section, part in sections for lane in part.lanes)]


def _actions(pk: int) -> list[Action]:
    return [
        Action(_("Record a tenure"), reverse("tenure-record", args=[pk]), "plus", "primary"),
        Action(_("Revise"), reverse("person-revise", args=[pk]), "pencil"),
    ]


def _facts(person: Person) -> list[Fact]:
    facts = [
        Fact(_("Sex"), person.get_sex_display()),
        Fact(_("Born"), born_words(person)),
        Fact(_("Ethnicity"), person.ethnicity),
        Fact(_("Native place"), person.native_place),
        Fact(_("Managed by"), person.get_managed_by_display()),
        Fact(_("Identity number"), _("on record, as a keyed hash") if person.id_hash else _("not on record")),
    ]
    return [fact for fact in facts if fact.value]


@needs(Right.EDIT_REGISTER)
def person_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """The form of a person's own values. Whoever saves second is shown both and loses nothing.
    Showing it is a read."""
    found = _found(request, pk)
    pk = found.pk
    require_any(found.office_paths, request.scope)
    if request.method == "GET":
        record("person.read", actor=request.scope.actor, kind="person", ids=[pk])
    form = PersonForm(request.POST or None, initial=PersonForm.initial_of(found))
    status = 200
    if request.method == "POST" and form.is_valid():
        # What the reader's mentions do not show stays as it is: only what was altered is revised.
        values = {key: value for key, value in form.values().items() if key in form.changed_data}
        version = form.cleaned_data["version"]
        try:
            revise_person(person=found, values=values, version=version, scope=request.scope)
        except Invalid as refused:
            form.add_error(None, refused.message)
            status = 422
        except Stale as stale:
            found = _found(request, pk)
            record("person.read", actor=request.scope.actor, kind="person", ids=[pk])
            form = PersonForm.against(found, request.POST, stale)
            status = 409
        else:
            return redirect("person", pk)
    context = {
        "title": _("Revise %(name)s") % {"name": found.name},
        "kicker": found.name,
        "kicker_url": reverse("person", args=[pk]),
        "form": form,
        "submit_label": _("Save"),
        "cancel_url": reverse("person", args=[pk]),
    }
    return render(request, "ui/shell_form.html", context, status=status)
