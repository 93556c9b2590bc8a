"""The dossier as plain data for JSON: every line with its source, every sum with its terms."""

from typing import Any

from django.urls import reverse

from mingjian.dossiers.value import Dossier, Line, MatterEntry, PersonEntry, Post, Term, Weighed


def _line(line: Line) -> dict[str, Any]:
    period = line.conduct
    return {
        "kind": line.kind,
        "id": line.id,
        "url": reverse(line.kind, args=[line.id]),
        "title": line.title,
        "number": line.number,
        "organisation": {"id": line.org_id, "name": line.org_name},
        "office": line.office_name,
        "depth": line.depth.name.lower(),
        "verified": line.verified,
        "on": line.on.isoformat(),
        "conduct": [each.isoformat() if each else None for each in period] if period else None,
        "conduct_assumed": line.assumed,
        "class": str(line.class_words),
        "severity": line.severity,
        "state": str(line.state_words),
        "unresolved": line.unresolved,
        "repeated": line.repeated,
    }


def _terms(terms: tuple[Term, ...]) -> list[dict[str, Any]]:
    return [{"term": term.code, "words": str(term.words), "points": term.points} for term in terms]


def _weighed(each: Weighed) -> dict[str, Any]:
    return {
        **_line(each.line),
        "post_at_the_time": each.post,
        "months_in_common": each.overlap_months,
        "terms": _terms(each.terms),
        "points": each.points,
    }


def _post(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "organisation": {"id": post.org_id, "name": post.org_name},
        "post": post.post,
        "rank": str(post.rank_words),
        "chief": post.is_chief,
        "from": post.start.isoformat() if post.start else None,
        "until": post.end.isoformat() if post.end else None,
        "here": post.here,
        "depth": post.depth.name.lower(),
    }


def _person(entry: PersonEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": reverse("person", args=[entry.id]),
        "name": entry.name,
        "born": entry.born,
        "post_here": entry.post_here,
        "verified_points": entry.verified_points,
        "unverified_points": entry.unverified_points,
        "verified": [_weighed(each) for each in entry.verified],
        "unverified": [_weighed(each) for each in entry.unverified],
        "career": [_post(post) for post in entry.posts],
        "clarified": [{"outcome": pk, "on": day.isoformat()} for pk, day in entry.clarified],
        "possible_namesakes": [
            {
                "id": other.person_id,
                "name": other.name,
                "for": list(other.evidence_for),
                "against": list(other.evidence_against),
            }
            for other in entry.namesakes
        ],
    }


def _matter(entry: MatterEntry) -> dict[str, Any]:
    return {**_line(entry.line), "terms": _terms(entry.terms), "points": entry.points}


def as_data(dossier: Dossier) -> dict[str, Any]:
    """The whole dossier; dates are ISO, points whole numbers, verified and unverified always apart."""
    body = dossier.body
    return {
        "organisation": {"id": body.id, "name": body.name, "kind": str(body.kind_words), "superior": body.superior},
        "entry": dossier.entry.isoformat(),
        "lookback_years": dossier.lookback,
        "names": [
            {"name": name, "from": start.isoformat() if start else None, "until": end.isoformat() if end else None}
            for name, start, end in body.names
        ],
        "predecessors": [{"id": pk, "name": name} for pk, name in body.predecessors],
        "leaders": [{"person": pk, "name": name, **_post(post)} for pk, name, post in body.leaders],
        "inspections": [
            {
                "target": one.target_id,
                "round": one.round_name,
                "kind": str(one.kind_words),
                "from": one.start.isoformat(),
                "until": one.end.isoformat() if one.end else None,
                "organisation": one.org_name,
                "findings": one.findings,
                "rectified": one.done,
            }
            for one in body.inspections
        ],
        "classes": [
            {
                "class": one.code,
                "words": str(one.words),
                "findings": one.findings,
                "unresolved": one.unresolved,
                "recurring": one.recurring,
            }
            for one in body.classes
        ],
        "findings": [_line(line) for line in dossier.findings],
        "leads": [_line(line) for line in dossier.concerns],
        "people": [_person(entry) for entry in dossier.people],
        "matters": [_matter(entry) for entry in dossier.matters],
    }
