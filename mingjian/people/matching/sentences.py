"""Levels as plain sentences for and against."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.people.matching.model import Model, shipped
from mingjian.people.matching.scoring import Scored

# Bits below which a level speaks neither for nor against.
_SAYS_NOTHING = 0.25
_WORDS: Mapping[str, object] = {
    "name.equal": gettext_lazy("The names are equal."),
    "name.latin": gettext_lazy("One name is in Latin letters and reads like the other."),
    "name.masked": gettext_lazy("One name is masked and fits the other; that alone says little."),
    "name.homophone": gettext_lazy("The names are written differently and read alike without tones."),
    "name.one_character": gettext_lazy("The names differ in one character."),
    "name.different": gettext_lazy("The names differ."),
    "id.equal": gettext_lazy("The identity numbers are equal."),
    "id.equal_unchecked": gettext_lazy("The identity numbers are equal, but one is wrong in itself or for its row."),
    "id.different": gettext_lazy("The identity numbers differ."),
    "id.different_unchecked": gettext_lazy("The identity numbers differ; one is wrong in itself or for its row."),
    "birth.day": gettext_lazy("Both were born on the same day."),
    "birth.month": gettext_lazy("Both were born in the same month."),
    "birth.year": gettext_lazy("The births can be one: of one only the year is known."),
    "birth.same_month": gettext_lazy("The births differ: another day of the same month."),
    "birth.same_year": gettext_lazy("The births differ: another month of the same year."),
    "birth.different": gettext_lazy("The births differ."),
    "career.same_post": gettext_lazy("Both held the same post at the same body at the same time."),
    "career.same_body": gettext_lazy("Both held posts at the same body at the same time."),
    "career.body_again": gettext_lazy("Both held posts at the same body, at different times."),
    "career.chain": gettext_lazy("One post ends where the other begins, in the same place or under the same superior."),
    "career.same_place": gettext_lazy("Both held posts in the same place."),
    "career.elsewhere": gettext_lazy("They held posts at different bodies in different places."),
    "career.impossible": gettext_lazy("They were chiefs of two bodies far apart in the same months."),
    "native.county": gettext_lazy("The native counties are equal."),
    "native.city": gettext_lazy("The native places can be one: one tells only the city."),
    "native.wide": gettext_lazy("The native places can be one: one tells only the province."),
    "native.different": gettext_lazy("The native places differ."),
    "sex.equal": gettext_lazy("The sex is equal."),
    "sex.different": gettext_lazy("The sexes differ."),
    "ethnicity.equal_han": gettext_lazy("The ethnicity is equal."),
    "ethnicity.equal": gettext_lazy("The ethnicity is equal, and not the commonest."),
    "ethnicity.different": gettext_lazy("The ethnicities differ."),
}


def sentences(pair: Scored, model: Model | None = None) -> tuple[list[str], list[str]]:
    """What speaks for and against one person, the heaviest first; how common the name is stands on its own side."""
    model = model or shipped()
    weighed: list[tuple[float, str]] = []
    for comparison, code in zip(model.comparisons, pair.codes(model), strict=True):
        if code:
            level = comparison.levels[code - 1]
            said = f"{comparison.name}.{level.name}"
            weight = min(level.weight, -_SAYS_NOTHING) if said in model.against else level.weight
            if abs(weight) >= _SAYS_NOTHING:
                weighed.append((weight, str(_WORDS[said])))
            if level.by_rarity:
                weighed.append(_rarity(pair.share, model))
    ordered = sorted(weighed, key=lambda each: -abs(each[0]))
    return [words for weight, words in ordered if weight > 0], [words for weight, words in ordered if weight <= 0]


def _rarity(share: float, model: Model) -> tuple[float, str]:
    many = max(1, int(float(f"{1 / share:.2g}")))
    if share * model.rare <= 1:
        return 1.0, _("The name is rare: about one in %(many)s people bears it.") % {"many": f"{many:,}"}
    return -1.0, _("The name is common: about one in %(many)s people bears it.") % {"many": f"{many:,}"}
