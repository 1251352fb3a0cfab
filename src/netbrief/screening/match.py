"""Meets the norms of a law with the rules: which rule holds for which norm, by which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netbrief.knowledge.phrase import fold
from netbrief.law.model import Law
from netbrief.law.norms import Norm
from netbrief.law.terms import Terms
from netbrief.screening.rules import MODALITIES, Group, ReadyRule, RuleBook
from netbrief.screening.units import Units

Extent = tuple[int, int]


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
    """Tries rules on norms. `settings` are the thresholds of screening.toml; `law_is_about_it` says that
    the law names Internet concepts often enough for rules with within = "law"."""

    law: Law
    book: RuleBook
    units: Units
    settings: Mapping[str, float]
    folded: str
    terms: Terms
    law_is_about_it: bool
    _modalities: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def match(self, norm: Norm) -> list[Hit]:
        """All the rules that hold for a norm, in the order of the book."""
        named = norm.concepts | norm.maybe | norm.above | norm.above_maybe | norm.terms
        tried: set[int] = set()
        key = named & self.book.keys
        if not key or self._is_definition(norm):
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
        factor = 1.0
        own = False
        signals: list[Signal] = []
        for group in ready.groups:
            signal = self._place(norm, group)
            if signal is None:
                return None
            own = own or (group.core and signal.level in ("own", "term"))
            factor *= self._level_factor(signal.level)
            signals.append(signal)
        return (tuple(signals), factor) if own else None

    def _level_factor(self, level: str) -> float:
        return 1.0 if level == "own" else self.settings[f"{level}_factor"]

    def _place(self, norm: Norm, group: Group) -> Signal | None:
        if group.mask & (norm.concepts | norm.maybe):
            signal = self._find(group, (norm.start, norm.end), "own")
            if signal:
                return signal
        if group.mask & norm.terms:
            signal = self._find_term(norm, group)
            if signal:
                return signal
        if group.mask & (norm.above | norm.above_maybe):
            for extent in reversed(norm.lead_in):
                signal = self._find(group, extent, "lead_in")
                if signal:
                    return signal
        if group.core:
            return None
        for extent in self.units.heading_extents(norm):
            signal = self._find(group, extent, "heading")
            if signal:
                return signal
        unit = self.units.of(norm)
        if group.mask & unit.concepts:
            return self._find(group, (unit.start, unit.end), "unit")
        return None

    def _find(self, group: Group, extent: Extent, level: str) -> Signal | None:
        """The first words in an extent that name a concept of the group."""
        pack = self.book.pack
        text = self.folded[extent[0] : extent[1]]
        certain, maybe = pack.scan(text)
        best: Signal | None = None
        for concept in pack.names(group.mask & (certain | maybe)):
            for start, end in pack.find(concept, text)[:1]:
                if best is None or extent[0] + start < best.start:
                    best = Signal(group.key, concept, extent[0] + start, extent[0] + end, level)
        return best

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
        own = self._modalities_in(norm.concepts, norm.maybe, (norm.start, norm.end))
        found = set(own)
        if not own - {"exempts", "offence"}:
            for extent in norm.lead_in:
                found |= self._modalities_in(norm.above, norm.above_maybe, extent)
        return frozenset(found) or frozenset({"states"})

    def _modalities_in(self, concepts: int, maybe: int, extent: Extent) -> frozenset[str]:
        text = self.folded[extent[0] : extent[1]]
        found = {
            name
            for name in MODALITIES
            if self.book.modality[name] & (concepts | maybe) and self.book.pack.find(name, text)
        }
        for strong, weak in (
            ("must_not", "must"),
            ("must_not", "may"),
            ("exempts", "must_not"),
            ("exempts", "must"),
        ):
            if strong in found and weak in found and not self._stands_apart(weak, strong, text):
                found.discard(weak)
        return frozenset(found)

    def _stands_apart(self, weak: str, strong: str, text: str) -> bool:
        """Whether the weaker modality is named somewhere outside the words of the stronger one: in
        "shall not", "shall" is no duty."""
        strong_spans = self.book.pack.find(strong, text)
        return any(
            all(end <= s or start >= e for s, e in strong_spans)
            for start, end in self.book.pack.find(weak, text)
        )

    def _is_definition(self, norm: Norm) -> bool:
        if not self.book.definition & (norm.concepts | norm.maybe | norm.above | norm.above_maybe):
            return False
        for extent in (*norm.lead_in, (norm.start, norm.end)):
            spans = self.book.pack.find("definition", self.folded[extent[0] : extent[1]])
            if spans and spans[0][0] < 160:
                return True
        return False

    # --- what the norm is about

    def _about_the_internet(self, norm: Norm, ready: ReadyRule) -> bool:
        mask = self.book.internet
        if mask & (norm.concepts | norm.above | norm.terms):
            return True
        within = ready.rule.within
        if within == "law":
            return self.law_is_about_it
        unit = self.units.of(norm)
        return within == "unit" and bool(mask & (unit.concepts | self.units.headings_above(norm)))

    def _named_exactly(self, norm: Norm, mask: int) -> bool:
        if mask & norm.concepts:
            return True
        wanted = mask & norm.maybe
        return bool(wanted and self.book.pack.confirm(self.folded[norm.start : norm.end], wanted))


_ORDER = ("exempts", "must_not", "power", "must", "offence", "may", "states")


def _leading(modalities: frozenset[str]) -> str:
    return next((name for name in _ORDER if name in modalities), "states")


def fold_law(law: Law) -> str:
    """The folded text of a law; offsets are those of `law.text`."""
    return fold(law.text)
