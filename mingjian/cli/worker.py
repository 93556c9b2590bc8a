"""`mingjian worker`: works on jobs, in a process of its own."""

from typing import cast

import click
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from mingjian.cli._django import with_django


@click.command("worker")
@click.option("--concurrency", default=2, show_default=True, type=click.IntRange(1, 32), help="Jobs at once.")
def command(concurrency: int) -> None:
    """Work on jobs until stopped (mingjian serve starts one by itself)."""
    with with_django():
        # The Django connector is for putting jobs in; working on them needs an asynchronous one.
        connector = cast("DjangoConnector", app.connector).get_worker_connector()
        with app.replace_connector(connector) as working:
            working.run_worker(
                name="mingjian",
                concurrency=concurrency,
                shutdown_graceful_timeout=8,
                delete_jobs="successful",
            )
