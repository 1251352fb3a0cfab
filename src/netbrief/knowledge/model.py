"""The types of knowledge. They hold no fact of the domain: facts are in src/netbrief_knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from."""

    id: str
    title: str
    author: str
    date: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value of a precedent, with its unit and source."""

    what: str
    value: float
    unit: str
    source: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Precedent:
    """What happened elsewhere. `country` is ISO 3166-1 alpha-2 or "EU"; `date` is as exact as known."""

    id: str
    label: str
    country: str
    date: str
    what: str
    outcome: str
    sources: tuple[str, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Safeguard:
    """What reduces a harm. One of `concepts` named in the article or section shows that it is there."""

    id: str
    label: str
    summary: str
    concepts: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Intermediary:
    """A function on the path between two people: access, transit, resolution, hosting, ..."""

    id: str
    label: str
    summary: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A critical property or an enabler of the Internet Impact Assessment."""

    id: str
    label: str
    kind: str
    goal: str
    order: int
    meaning: str
    question: str
    none_text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """An idea that laws speak of; languages give it words. `broader` are the concepts it is a kind of."""

    id: str
    role: str
    label: str
    internet: bool = False
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must, or must not, match."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """When a norm carries a mechanism. Each group holds concepts of which one must be named; see
    src/netbrief_knowledge/README.md for where a concept counts."""

    id: str
    mechanism: str
    actor: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: str = "unit"
    direction: str = ""
    strength: int = 0
    confidence: float = 0.7
    on_exemption: str = "turn"
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a mechanism does to one criterion, and what that means for people."""

    criterion: str
    direction: str
    strength: int
    how: str
    people: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A regulatory mechanism: what a provision may do to the Internet."""

    id: str
    label: str
    summary: str
    group: str
    layer: str
    polarity: str
    strength: int
    reason: str
    effects: tuple[Effect, ...]
    rules: tuple[Rule, ...]
    safeguards: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    precedents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """A knowledge base, loaded. Every mapping is by id and in the order of the ids. Two are equal only
    if they are the same object, so that what is compiled from one can be cached.

    `words` holds, for each language, the phrases of each concept; `settings` holds the thresholds of
    screening (screening.toml); `interface` the phrases of the brief by language.
    """

    version: str
    mechanisms: Mapping[str, Mechanism]
    criteria: Mapping[str, Criterion]
    safeguards: Mapping[str, Safeguard]
    precedents: Mapping[str, Precedent]
    sources: Mapping[str, Source]
    intermediaries: Mapping[str, Intermediary]
    concepts: Mapping[str, Concept]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    settings: Mapping[str, float]
    interface: Mapping[str, Mapping[str, str]]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, by mechanism and in the order of the record."""
        return tuple(rule for mechanism in self.mechanisms.values() for rule in mechanism.rules)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have words for concepts."""
        return tuple(sorted(code for code, words in self.words.items() if words))
