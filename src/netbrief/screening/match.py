"""Meets the norms of a law with the rules: which rule holds for which norm, by which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netbrief.knowledge.phrase import UNSPACED, fold
from netbrief.law.model import Law
from netbrief.law.norms import Norm
from netbrief.law.terms import Terms
from netbrief.screening.rules import MODALITIES, Group, ReadyRule, RuleBook
from netbrief.screening.units import Units

Extent = tuple[int, int]
NEAR_HEAD = 160  # a definition says so near its beginning
MOST_PLACES = 8  # places of one concept in one sentence that are compared


@dataclass(frozen=True, slots=True)
class Signal:
    """A concept that was recognised, and where."""

    key: str
    concept: str
    start: int
    end: int
    level: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a norm. `turned` where a savings clause turns its direction."""

    norm: Norm
    ready: ReadyRule
    confidence: float
    modality: str
    turned: bool
    signals: tuple[Signal, ...]


@dataclass
class Matcher:
    """Tries rules on norms. `settings` are the thresholds of screening.toml; `relevance` is the
    share of the law's norms that name an Internet concept; `atoms` what the language pack saw, by extent."""

    law: Law
    book: RuleBook
    units: Units
    settings: Mapping[str, float]
    folded: str
    terms: Terms
    relevance: float
    atoms: dict[Extent, frozenset[int]]
    _modalities: dict[Extent, frozenset[str]] = field(default_factory=dict)

    def match(self, norm: Norm) -> list[Hit]:
        """All the rules that hold for a norm, in the order of the book."""
        named = norm.concepts | norm.maybe | norm.above | norm.above_maybe | norm.terms
        tried: set[int] = set()
        key = named & self.book.keys
        if not key or self._is_definition(norm) or self._is_purpose(norm):
            return []
        while key:
            bit = key & -key
            key ^= bit
            tried.update(self.book.by_bit[bit])
        hits = (self._try(norm, self.book.rules[index], named) for index in sorted(tried))
        return [hit for hit in hits if hit is not None]

    def _try(self, norm: Norm, ready: ReadyRule, named: int) -> Hit | None:
        unit = self.units.of(norm)
        loose = named | unit.concepts | unit.headings
        if not all(group.mask & (named if group.core else loose) for group in ready.groups):
            return None
        modality = self._modality(norm, ready)
        if modality is None or not self._about_the_internet(norm, ready):
            return None
        if ready.heading and not ready.heading & self.units.headings_above(norm):
            return None
        placed = self._place_groups(norm, ready)
        if placed is None or (ready.unless and self._named_exactly(norm, ready.unless)):
            return None
        exempts = "exempts" in self._modalities_of(norm) and "exempts" not in ready.modality
        if exempts and ready.rule.on_exemption == "drop":
            return None
        signals, factor = placed
        if norm.joined:
            factor *= self.settings["joined_factor"]
        return Hit(
            norm,
            ready,
            ready.rule.confidence * factor * self.units.kind_factor(norm),
            modality,
            exempts and ready.rule.on_exemption == "turn",
            signals,
        )

    # --- where each group is met

    def _place_groups(self, norm: Norm, ready: ReadyRule) -> tuple[tuple[Signal, ...], float] | None:
        """A signal for each group, and the factor for how far from each other and from the sentence
        they stand; None where a group is not met or none of the core ones in the sentence itself."""
        options: list[list[Signal]] = []
        for group in ready.groups:
            found = self._place(norm, group)
            if not found:
                return None
            options.append(found)
        if not any(
            o[0].level in ("own", "term") for o, g in zip(options, ready.groups, strict=True) if g.core
        ):
            return None
        signals = _closest(options)
        factor = 1.0 if norm.joined else self._distance_factor(signals, ready)
        for signal in signals:
            factor *= self._level_factor(signal.level)
        return signals, factor

    def _level_factor(self, level: str) -> float:
        return 1.0 if level == "own" else self.settings[f"{level}_factor"]

    def _distance_factor(self, signals: tuple[Signal, ...], ready: ReadyRule) -> float:
        """Action and object that stand far apart in a long sentence often belong to different clauses."""
        own = [s for s, g in zip(signals, ready.groups, strict=True) if g.core and s.level == "own"]
        if len(own) < 2:
            return 1.0
        width = max(s.end for s in own) - min(s.start for s in own)
        near = self.settings["near_unspaced" if self.book.pack.code in UNSPACED else "near"]
        if width <= near:
            return 1.0
        return self.settings["far_factor"] if width <= 2 * near else self.settings["very_far_factor"]

    def _place(self, norm: Norm, group: Group) -> list[Signal]:
        """Where a group is met, nearest level only: in the sentence, through a defined term, in its
        lead-in, and, unless the group is a core one, in a heading or the rest of the unit."""
        if group.mask & (norm.concepts | norm.maybe):
            signals = self._find(group, (norm.start, norm.end), "own")
            if signals:
                return signals
        if group.mask & norm.terms:
            signal = self._find_term(norm, group)
            if signal:
                return [signal]
        if group.mask & (norm.above | norm.above_maybe):
            for extent in reversed(norm.lead_in):
                signals = self._find(group, extent, "lead_in")
                if signals:
                    return signals
        return [] if group.core else self._place_around(norm, group)

    def _place_around(self, norm: Norm, group: Group) -> list[Signal]:
        for extent in self.units.heading_extents(norm):
            signals = self._find(group, extent, "heading")
            if signals:
                return signals
        unit = self.units.of(norm)
        if group.mask & unit.concepts:
            return self._find(group, (unit.start, unit.end), "unit")
        return []

    def _find(self, group: Group, extent: Extent, level: str) -> list[Signal]:
        """The first words in an extent that name concepts of the group, in order."""
        pack = self.book.pack
        certain, maybe = pack.masks(self._atoms(extent))
        found = [
            Signal(group.key, concept, extent[0] + start, extent[0] + end, level)
            for concept in pack.names(group.mask & (certain | maybe))
            for start, end in self._spans(concept, extent)[:MOST_PLACES]
        ]
        found.sort(key=lambda signal: (signal.start, signal.end, signal.concept))
        return found[:MOST_PLACES]

    def _atoms(self, extent: Extent) -> frozenset[int]:
        if extent not in self.atoms:
            self.atoms[extent] = self.book.pack.hits(self.folded[extent[0] : extent[1]])
        return self.atoms[extent]

    def _spans(self, concept: str, extent: Extent) -> tuple[tuple[int, int], ...]:
        """Where a concept is named in an extent, as offsets from its beginning."""
        return self.book.pack.find(concept, self.folded[extent[0] : extent[1]], self._atoms(extent))

    def _find_term(self, norm: Norm, group: Group) -> Signal | None:
        text = self.folded[norm.start : norm.end]
        for concept in self.book.pack.names(group.mask & norm.terms):
            span = self.terms.find(self.book.pack.bit[concept], text, norm.start)
            if span:
                return Signal(group.key, concept, norm.start + span[0], norm.start + span[1], "term")
        return None

    # --- what the norm does

    def _modality(self, norm: Norm, ready: ReadyRule) -> str | None:
        found = self._modalities_of(norm)
        if not ready.modality:
            return _leading(found)
        fitting = found & ready.modality
        if not fitting and "exempts" in found and ready.rule.on_exemption == "turn":
            return "exempts"
        return _leading(fitting) if fitting else None

    def _modalities_of(self, norm: Norm) -> frozenset[str]:
        key = (norm.start, norm.end)
        if key not in self._modalities:
            self._modalities[key] = self._read_modalities(norm)
        return self._modalities[key]

    def _read_modalities(self, norm: Norm) -> frozenset[str]:
        """What the sentence does. One that says what follows from a breach is a sanction and nothing else."""
        sanction = self.book.sanction & (norm.concepts | norm.maybe | norm.above | norm.above_maybe)
        if sanction and any(
            self._spans("sanction", extent) for extent in (*norm.lead_in, (norm.start, norm.end))
        ):
            return frozenset({"offence"})
        own = self._modalities_in(norm.concepts, norm.maybe, (norm.start, norm.end))
        found = set(own)
        if not own - {"exempts", "offence"}:
            for extent in norm.lead_in:
                found |= self._modalities_in(norm.above, norm.above_maybe, extent)
        named = norm.concepts | norm.maybe | norm.above | norm.above_maybe
        if "may" in found and self.book.authority & named:  # "the Minister may ..." is a power, not a liberty
            found.add("power")
        return frozenset(found) or frozenset({"states"})

    def _modalities_in(self, concepts: int, maybe: int, extent: Extent) -> frozenset[str]:
        found = {
            name
            for name in MODALITIES
            if self.book.modality[name] & (concepts | maybe) and self._spans(name, extent)
        }
        for strong, weak in (
            ("must_not", "must"),
            ("must_not", "may"),
            ("exempts", "must_not"),
            ("exempts", "must"),
        ):
            if strong in found and weak in found and not self._stands_apart(weak, strong, extent):
                found.discard(weak)
        return frozenset(found)

    def _stands_apart(self, weak: str, strong: str, extent: Extent) -> bool:
        """Whether the weaker modality is named somewhere outside the words of the stronger one: in
        "shall not", "shall" is no duty."""
        strong_spans = self._spans(strong, extent)
        return any(
            all(end <= s or start >= e for s, e in strong_spans) for start, end in self._spans(weak, extent)
        )

    def _is_definition(self, norm: Norm) -> bool:
        if not self.book.definition & (norm.concepts | norm.maybe | norm.above | norm.above_maybe):
            return False
        for extent in (*norm.lead_in, (norm.start, norm.end)):
            spans = self._spans("definition", extent)
            if (
                spans
                and spans[0][0] < NEAR_HEAD
                and self._stands_apart("definition", "no_definition", extent)
            ):
                return True
        return False

    def _is_purpose(self, norm: Norm) -> bool:
        """Whether a sentence says what the law is for: an aim is not yet a rule."""
        if not self.book.purpose & (norm.concepts | norm.maybe):
            return False
        spans = self._spans("purpose", (norm.start, norm.end))
        return bool(spans) and spans[0][0] < NEAR_HEAD

    # --- what the norm is about

    def _about_the_internet(self, norm: Norm, ready: ReadyRule) -> bool:
        mask = self.book.internet
        if mask & (norm.concepts | norm.above | norm.terms):
            return True
        if self._confirmed(norm, mask):
            return True
        within = ready.rule.within
        if within == "anywhere":
            return True
        if within == "law":
            return self.relevance >= self.settings["law_relevance"]
        if within == "norm":
            return False
        unit = self.units.of(norm)
        named = mask & (unit.concepts | self.units.headings_above(norm))
        return bool(named) or self.relevance >= self.settings["strong_relevance"]

    def _confirmed(self, norm: Norm, mask: int) -> bool:
        """Whether a phrase with a gap names one of the concepts in the sentence or its lead-in."""
        if mask & norm.maybe and self._confirm((norm.start, norm.end), mask & norm.maybe):
            return True
        wanted = mask & norm.above_maybe
        return bool(wanted) and any(self._confirm(extent, wanted) for extent in norm.lead_in)

    def _confirm(self, extent: Extent, wanted: int) -> int:
        text = self.folded[extent[0] : extent[1]]
        return self.book.pack.confirm(text, wanted, self._atoms(extent))

    def _named_exactly(self, norm: Norm, mask: int) -> bool:
        if mask & norm.concepts:
            return True
        wanted = mask & norm.maybe
        return bool(wanted and self._confirm((norm.start, norm.end), wanted))


_ORDER = ("exempts", "must_not", "power", "must", "offence", "may", "states")


def _closest(options: list[list[Signal]]) -> tuple[Signal, ...]:
    """One signal for each group, near to each other: from each place of the first group, the nearest of
    the others; the narrowest choice wins, the first of equals."""
    best: tuple[Signal, ...] = ()
    narrowest = -1
    for anchor in options[0]:
        chosen = [
            anchor,
            *(min(o, key=lambda s: (abs(s.start - anchor.start), s.start)) for o in options[1:]),
        ]
        own = [signal for signal in chosen if signal.level == "own"] or chosen
        width = max(signal.end for signal in own) - min(signal.start for signal in own)
        if narrowest < 0 or width < narrowest:
            narrowest, best = width, tuple(chosen)
    return best


def _leading(modalities: frozenset[str]) -> str:
    return next((name for name in _ORDER if name in modalities), "states")


def fold_law(law: Law) -> str:
    """The folded text of a law; offsets are those of `law.text`."""
    return fold(law.text)
