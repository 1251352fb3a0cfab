"""The unit of a norm: the section, article, § or 条 that a lawyer would cite, with its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netbrief.knowledge.language import LanguagePack
from netbrief.law.model import Law, Provision
from netbrief.law.norms import Norm

UNIT_KINDS = frozenset({"section", "article", "recital", "rule", "regulation"})
GROUP_KINDS = frozenset(
    {"law", "part", "chapter", "title", "book", "division", "subdivision", "section_group", "subchapter",
     "subpart", "schedule", "annex", "body", "preamble", "front", "back", "quoted", "crossheading"}
)  # fmt: skip
_FACTOR = {
    "recital": "recital_factor",
    "note": "note_factor",
    "front": "summary_factor",
    "preamble": "recital_factor",
}
SILENT_KINDS = frozenset({"toc"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with the concepts of all its norms, and of its own headings and those above it."""

    id: str
    start: int
    end: int
    concepts: int
    headings: int


class Units:
    """The units of a law and what they name."""

    def __init__(
        self, law: Law, norms: Sequence[Norm], pack: LanguagePack, folded: str, settings: Mapping[str, float]
    ) -> None:
        self.law = law
        self.pack = pack
        self.folded = folded
        self.settings = settings
        self._headings: dict[str, int] = {}
        self._unit_ids = self._find_units()
        self._units = self._gather(norms)
        self._kinds = self._find_kinds()

    def of(self, norm: Norm) -> Unit:
        """The unit a norm stands in."""
        return self._units[self._unit_ids[norm.provision]]

    def id_of(self, norm: Norm) -> str:
        """The identifier of the unit a norm stands in."""
        return self._unit_ids[norm.provision]

    def headings_above(self, norm: Norm) -> int:
        """The concepts of the heading of the norm's provision and of all above it."""
        return self._headings[self.law.provisions[norm.provision].id]

    def heading_extents(self, norm: Norm) -> list[tuple[int, int]]:
        """Extents of the headings over a norm, nearest first."""
        provision = self.law.provisions[norm.provision]
        chain = (provision, *self.law.ancestors(provision))
        return [item.heading_span for item in chain if item.heading_span]

    def kind_factor(self, norm: Norm) -> float:
        """How much a norm's place lowers confidence: a recital has no operative force."""
        name = self._kinds[norm.provision]
        return self.settings[name] if name else 1.0

    def is_silent(self, norm: Norm) -> bool:
        """Whether nothing is to be found there at all: a table of contents."""
        return self.law.provisions[norm.provision].kind in SILENT_KINDS

    def _find_units(self) -> list[str]:
        """For each provision, the nearest unit at or above it; where there is none, the highest unit
        that is not a mere group of units."""
        ids: list[str] = []
        by_id: dict[str, str] = {}
        is_real: dict[str, bool] = {}
        for provision in self.law.provisions:
            above = provision.parent
            if provision.kind in UNIT_KINDS:
                unit, real = provision.id, True
            elif above is not None and (is_real[above] or self._holds_text(self.law.by_id[above])):
                unit, real = by_id[above], is_real[above]
            else:
                unit, real = provision.id, False
            by_id[provision.id] = unit
            is_real[provision.id] = real
            ids.append(unit)
        return ids

    @staticmethod
    def _holds_text(provision: Provision) -> bool:
        return provision.kind not in GROUP_KINDS

    def _gather(self, norms: Sequence[Norm]) -> dict[str, Unit]:
        self._read_headings()
        concepts: dict[str, int] = {}
        for norm in norms:
            unit = self._unit_ids[norm.provision]
            concepts[unit] = concepts.get(unit, 0) | norm.concepts
        units: dict[str, Unit] = {}
        for unit in dict.fromkeys(self._unit_ids):
            provision = self.law.by_id[unit]
            units[unit] = Unit(
                unit, provision.start, provision.end, concepts.get(unit, 0), self._headings[unit]
            )
        return units

    def _read_headings(self) -> None:
        for provision in self.law.provisions:
            mask = self._headings.get(provision.parent or "", 0)
            if provision.heading_span and provision.parent is not None:
                start, end = provision.heading_span
                mask |= self.pack.mask(self.folded[start:end])
            self._headings[provision.id] = mask

    def _find_kinds(self) -> list[str]:
        factors: dict[str, str] = {}
        result: list[str] = []
        for provision in self.law.provisions:
            name = _FACTOR.get(provision.kind) or factors.get(provision.parent or "", "")
            factors[provision.id] = name
            result.append(name)
        return result
