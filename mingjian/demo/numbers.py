"""How much of everything the invented province holds, and how it shrinks for a test."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

NUMBERS: dict[str, int] = {
    "organisations": 5_447,
    "examinations": 7_810,
    "findings": 39_388,
    "manifestations": 56_580,
    "persons_of_concern": 10_003,
    "leads": 10_886,
    "cadres": 10_394,
    "renamed": 60,
    "merged": 25,
    "moved": 6,
}
# Organisations of the whole province, by level; each city and county has as many as any other.
PROVINCIAL, PER_CITY, PER_COUNTY, TOWNSHIPS, VILLAGES = 119, 41, 24, 1_461, 115
# Persons by the gravest form of their concluded outcome: 2023 nationwide, in ten thousand (domain notes, D10).
FORMS: dict[int, float] = {1: 109.6, 2: 49.2, 3: 6.4, 4: 6.6}
# States of leads, in percent.
LEAD_STATES: dict[str, float] = {
    "concluded": 56,
    "under_disposal": 19,
    "received": 8,
    "held": 7,
    "unfounded": 10,
}
TODAY = date(2018, 4, 20)
SEED = 20180427


def apportion(total: int, weights: Iterable[float]) -> list[int]:
    """Split `total` in proportion to `weights`; whole numbers that add up to it exactly (largest remainders)."""
    values = list(weights)
    every = sum(values)
    exact = [total * value / every for value in values]
    shares = [int(share) for share in exact]
    order = sorted(range(len(values)), key=lambda at: (shares[at] - exact[at], at))
    for at in order[: total - sum(shares)]:
        shares[at] += 1
    return shares


@dataclass(frozen=True, slots=True)
class Size:
    """The numbers at a scale between 0 and 1; at 1 they are `NUMBERS`. A small province keeps its whole story."""

    scale: float = 1.0

    def __getitem__(self, name: str) -> int:
        return max(1, round(NUMBERS[name] * self.scale))

    @property
    def whole(self) -> bool:
        return self.scale >= 1

    @property
    def cities(self) -> int:
        return max(1, round(16 * self.scale))

    @property
    def counties(self) -> int:
        return max(3, round(129 * self.scale))

    @property
    def provincial(self) -> int:
        """Bodies of the province's own level; a small province keeps two dozen."""
        return max(24, round(PROVINCIAL * self.scale))
