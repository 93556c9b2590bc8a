"""What runs by the clock for accounts: hashes of failures and old sign-ins go when they are of no more use."""

from procrastinate.contrib.django import app

from mingjian.accounts import waits
from mingjian.accounts.sessions import keeping


@app.periodic(cron="23 * * * *")
@app.task(name="accounts.tidy", queueing_lock="accounts.tidy")
def tidy(timestamp: int) -> None:
    """Forget failures of yesterday and sign-ins of last quarter."""
    waits.tidy()
    keeping.tidy()
