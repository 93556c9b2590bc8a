"""From scored pairs and judgements to what is joined: by rule where nothing contradicts, else left to a person.

A judgement outweighs every rule. Two mentions judged different are never brought together, not through others either;
nor are two that contradict each other in number, birth or sex. The order of what comes in does not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mingjian.people.matching.scoring import Scored

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody decided of two mentions. `unsure` keeps the pair with a person: no rule joins it."""

    a: int
    b: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Facts:
    """What of one mention, or of several joined ones, another must not contradict. A number in doubt is left out."""

    id_hash: bytes | None = None
    birth_lower: date | None = None
    birth_upper: date | None = None
    sex: str = ""

    def contradict(self, other: "Facts") -> bool:
        """Whether both cannot be one person."""
        if self.id_hash and other.id_hash and self.id_hash != other.id_hash:
            return True
        if self.sex and other.sex and self.sex != other.sex:
            return True
        if self.birth_lower is None or other.birth_lower is None:
            return False
        return self.birth_lower >= (other.birth_upper or date.max) or other.birth_lower >= (
            self.birth_upper or date.max
        )

    def and_also(self, other: "Facts") -> "Facts":
        """What both together say: the narrower birth."""
        lowers = [each for each in (self.birth_lower, other.birth_lower) if each]
        uppers = [each for each in (self.birth_upper, other.birth_upper) if each]
        return Facts(
            self.id_hash or other.id_hash,
            max(lowers, default=None),
            min(uppers, default=None),
            self.sex or other.sex,
        )


@dataclass(slots=True)
class Plan:
    """`joins` by rule and `queue` for a person, each in falling order of score; `clusters` of two mentions and more.

    `questions` are the likeliest pair of the queue between any two clusters: one answer settles all of them. `held` are
    pairs that a rule would join, if that did not bring together what contradicts; they are in `queue` too. `broken` are
    judgements "same" that contradict a "different". `others` are the pairs scored for neither.
    """

    joins: list[Scored] = field(default_factory=list)
    queue: list[Scored] = field(default_factory=list)
    questions: list[Scored] = field(default_factory=list)
    others: list[Scored] = field(default_factory=list)
    held: set[tuple[int, int]] = field(default_factory=set)
    broken: list[Judged] = field(default_factory=list)
    clusters: list[list[int]] = field(default_factory=list)


class _Clusters:
    """Sets of mentions that grow together, each with its facts and with the sets it must never meet."""

    def __init__(self, facts: Mapping[int, Facts]) -> None:
        self._above: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._facts: dict[int, Facts] = dict(facts)
        self._apart: dict[int, set[int]] = {}

    def root(self, mention: int) -> int:
        """The mention that stands for the whole cluster; the way to it is shortened as it is gone."""
        above = self._above
        root = above.get(mention)
        if root is None:
            above[mention] = mention
            return mention
        while root != above[root]:
            root = above[root] = above[above[root]]
        above[mention] = root
        return root

    def keep_apart(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def are_apart(self, one: int, other: int) -> bool:
        return self.root(other) in self._apart.get(self.root(one), ())

    def may_not_meet(self, one: int, other: int) -> bool:
        """Whether two roots are kept apart, or contradict each other."""
        return other in self._apart.get(one, ()) or self._of(one).contradict(self._of(other))

    def join(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        if len(self.members(one)) < len(self.members(other)):
            one, other = other, one
        self._above[other] = one
        self._members[one] = self.members(one) + self._members.pop(other, [other])
        self._facts[one] = self._of(one).and_also(self._of(other))
        for each in self._apart.pop(other, ()):
            self._apart[each].discard(other)
            self._apart[each].add(one)
            self._apart.setdefault(one, set()).add(each)

    def members(self, root: int) -> list[int]:
        return self._members.get(root, [root])

    def together(self) -> list[list[int]]:
        return sorted(sorted(members) for members in self._members.values() if len(members) > 1)

    def _of(self, root: int) -> Facts:
        return self._facts.get(root, Facts())


def plan(scored: Iterable[Scored], judged: Sequence[Judged], facts: Mapping[int, Facts]) -> Plan:
    """What is joined and what is left to a person. `facts` are needed of every mention of a pair to be joined."""
    ordered = sorted(scored, key=lambda pair: (-round(pair.score, 6), pair.a, pair.b))
    clusters = _Clusters(facts)
    found = Plan()
    _take_judgements(judged, clusters, found)
    verdicts = {frozenset((row.a, row.b)): row.verdict for row in judged}
    open_pairs = ordered
    if verdicts:
        open_pairs = [pair for pair in ordered if verdicts.get(frozenset((pair.a, pair.b)), "unsure") == "unsure"]
    for pair in open_pairs:
        if pair.apart and clusters.root(pair.a) != clusters.root(pair.b):
            clusters.keep_apart(pair.a, pair.b)
    for pair in open_pairs:
        if pair.decision == "join" and frozenset((pair.a, pair.b)) not in verdicts:
            _join(pair, clusters, found)
        else:
            (found.queue if pair.decision else found.others).append(pair)
    found.clusters = clusters.together()
    _ask(clusters, found)
    return found


def _join(pair: Scored, clusters: _Clusters, found: Plan) -> None:
    """Join what a rule may join, unless the two clusters must stay apart: then a person decides."""
    one, other = clusters.root(pair.a), clusters.root(pair.b)
    if one != other:
        if clusters.may_not_meet(one, other):
            found.held.add((pair.a, pair.b))
            found.queue.append(pair)
            return
        clusters.join(one, other)
    found.joins.append(pair)


def _ask(clusters: _Clusters, found: Plan) -> None:
    """Leave out of the queue what has come together meanwhile; of what would bring the same two together, ask once."""
    asked: set[tuple[int, int]] = set()
    waiting, found.queue = found.queue, []
    for pair in waiting:
        one, other = sorted((clusters.root(pair.a), clusters.root(pair.b)))
        if one != other:
            found.queue.append(pair)
            if (one, other) not in asked:
                asked.add((one, other))
                found.questions.append(pair)


def _take_judgements(judged: Sequence[Judged], clusters: _Clusters, found: Plan) -> None:
    ordered = sorted(judged, key=lambda row: (min(row.a, row.b), max(row.a, row.b), row.verdict))
    for row in ordered:
        if row.verdict == "different":
            clusters.keep_apart(row.a, row.b)
    for row in ordered:
        if row.verdict == "same" and clusters.are_apart(row.a, row.b):
            found.broken.append(row)
        elif row.verdict == "same":
            clusters.join(row.a, row.b)
