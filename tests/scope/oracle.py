"""Who sees what, said in plain Python over the drawn values: no query, and nothing of the code that it judges."""

from collections.abc import Callable, Iterable

from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth
from tests.scope.expected import EXPECTED, READS
from tests.scope.forest import ADMINISTRATIONS, GrantDrawn, RowDrawn, TaskDrawn, World


def depth_of(world: World, place: int) -> Depth | None:
    """How deep the user sees a row on the day; None when they do not see it."""
    if not world.active or _is_kept_from_user(world, world.rows[place]):
        return None
    if _is_reached(world, world.rows[place]) or _is_entered(world, place):
        return Depth.FULL
    shown = [
        world.offices[sight.holder].depth
        for sight in world.sights
        if sight.row == place and sight.valid.holds(world.day) and sight.target in {t.target for t in _tasks(world)}
    ]
    return max(shown, default=None)


def right_reads(role: str, kind: str) -> bool:
    right: Right = EXPECTED[kind].right
    return right in READS[role]


def is_below(world: World, office: int | None, above: int) -> bool:
    """Whether an office is another one or stands below it."""
    while office is not None:
        if office == above:
            return True
        office = world.offices[office].parent
    return False


def _grants(world: World) -> list[GrantDrawn]:
    return [
        grant
        for grant in world.grants
        if not grant.revoked and grant.valid.holds(world.day) and world.offices[grant.office].existed.holds(world.day)
    ]


def _tasks(world: World) -> list[TaskDrawn]:
    """A task beside a grant of one of the three administrations counts for nothing."""
    if any(grant.role in ADMINISTRATIONS for grant in _grants(world)):
        return []
    return [task for task in world.tasks if not task.ended and task.valid.holds(world.day)]


def _is_reached(world: World, row: RowDrawn) -> bool:
    return any(
        right_reads(grant.role, row.kind) and is_below(world, office, grant.office)
        for grant in _grants(world)
        for office in row.offices
    )


def _is_entered(world: World, place: int) -> bool:
    row, by = world.rows[place], EXPECTED[world.rows[place].kind].by_task
    tasks = [task for task in _tasks(world) if right_reads(task.role, row.kind)]
    if by == "target":
        own = place - world.bodies - world.persons if row.kind == "target" else row.target
        return own in {task.target for task in tasks}
    if by == "body":
        own_body = place if row.kind == "organisation" else row.body
        return own_body in {body for task in tasks for body in task.bodies}
    return False


def _is_kept_from_user(world: World, row: RowDrawn) -> bool:
    if not EXPECTED[row.kind].burdens:
        return False
    own = {world.user_body, world.offices[world.home].body}
    own |= {world.offices[grant.office].body for grant in _grants(world)}
    above = _with_all_above(world, _with_kin(world, {body for body in own if body is not None}))
    staff = {person for person, body, during in world.posts if body in above and during.holds(world.day)}
    declared = [(kind, subject) for kind, subject, during in world.conflicts if during.holds(world.day)]
    bodies = above | {subject for kind, subject in declared if kind == "body"}
    persons = staff | {subject for kind, subject in declared if kind == "person"}
    return bool(bodies & set(row.about_bodies) or persons & set(row.about_persons))


def _with_kin(world: World, own: set[int]) -> set[int]:
    """Predecessors and successors: whoever works in a body stays its staff after a merger."""
    pairs = [(earlier, later) for earlier, later, day in world.merged if day <= world.day]
    back = _closure(own, lambda body: [earlier for earlier, later in pairs if later == body])
    forth = _closure(own, lambda body: [later for earlier, later in pairs if earlier == body])
    return back | forth


def _with_all_above(world: World, own: set[int]) -> set[int]:
    def above(body: int) -> list[int]:
        superior = world.above.get(body)
        return [superior[0]] if superior and superior[1].holds(world.day) else []

    return _closure(own, above)


def _closure(start: set[int], following: Callable[[int], Iterable[int]]) -> set[int]:
    found, waiting = set(start), list(start)
    while waiting:
        for each in following(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
