"""The nightly look through all registers, and the one that somebody asked for."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build, of_system
from mingjian.quality.counting import count_rules


@app.periodic(cron="40 2 * * *")
@app.task(name="quality.nightly", queueing_lock="quality.nightly")
def nightly(timestamp: int) -> None:
    """Every night, all rules."""
    count_rules(scope=of_system("quality"))


@app.task(name="quality.count", queueing_lock="quality.count")
def count(user_id: int) -> None:
    """On asking, all rules, in the name of who asked."""
    count_rules(scope=build(User.objects.get(pk=user_id)))


def put_in_line(user_id: int) -> bool:
    """Have the worker look through the registers; False when somebody has asked already."""
    try:
        count.defer(user_id=user_id)
    except AlreadyEnqueued:
        return False
    return True
