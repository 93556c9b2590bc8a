"""The nightly matching of the register, and the one that somebody asked for."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mingjian.accounts.scopes import of_system
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.people.actions import match_register


def scope_of_matching() -> Scope:
    """The matcher's own scope: it reads and joins over all offices, and shows nobody anything."""
    roots = Office.objects.filter(parent=None).values_list("path", flat=True)
    rights = frozenset({Right.READ_REGISTER, Right.EDIT_REGISTER})
    return of_system("matching", held=[Held(str(path), rights) for path in roots])


@app.periodic(cron="10 3 * * *")
@app.task(name="people.nightly", queueing_lock="people.match")
def nightly(timestamp: int) -> None:
    """Every night, the whole register."""
    match_register(scope=scope_of_matching())


@app.task(name="people.match", queueing_lock="people.match")
def match_now() -> None:
    """On asking, the whole register."""
    match_register(scope=scope_of_matching())


def put_in_line() -> bool:
    """Have the worker match the register; False when that waits already."""
    try:
        match_now.defer()
    except AlreadyEnqueued:
        return False
    return True
