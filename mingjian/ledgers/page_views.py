"""Small pages that serve a ledger's own page: names offered while somebody types."""

from django.http import Http404, HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.ledgers.columns import IdFilter
from mingjian.ledgers.filters import LONGEST
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.lib.errors import NotAllowed

PICK = verbs.register("ledger.pick", gettext_lazy("Names offered in a filter"), reads=True)


@signed_in
@require_safe
def pick(request: ScopedRequest, code: str, key: str) -> HttpResponse:
    """The names that what is typed may mean, as options of the filter's list. Recorded with the ids shown."""
    ledger = LEDGERS.get(code)
    each = None if ledger is None else _filter(ledger, key)
    if ledger is None or each is None or each.find is None:
        raise Http404
    if not request.scope.has(ledger.right):
        raise NotAllowed(_("Your account does not hold the right to read this ledger."))
    text = request.GET.get(key, "").strip()[:LONGEST]
    found = each.find(text, request.scope) if text else []
    if found:
        ids = [row_id for row_id, _name in found]
        record(PICK, actor=request.scope.actor, kind=each.key, ids=ids, detail={"ledger": ledger.code}, words=text)
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((name,) for _id, name in found)))


def _filter(ledger: Ledger, key: str) -> IdFilter | None:
    return next((each for each in ledger.id_filters if each.key == key), None)
