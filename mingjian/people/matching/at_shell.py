"""A sheet of mentions in, pairs and clusters out: what `mingjian people match` prints."""

from pathlib import Path
from time import perf_counter
from typing import Any

from mingjian.people.matching.comparable import comparables
from mingjian.people.matching.engine import match
from mingjian.people.matching.model import shipped
from mingjian.people.matching.relation import temporary
from mingjian.people.matching.scoring import Scored
from mingjian.people.matching.sentences import sentences
from mingjian.people.matching.sheets import Read, read_mentions


def match_file(path: Path, *, all_pairs: bool = False) -> dict[str, Any]:
    """Match the mentions of a file with each other. Raises Invalid with a sentence; leaves nothing in the database.

    With `all_pairs` those are told too that were compared and are neither joined nor asked about.
    """
    began = perf_counter()
    read = read_mentions(path)
    with temporary(comparables(read.mentions)) as relation:
        plan = match(relation, all_pairs=all_pairs)
    told = {"join": plan.joins, "queue": plan.queue, "none": plan.others if all_pairs else []}
    pairs = [(pair, decision) for decision, some in told.items() for pair in some]
    return {
        "mentions": len(read.mentions),
        "pairs": [_as_data(pair, decision, read) for pair, decision in pairs],
        "clusters": [[read.ids[each] for each in cluster] for cluster in plan.clusters],
        "counts": {
            "joined": len(plan.joins),
            "queued": len(plan.queue),
            "held": len(plan.held),
            "persons": len(read.mentions) - sum(len(cluster) - 1 for cluster in plan.clusters),
            "without_name": len(read.nameless),
            "not_understood": read.unread,
        },
        "columns": read.columns,
        "thresholds": {"upper": shipped().upper, "lower": shipped().lower},
        "seconds": round(perf_counter() - began, 3),
    }


def _as_data(pair: Scored, decision: str, read: Read) -> dict[str, Any]:
    speaks_for, against = sentences(pair)
    return {
        "a": read.ids[pair.a],
        "b": read.ids[pair.b],
        "score": round(pair.score, 3),
        "probability": round(pair.probability, 6),
        "decision": decision,
        "for": speaks_for,
        "against": against,
        "levels": pair.levels(shipped()),
    }
