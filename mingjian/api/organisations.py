"""Questions about bodies and their posts."""

from datetime import date
from typing import Annotated

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.params.functions import Query

from mingjian.accounts.wall import ScopedRequest
from mingjian.api import answers
from mingjian.orgs.models import Organisation
from mingjian.people.questions.holders import post_at, posts_of
from mingjian.people.questions.leaders_on import leaders_on

router = Router(tags=["organisations"])


def _organisation(request: ScopedRequest, pk: int) -> Organisation:
    row: Organisation = get_object_or_404(Organisation.objects.visible_to(request.scope), pk=pk)
    return row


@router.get("organisations/{int:pk}/leaders", url_name="api-organisation-leaders", response=answers.Leaders)
def leaders(request: ScopedRequest, pk: int, on: Annotated[date | None, Query(alias="date")] = None) -> answers.Leaders:
    """Who led a body on a day, today unless told, and who else held a post there."""
    row = _organisation(request, pk)
    return answers.leaders(row, leaders_on(row, on or request.scope.on, request.scope))


@router.get("organisations/{int:pk}/posts", url_name="api-organisation-posts", response=answers.PostsOfBody)
def posts(request: ScopedRequest, pk: int) -> answers.PostsOfBody:
    """The posts of a body on record."""
    row = _organisation(request, pk)
    found = [
        answers.PostListed(key=key, title=title, chief=chief, tenures=count)
        for key, title, chief, count in posts_of(row, request.scope)
    ]
    return answers.PostsOfBody(organisation=answers.named(row), posts=found)


@router.get("posts/{int:pk}/{str:key}", url_name="api-post", response=answers.PostOfBody)
def post(request: ScopedRequest, pk: int, key: str) -> answers.PostOfBody:
    """A post of the body `pk` by its key: who held it before and after whom, vacancies and overlaps."""
    row = _organisation(request, pk)
    found = post_at(row, key, request.scope)
    if found is None:
        raise Http404
    return answers.post(row, found)
