"""Writing résumés: what is read as tenures becomes tenures, the rest stays as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.ledgers.bulk import copy_rows, new_ids
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.actions.tenures import NewTenure, record_tenures
from mingjian.people.may import may_any
from mingjian.people.mentioning import anchors_of
from mingjian.people.models import ResumeLine
from mingjian.people.reach import paths_of
from mingjian.people.resume_posts import Posts, Read, read_posts
from mingjian.people.resumes import lines_of
from mingjian.people.resumes_known import not_on_record

COLUMNS = (
    *("id", "office_id", "office_path", "about_orgs", "about_persons"),
    *("person_id", "mention_id", "position", "text", "source", "batch_id"),
)


@dataclass(frozen=True, slots=True)
class NewResume:
    """A person's résumé as one text, in the file of an office."""

    person_id: int
    office_id: int
    text: str
    source: str = ""
    mention_id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of résumés: the tenures recorded, and the lines of which something is kept as text."""

    tenure_ids: list[int]
    line_ids: list[int]


@action("resume.record", gettext_lazy("Résumés recorded"))
def record_resumes(*, rows: Sequence[NewResume], scope: Scope, batch_id: int | None = None) -> Written:
    """Record résumés as a set. Takes EDIT_REGISTER over each office.

    A post with a time and the name that one visible body bore then becomes a tenure, where the actor edits that body's
    register. A line of which any post, or any piece of text, did not become one is kept as it is written, and so is
    every other line. What is on record already is passed over.
    """
    paths = paths_of([row.office_id for row in rows])
    if {row.office_id for row in rows} - paths.keys():
        raise Invalid(_("An office named for a person does not exist."))
    for path in paths.values():
        scope.require(Right.EDIT_REGISTER, path)
    every = [(row, line) for row in rows for line in lines_of(row.text)]
    new = not_on_record([(row.person_id, line) for row, line in every])
    fresh = [every[at] for at in new]
    posts = _editable(read_posts([line for _row, line in fresh], scope), scope)
    tenures = [_tenure(row, read) for at, (row, _line) in enumerate(fresh) if at in posts for read in posts[at].reads]
    tenure_ids = record_tenures(rows=tenures, scope=scope, batch_id=batch_id) if tenures else []
    kept = [pair for at, pair in enumerate(fresh) if at not in posts or not posts[at].is_whole]
    line_ids = new_ids(ResumeLine, len(kept))
    anchors = anchors_of([row.person_id for row, _line in kept])
    copy_rows(
        ResumeLine,
        COLUMNS,
        (
            (
                *(pk, row.office_id, paths[row.office_id], [], [], row.person_id),
                row.mention_id or anchors[row.person_id],
                *(at, line.text, row.source, batch_id),
            )
            for pk, (at, (row, line)) in zip(line_ids, enumerate(kept), strict=True)
        ),
    )
    persons = sorted({row.person_id for row in rows})
    record("resume.record", actor=scope.actor, kind="person", ids=persons, detail={"lines": len(line_ids)})
    publish("person", persons)
    return Written(tenure_ids, line_ids)


def _tenure(row: NewResume, read: Read) -> NewTenure:
    return NewTenure(
        row.person_id,
        read.org_id,
        read.post,
        read.start,
        read.end,
        read.rank,
        read.is_chief,
        row.source,
        row.mention_id,
    )


def _editable(posts: dict[int, Posts], scope: Scope) -> dict[int, Posts]:
    """Those at bodies whose register the actor edits."""
    wanted = {read.org_id for found in posts.values() for read in found.reads}
    rows = Organisation.objects.visible_to(scope).filter(pk__in=wanted).values_list("pk", "office_paths")
    mine = {pk for pk, office_paths in rows if may_any(office_paths, scope)}
    allowed: dict[int, Posts] = {}
    for at, found in posts.items():
        reads = tuple(read for read in found.reads if read.org_id in mine)
        if reads:
            allowed[at] = Posts(reads, found.is_whole and len(reads) == len(found.reads))
    return allowed


@action("resume.withdraw", gettext_lazy("Recorded résumé lines withdrawn"))
def withdraw_resumes(*, batch_id: int, scope: Scope) -> int:
    """Undo of a batch: delete the lines of text it recorded; its tenures are withdrawn beside."""
    rows = ResumeLine.objects.filter(batch_id=batch_id)
    found = dict(rows.values_list("pk", "office_path"))
    for path in set(found.values()):
        scope.require(Right.EDIT_REGISTER, str(path))
    rows.delete()
    record("resume.withdraw", actor=scope.actor, kind="resume_line", ids=list(found))
    return len(found)


@action("resume.settle", gettext_lazy("Résumé line settled"))
def settle_line(*, line: ResumeLine, scope: Scope) -> None:
    """The line is on record as a tenure by now, recorded by hand: the text is let go. Takes EDIT_REGISTER."""
    scope.require(Right.EDIT_REGISTER, str(line.office_path))
    pk, person = line.pk, line.person_id
    line.delete()
    record("resume.settle", actor=scope.actor, kind="person", ids=[person], detail={"line": pk})
    publish("person", [person])
