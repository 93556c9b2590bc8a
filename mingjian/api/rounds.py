"""Questions about rounds."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query

from mingjian.accounts.wall import ScopedRequest
from mingjian.api import answers
from mingjian.findings.classes import FindingClass
from mingjian.findings.leaders_where import leaders_where
from mingjian.lib.errors import Invalid
from mingjian.rounds.models import Round

router = Router(tags=["rounds"])


@router.get("rounds/{int:pk}/leaders-where", url_name="api-round-leaders-where", response=answers.LeadersWhere)
def leaders_who_served_where(
    request: ScopedRequest,
    pk: int,
    finding_class: Annotated[FindingClass | None, Query(alias="class")] = None,
    everybody: Annotated[bool, Query(alias="all")] = False,
) -> answers.LeadersWhere:
    """Which leaders of bodies in a round served where findings of a class were made in their time."""
    row: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    if finding_class is None:
        raise Invalid(_("Say which class of findings."), {"class": _("Missing.")})
    found = leaders_where(row, finding_class, request.scope, everybody=everybody)
    return answers.leaders_where(answers.Named(id=row.pk, name=row.name), finding_class, found)
