"""Pages of the engine that serve every ledger: a ledger as a file."""

from django.http import Http404, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.ledgers.exports.taking import TYPES
from mingjian.ledgers.exports.taking import export as export_ledger
from mingjian.ledgers.registry import known
from mingjian.lib.errors import NotAllowed
from mingjian.offices.rights import Right


@needs(Right.EXPORT)
@require_GET
def export(request: ScopedRequest, code: str, form: str) -> StreamingHttpResponse:
    """A ledger as a file, with the page's filters and order."""
    ledger = known(code)
    if form not in TYPES:
        raise Http404
    if not request.scope.has(ledger.right):
        raise NotAllowed(_("Your account does not hold the right to read this ledger."))
    return export_ledger(request, ledger, form)
