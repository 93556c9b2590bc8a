"""What the page's form adds to the words in the box: the filters as fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mingjian.search.language import Query, parse, years_of

FIELDS = ("kind", "year", "division", "organisation", "state")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of the page. `words` is what the box holds."""

    words: str
    fields: Mapping[str, str]
    order: str
    after: str

    @property
    def query(self) -> Query:
        """The whole question. Raises BadQuery."""
        query = parse(self.words)
        value = self.fields
        return replace(
            query,
            kinds=query.kinds + _given(value["kind"]),
            years=query.years + tuple(years_of(each) for each in _given(value["year"])),
            divisions=query.divisions + _given(value["division"]),
            organisations=query.organisations + _given(value["organisation"]),
            states=query.states + _given(value["state"]),
        )

    @property
    def for_the_record(self) -> str:
        """Words and filters as one line."""
        filters = [f"{name}:{value}" for name, value in self.fields.items() if value]
        return " ".join([self.words, *filters])

    def parameters(self, **changes: str) -> dict[str, str]:
        """The parameters of the same question with some changed; the page begins anew."""
        every = {"q": self.words, **self.fields, "order": self.order, **changes}
        return {name: value for name, value in every.items() if value and (name, value) != ("order", "date")}


def asked_by(data: Mapping[str, str]) -> Asked:
    """Read the parameters of a request; what is not offered is taken as not given."""
    fields = {name: data.get(name, "").strip() for name in FIELDS}
    order = "relevance" if data.get("order") == "relevance" else "date"
    return Asked(data.get("q", "").strip(), fields, order, data.get("after", ""))


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
