"""A finding: a place in a law where a known mechanism acts, with the exact words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["harms", "supports", "mixed"]
Modality = Literal["must", "must_not", "may", "power", "exempts", "offence", "states"]


@dataclass(frozen=True, slots=True)
class SafeguardNote:
    """A safeguard and the words of the law that show it (`start`, `end` are None where it is missing)."""

    safeguard: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`law.text[start:end] == quote`, always. `provision_id` is the smallest provision that holds
    every place in `places`; `start` and `end` are the strongest of them. `rule` is the one behind the quote, `rules` are all
    that hold there; `signals` says in words
    what was recognised (concept: words of the law), so that a reader can follow the rule.
    `strength` 1 to 3; `confidence` 0 to 1."""

    id: str
    mechanism: str
    provision_id: str
    quote: str
    start: int
    end: int
    rule: str
    actor: str
    modality: Modality
    direction: Direction
    strength: int
    confidence: float
    layer: str
    why: str
    rules: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    precedents: tuple[str, ...] = ()
    safeguards: tuple[SafeguardNote, ...] = ()
    missing_safeguards: tuple[str, ...] = ()
    questions: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Screening:
    """The findings of a law in document order, and those too doubtful for the brief.

    `words` counts words (Chinese, Thai: characters) of the law; `relevance` is the share of norms
    that speak of the Internet; `languages` are the language packs that were used.
    """

    findings: tuple[Finding, ...]
    worth_a_look: tuple[Finding, ...]
    norms: int
    words: int
    relevance: float
    languages: tuple[str, ...]
