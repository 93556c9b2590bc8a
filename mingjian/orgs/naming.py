"""Bodies as sheets write them: by code, by official, former, short or other name, as of the row's day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingjian.ledgers.intake import Choice, Draft
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation, OrganisationName
from mingjian.orgs.succession import links

# Names without any match for which the nearest ones are looked up; the rest are told without.
MOST_LOOKED_UP = 30
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that bears, or bore, a name, from `lower` to before `upper`; either side may be open."""

    id: int
    code: str
    name: str
    lower: date | None
    upper: date | None

    def bore_it(self, on: date) -> bool:
        return (self.lower is None or self.lower <= on) and (self.upper is None or on < self.upper)


class Heirs:
    """What followed the bodies that have ended, by mergers and splits. Two queries, one where none has ended."""

    def __init__(self, org_ids: Collection[int], visible: QuerySet[Organisation]) -> None:
        ended = Organisation.objects.filter(pk__in=org_ids, existed__endswith__isnull=False)
        self._links = links(list(ended.values_list("pk", flat=True)))
        ids = {heir for changes in self._links.values() for _on, heirs in changes for heir in heirs}
        rows = visible.filter(pk__in=ids).values_list("pk", "code", "name", "existed") if ids else ()
        self._known = {pk: Candidate(pk, code, name, time.lower, time.upper) for pk, code, name, time in rows}

    def of(self, body: Candidate, on: date) -> list[Candidate]:
        """The bodies that stand for this one on a day: itself, unless it was merged or split up before."""
        followed: dict[int, Candidate] = {}
        ahead, seen = [body.id], {body.id}
        while ahead:
            current = ahead.pop(0)
            heirs = [heir for since, ids in self._links.get(current, ()) if since <= on for heir in ids]
            if current in self._known and (not heirs or current in heirs):
                followed[current] = self._known[current]
            ahead += [heir for heir in heirs if heir not in seen]
            seen.update(heirs)
        return list(followed.values()) or [body]


class Bodies:
    """The bodies within a scope that bear some written names. Five queries at most, however many names."""

    def __init__(self, written: Iterable[str], scope: Scope) -> None:
        self._visible: QuerySet[Organisation] = Organisation.objects.visible_to(scope)
        spellings = {text: [text, normalise(text)] for text in set(written)}
        wanted = sorted({spelling for both in spellings.values() for spelling in both})
        codes = {org.code: org for org in self._visible.filter(code__in=wanted).only("id", "code", "name")}
        by_name = self._by_name(wanted)
        self._found: dict[str, list[Candidate]] = {}
        for text, both in spellings.items():
            code = next((codes[spelling] for spelling in both if spelling in codes), None)
            if code is not None:
                self._found[text] = [Candidate(code.pk, code.code, code.name, None, None)]
            else:
                found = (candidate for spelling in dict.fromkeys(both) for candidate in by_name.get(spelling, ()))
                self._found[text] = list(dict.fromkeys(found))
        self._heirs = Heirs({each.id for found in self._found.values() for each in found}, self._visible)
        self._nearest = self._look_for_nearest([text for text, found in self._found.items() if not found])

    def _by_name(self, wanted: Sequence[str]) -> Mapping[str, list[Candidate]]:
        names = OrganisationName.objects.filter(name__in=wanted, organisation__in=self._visible)
        found: dict[str, list[Candidate]] = {}
        for written, during, pk, code, name in names.values_list(
            "name", "during", "organisation_id", "organisation__code", "organisation__name"
        ):
            found.setdefault(written, []).append(Candidate(pk, code, name, during.lower, during.upper))
        return found

    def _look_for_nearest(self, unknown: Sequence[str]) -> Mapping[str, list[str]]:
        nearest: dict[str, list[str]] = {}
        for text in sorted(unknown)[:MOST_LOOKED_UP]:
            names = OrganisationName.objects.filter(organisation__in=self._visible)
            near = names.annotate(likeness=TrigramSimilarity("name", normalise(text))).filter(likeness__gt=0.15)
            best = near.order_by("-likeness", "name").values_list("name", "organisation__code")[:NEAREST]
            nearest[text] = [f"{name}（{code}）" for name, code in best]
        return nearest

    def choices(self, text: str, on: date) -> list[Candidate]:
        """The bodies that `text` may name on a day: those that bore it then, else those that ever did.

        A body that had ended by then stands for what followed it, when that is within the scope.
        """
        found = self._found.get(text, [])
        then = {candidate.id: candidate for candidate in found if candidate.bore_it(on)}
        if then:
            return list(then.values())
        return list({each.id: each for candidate in found for each in self._heirs.of(candidate, on)}.values())

    def settle(self, draft: Draft, key: str, on: date) -> int | None:
        """The body that the draft names in a column, taken out of its values.

        A name of several bodies is asked once for the whole file; without a body the draft is rejected.
        """
        text = draft.values.pop(key)
        org_id, reason = self.of(text, on)
        if org_id is not None:
            return org_id
        choices = self.choices(text, on)
        if len(choices) < 2:
            draft.reject(key, reason)
            return None
        code = draft.ask(key, text, [Choice(each.code, f"{each.name}（{each.code}）") for each in choices], reason)
        return next((each.id for each in choices if each.code == code), None)

    def of(self, text: str, on: date) -> tuple[int | None, str]:
        """The body that `text` names on a day, or None with a sentence saying why none is chosen."""
        chosen = {candidate.id: candidate for candidate in self.choices(text, on)}
        if len(chosen) == 1:
            return next(iter(chosen)), ""
        if chosen:
            several = "、".join(f"{each.name}（{each.code}）" for each in list(chosen.values())[:5])
            sentence = _("Several organisations are called “%(text)s”: %(several)s. Write the code instead.")
            return None, sentence % {"text": text[:60], "several": several}
        if near := self._nearest.get(text):
            sentence = _("No organisation within your scope is called “%(text)s”. Nearest: %(near)s.")
            return None, sentence % {"text": text[:60], "near": "、".join(near)}
        return None, _("No organisation within your scope is called “%(text)s”.") % {"text": text[:60]}
