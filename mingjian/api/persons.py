"""Questions about persons."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query

from mingjian.accounts.wall import ScopedRequest
from mingjian.api import answers
from mingjian.lib.errors import Invalid
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.people.questions.careers import career_of
from mingjian.people.questions.colleagues import colleagues_of
from mingjian.people.questions.paths import paths_to

router = Router(tags=["persons"])


def _person(request: ScopedRequest, pk: int) -> Person:
    row: Person = get_object_or_404(Person.objects.visible_to(request.scope), pk=pk)
    return row


@router.get("persons/{int:pk}/career", url_name="api-person-career", response=answers.Career)
def career(request: ScopedRequest, pk: int) -> answers.Career:
    """Where a person served."""
    row = _person(request, pk)
    tenures = [answers.tenure(each) for each in career_of(row, request.scope)]
    return answers.Career(person=answers.named(row), tenures=tenures)


@router.get("persons/{int:pk}/colleagues", url_name="api-person-colleagues", response=answers.ServedWithList)
def colleagues(
    request: ScopedRequest,
    pk: int,
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    at: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
) -> answers.ServedWithList:
    """Who served with a person, where, how long, who above whom; fifty from `start` on, of one body with `at`."""
    row = _person(request, pk)
    return answers.colleagues(row, colleagues_of(row, request.scope, start=start, org_id=at))


@router.get("persons/{int:pk}/paths", url_name="api-person-paths", response=answers.Connections)
def paths(
    request: ScopedRequest, pk: int, to: Annotated[int | None, Query(ge=1, lt=2**63)] = None
) -> answers.Connections:
    """How a person is connected to the body `to`: paths over posts that overlap, of at most four steps."""
    row = _person(request, pk)
    if to is None:
        raise Invalid(_("Say to which organisation, by its number."), {"to": _("Missing.")})
    goal: Organisation = get_object_or_404(Organisation.objects.visible_to(request.scope), pk=to)
    return answers.connections(row, goal, paths_to(row, goal, request.scope))
