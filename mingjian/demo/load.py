"""Loading the invented province through the real actions: in one transaction, so that a crash leaves nothing."""

from collections.abc import Callable
from random import Random

from django.db import connection, connections, transaction

from mingjian.accounts.models import User
from mingjian.accounts.scopes import of_system
from mingjian.demo import bodies, cadres, changes, concerns, inspections, matters, places, pools, story, told, users
from mingjian.demo.names import Names
from mingjian.demo.numbers import NUMBERS, SEED, Size
from mingjian.lib.errors import WrongState
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.orgs.actions import record_organisations
from mingjian.people.actions import match_register
from mingjian.quality.counting import count_rules

__all__ = ["DEFAULT_READER", "NUMBERS", "is_loaded", "load", "sign_in_lines"]

Progress = Callable[[str], None]
# Who reads at the shell when nobody is named: a member of the team, who holds one task and nothing else.
DEFAULT_READER = "zuyuan"


def is_loaded() -> bool:
    """Whether the province stands whole: its last user is created at the very end."""
    return User.objects.filter(username=users.LAST_USER).exists()


def sign_in_lines() -> list[str]:
    """What is printed once the province is loaded: who signs in, with which password, and what it shows."""
    lines = [f"Sign in with the password {users.PASSWORD} as one of:"]
    return lines + [f"  {each.username:<12} {each.display_name}: {each.shows}" for each in users.SIGN_INS]


def load(progress: Progress, *, scale: float = 1.0) -> None:
    """Load the province into an empty database; `progress` is told each stage in words.

    All of it is one transaction: a crash leaves an empty database, into which it can be loaded again. Raises
    WrongState when the database holds offices already. `scale` below 1 loads a small province with the whole story.
    """
    if is_loaded():
        raise WrongState("The invented province is loaded already; nothing was changed.")
    if Office.objects.exists():
        raise WrongState(
            "This database holds offices already, so the invented province cannot be loaded into it. "
            "Use an empty one: set MINGJIAN_HOME to a new folder, or drop and create the database again."
        )
    with transaction.atomic():
        _Load(progress, Size(scale)).run()
    _analyse(progress)


def _analyse(progress: Progress) -> None:
    """Let the planner know what came, at once instead of when autovacuum gets to it. Tables are the owner's."""
    if connection.in_atomic_block:
        return
    progress("Gathering statistics")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


class _Load:
    """One loading, stage after stage; what a stage made is there for the next."""

    def __init__(self, progress: Progress, size: Size) -> None:
        self.progress, self.size = progress, size
        self.random = Random(SEED)
        self.names = Names(self.random, frozenset({story.PRESIDENT}))

    def run(self) -> None:
        self._places()
        self._bodies()
        self._people()
        self._inspections()
        self._matters()
        self.progress("Users, the team and its dossier")
        users.set_up(self.places, self.by_code, self.story.visits["coming"], self.scope)
        self.progress("Who is who")
        match_register(scope=self.scope)
        self.progress("Data quality")
        count_rules(scope=self.scope)

    def _places(self) -> None:
        self.progress("Divisions and offices")
        self.places = places.read(self.size)
        founding = of_system("demo", held=[Held("founding", places.RIGHTS_TO_FOUND)])
        places.found(self.places, founding)
        self.scope: Scope = _over_everything()

    def _bodies(self) -> None:
        self.progress("Organisations")
        own = story.bodies(self.places)
        self.bodies = [*bodies.plan(self.places, self.size, self.random), *own]
        self.by_code = {each.code: each for each in self.bodies}
        ids = record_organisations(rows=[each.new() for each in self.bodies], scope=self.scope)
        for each in self.bodies:
            each.id = ids[each.code]
        story.change(self.by_code, self.scope)
        changes.change(self.bodies, self.size, self.random, self.scope)

    def _people(self) -> None:
        self.progress("Cadres and their careers")
        self.people = cadres.plan(self.bodies, self.size, self.random, self.names)
        # His namesake serves in county A, so that whoever signs in for its sibling finds nobody of that name.
        first = self.places.children[self.places.by_level[2][0]][0]
        own = story.people(self.by_code, self.random, self.by_code[f"{first}-10"])
        self.people.every += own
        cadres.record(self.people, self.scope)
        self.story = story.Story(self.by_code, own, {})

    def _inspections(self) -> None:
        self.progress("Rounds, teams and inspected bodies")
        waves = inspections.waves(self.places, story.MOBILE)
        self.story.visits = story.visits(self.by_code, waves)
        planned = inspections.plan(self.bodies, waves, self.places, self.size, len(self.story.visits), self.random)
        self.visits = [*planned, *self.story.visits.values()]
        inspections.record(self.visits, waves, self.places, self.scope)
        pools.record(self.people, self.places, self.size, self.scope)

    def _matters(self) -> None:
        self.progress("Findings and their manifestations")
        count = self.size["findings"] - told.FINDINGS
        lines = self.size["manifestations"] - told.LINES
        ordinary = [each for each in self.visits if not each.body.story]
        found = matters.record(ordinary, count, lines, matters.Writer(self.random, self.people), self.scope)
        told.record(self.story, self.places, self.scope)
        self.progress("Leads and concluded outcomes")
        teller = concerns.Teller(self.random, found)
        concerns.record(
            self.people, self.size["persons_of_concern"], self.size["leads"] - told.LEADS, teller, self.scope
        )


def _over_everything() -> Scope:
    """The system's scope over the roots of all lines, with every right: named, as nothing defaults to all."""
    roots = Office.objects.filter(parent=None).values_list("path", flat=True)
    return of_system("demo", held=[Held(str(path), frozenset(Right)) for path in roots])
