"""Offers ranked for a want: BM25 over terms of both languages, nodes of the taxonomy as terms of their own. Pure.

A text that says "lentiviral vector" and one that says it in Chinese share no word; both name node M32, and the node is
a term like any other. Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
with k1 = 1.2 and b = 0.6. Each reason names the term or the node and what it weighs.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from cellpark.chain.matching.text import terms
from cellpark.chain.taxonomy import Taxonomy, taxonomy

K1, B = 1.2, 0.6
PHRASE_WEIGHT, WORD_WEIGHT, TYPED_WEIGHT = 2.5, 1.6, 1.5
KIND_FACTOR = 0.55
TITLE_TIMES = 2
REASONS_MAX = 6
_NODE = "node:"


@dataclass(frozen=True, slots=True)
class Text:
    """An offer or a want as it is matched. ``node`` is the one that its owner chose, if any."""

    id: UUID | str
    kind: str
    title: str
    text: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: a ``term`` that both say, or a ``node`` that both are about, in the words of either side."""

    kind: str
    wanted: str
    offered: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that fits, with its score (comparable within one want only) and its reasons, the weightiest first."""

    id: UUID | str
    score: float
    reasons: tuple[Why, ...]
    same_kind: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as terms: how often each, which words stood for a node, how long it is."""

    text: Text
    counts: Mapping[str, float]
    spoken: Mapping[str, str]
    length: float


def as_text(row: Any) -> Text:
    """An offer or a want of the tables."""
    return Text(row.id, row.kind, row.title, row.text, row.node)


def matches(want: Text, offers: Sequence[Text], *, limit: int = 10) -> list[Match]:
    """The best ``limit`` offers for a want; those that share nothing with it are left out."""
    read = [_read(each.kind, each.title, each.text, each.node) for each in offers]
    if not read:
        return []
    asked = _read(want.kind, want.title, want.text, want.node)
    mean = sum(each.length for each in read) / len(read)
    said_by = Counter(term for each in read for term in each.counts)
    rarity = {term: math.log(1 + (len(read) - said_by[term] + 0.5) / (said_by[term] + 0.5)) for term in asked.counts}
    found = []
    for offer, each in zip(offers, read, strict=True):
        why = _reasons(asked, each, rarity, mean)
        score = sum(reason.weight for reason in why) * (1 if offer.kind == want.kind else KIND_FACTOR)
        if why:
            found.append(Match(offer.id, round(score, 4), tuple(why[:REASONS_MAX]), offer.kind == want.kind))
    return sorted(found, key=_best)[:limit]


def only_node(text: str, *, within: str = "") -> str:
    """The one link that a text names by the words of the taxonomy, below a group; empty for none, or several."""
    told = _read("", "", text, "").counts
    inside = taxonomy().within(within) if within else taxonomy().leaves
    found = [code for code in inside if f"{_NODE}{code}" in told]
    return found[0] if len(found) == 1 else ""


def _best(match: Match) -> tuple[float, str]:
    return -match.score, str(match.id)


def _reasons(asked: _Read, offer: _Read, rarity: Mapping[str, float], mean: float) -> list[Why]:
    found = []
    for term in asked.counts.keys() & offer.counts.keys():
        often = offer.counts[term]
        weight = rarity[term] * often * (K1 + 1) / (often + K1 * (1 - B + B * offer.length / mean))
        weight *= min(asked.counts[term], 2.0)
        if term.startswith(_NODE):
            found.append(Why("node", asked.spoken[term], term.removeprefix(_NODE), weight))
        else:
            found.append(Why("term", term, term, weight))
    return sorted(found, key=_weightiest)


def _weightiest(why: Why) -> tuple[float, str]:
    return -why.weight, why.offered


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The terms of every name and word of a node, the longest first."""
    return tuple(sorted(_spoken(taxonomy()), key=_longest))


def _spoken(chain: Taxonomy) -> list[tuple[tuple[str, ...], str]]:
    found = []
    for code in chain.leaves:
        node = chain.nodes[code]
        for words in (node.zh, node.en, *node.words):
            told = terms(words)
            if told:
                found.append((told, code))
    return found


def _longest(phrase: tuple[tuple[str, ...], str]) -> tuple[int, str]:
    return -len(phrase[0]), phrase[1]


@cache
def _by_first() -> Mapping[str, tuple[tuple[frozenset[str], str], ...]]:
    """Phrases by one of their terms, so that a text looks at few of them."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for told, code in _phrases():
        found.setdefault(told[0], []).append((frozenset(told), code))
    return {term: tuple(each) for term, each in found.items()}


@lru_cache(maxsize=8192)
def _read(kind: str, title: str, text: str, node: str) -> _Read:
    said = [*terms(title) * TITLE_TIMES, *terms(text)]
    counts: dict[str, float] = dict(Counter(said))
    spoken = {term: term for term in counts}
    here = frozenset(counts)
    for term in here:
        for phrase, code in _by_first().get(term, ()):
            if phrase <= here:
                key = f"{_NODE}{code}"
                counts[key] = max(counts.get(key, 0.0), PHRASE_WEIGHT if len(phrase) > 1 else WORD_WEIGHT)
                spoken[key] = " ".join(sorted(phrase))
    if node:
        counts[f"{_NODE}{node}"] = counts.get(f"{_NODE}{node}", 0.0) + TYPED_WEIGHT
        spoken.setdefault(f"{_NODE}{node}", node)
    return _Read(Text("", kind, title, text, node), counts, spoken, float(len(said)) or 1.0)
