"""Long steps of a batch in the worker's process."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from mingjian.accounts.models import User
from mingjian.accounts.scopes import again
from mingjian.ledgers.progress import wait_in_line
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.lib.errors import Refusal
from mingjian.offices.scope import Scope

log = logging.getLogger("mingjian.ledgers")

STEPS: dict[str, Callable[..., object]] = {"read": read_batch, "commit": commit_batch, "undo": undo_batch}


@app.task(name="ledgers.work", queue="ledgers", pass_context=False)
def work(
    step: str,
    batch_id: int,
    user_id: int,
    language: str,
    sheet: str = "",
    answers: dict[str, int] | None = None,
    names: dict[str, dict[str, str]] | None = None,
    remember: bool = False,
    close_gone: bool = False,
    reason: str = "",
    for_id: int | None = None,
) -> None:
    """One step for the user who asked for it, with what the user may do at this moment, in the user's language."""
    scope = again(User.objects.get(pk=user_id), for_id)
    given: dict[str, Any] = {"reason": reason}
    if step == "read":
        given = {"sheet": sheet, "answers": answers, "names": names or {}, "remember": remember}
    elif step == "commit":
        given["close_gone"] = close_gone
    with translation.override(language):
        _work(step, batch_id, scope, given)


def _work(step: str, batch_id: int, scope: Scope, given: dict[str, Any]) -> None:
    try:
        STEPS[step](batch_id, scope, **given)
    except Refusal as refusal:
        # Said on the batch's page; a job that refuses is done, not failed.
        log.info("batch %s %s refused: %s", batch_id, step, type(refusal).__name__)


def put_in_line(step: str, batch_id: int, user_id: int, **more: Any) -> None:
    """Have the worker take a step; the batch's page shows it waiting. Both are one transaction with the caller's."""
    wait_in_line(batch_id)
    language = translation.get_language() or settings.LANGUAGE_CODE
    work.defer(step=step, batch_id=batch_id, user_id=user_id, language=language, **more)
