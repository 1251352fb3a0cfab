"""Screening: provisions meet the knowledge of mechanisms; findings come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from netbrief.knowledge.model import Knowledge, Mechanism
from netbrief.law.model import Law, Provision
from netbrief.law.norms import Norm, find_norms
from netbrief.law.terms import Terms
from netbrief.screening.match import Hit, Matcher, fold_law
from netbrief.screening.model import Direction, Finding, Modality, SafeguardNote, Screening
from netbrief.screening.rules import RuleBook, rule_book
from netbrief.screening.units import Units

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")
_TURNED: dict[str, Direction] = {"harms": "supports", "supports": "harms", "mixed": "mixed"}


def screen(law: Law, knowledge: Knowledge) -> Screening:
    """The findings of a law, in document order. For every finding `law.text[start:end] == quote`.
    Deterministic; time is linear in the text. A law in a language without words gives no finding
    and an empty `languages`."""
    book = rule_book(knowledge, law.language)
    folded = fold_law(law)
    terms = Terms(law, book.pack, folded, book.internet)
    atoms: dict[tuple[int, int], frozenset[int]] = {}
    norms = find_norms(law, book.pack, folded, terms, atoms)
    relevance = _relevance(norms, book)
    units = Units(law, norms, book.pack, folded, knowledge.settings)
    matcher = Matcher(law, book, units, knowledge.settings, folded, terms, relevance, atoms)
    hits = [hit for norm in norms if not units.is_silent(norm) for hit in matcher.match(norm)]
    findings = _Finder(law, knowledge, units, folded, book).findings(hits)
    bar = knowledge.settings["brief_confidence"]
    look = knowledge.settings["look_confidence"]
    return Screening(
        findings=tuple(finding for finding in findings if finding.confidence >= bar),
        worth_a_look=tuple(finding for finding in findings if look <= finding.confidence < bar),
        norms=sum(not norm.joined for norm in norms),
        words=count_words(law.text),
        relevance=round(relevance, 4),
        languages=(law.language,) if knowledge.words.get(law.language) else (),
    )


def count_words(text: str) -> int:
    """Words of a text; a character of a script written without spaces counts as one."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text) if unspaced else text)) + unspaced


def _relevance(norms: Sequence[Norm], book: RuleBook) -> float:
    own = [norm for norm in norms if not norm.joined]
    about = sum(bool((norm.concepts | norm.terms) & book.internet) for norm in own)
    return about / len(own) if own else 0.0


class _Finder:
    """Turns hits into findings: one for each mechanism, direction and unit, at its strongest words."""

    def __init__(self, law: Law, knowledge: Knowledge, units: Units, folded: str, book: RuleBook) -> None:
        self.law = law
        self.knowledge = knowledge
        self.units = units
        self.folded = folded
        self.book = book
        self.unit_hits: dict[str, frozenset[int]] = {}

    def findings(self, hits: Iterable[Hit]) -> list[Finding]:
        grouped: dict[tuple[str, str, Direction], list[Hit]] = {}
        for hit in hits:
            mechanism = self.knowledge.mechanisms[hit.ready.rule.mechanism]
            key = (self.units.id_of(hit.norm), mechanism.id, _direction(hit, mechanism))
            grouped.setdefault(key, []).append(hit)
        found = [
            self._finding(mechanism, direction, group) for (_, mechanism, direction), group in grouped.items()
        ]
        found.sort(key=lambda finding: (finding.start, finding.end, finding.mechanism, finding.direction))
        return found

    def _finding(self, mechanism_id: str, direction: Direction, hits: list[Hit]) -> Finding:
        mechanism = self.knowledge.mechanisms[mechanism_id]
        fine = [hit for hit in hits if not hit.norm.joined] or hits
        best = min(fine, key=_rank)
        provision = self._common([self.law.provisions[hit.norm.provision] for hit in fine])
        start, end = best.norm.start, best.norm.end
        present, missing = self._safeguards(mechanism, best) if direction != "supports" else ((), ())
        rule = best.ready.rule
        return Finding(
            id=f"{mechanism_id}.{direction}.{provision.id}",
            mechanism=mechanism_id,
            provision_id=provision.id,
            quote=self.law.text[start:end],
            start=start,
            end=end,
            rule=rule.id,
            actor=self._actor(best),
            modality=cast(Modality, best.modality),
            direction=direction,
            strength=max(1, (rule.strength or mechanism.strength) - (1 if best.turned else 0)),
            confidence=round(best.confidence, 3),
            layer=mechanism.layer,
            why=mechanism.reason,
            rules=tuple(sorted({hit.ready.rule.id for hit in hits})),
            signals=tuple(self._signal_words(best)),
            places=tuple(sorted({(hit.norm.start, hit.norm.end) for hit in fine})),
            precedents=mechanism.precedents,
            safeguards=present,
            missing_safeguards=missing,
            questions=mechanism.questions,
        )

    def _common(self, provisions: list[Provision]) -> Provision:
        """The smallest provision that holds all of these."""
        chains = [[p.id, *(a.id for a in self.law.ancestors(p))] for p in provisions]
        for candidate in chains[0]:
            if all(candidate in chain for chain in chains):
                return self.law.by_id[candidate]
        return self.law.provisions[0]

    def _safeguards(
        self, mechanism: Mechanism, hit: Hit
    ) -> tuple[tuple[SafeguardNote, ...], tuple[str, ...]]:
        unit = self.units.of(hit.norm)
        text = self.folded[unit.start : unit.end]
        if unit.id not in self.unit_hits:
            self.unit_hits[unit.id] = self.book.pack.hits(text)
        atoms = self.unit_hits[unit.id]
        present: list[SafeguardNote] = []
        missing: list[str] = []
        for name in mechanism.safeguards:
            if name not in self.knowledge.safeguards:  # `knowledge check` reports it
                continue
            spans = [
                span
                for concept in self.knowledge.safeguards[name].concepts
                if self.book.pack.bit.get(concept, 0)
                for span in self.book.pack.find(concept, text, atoms)[:1]
            ]
            if spans:
                start, end = min(spans)
                present.append(SafeguardNote(name, unit.start + start, unit.start + end))
            else:
                missing.append(name)
        return tuple(present), tuple(missing)

    def _actor(self, hit: Hit) -> str:
        signal = next((signal for signal in hit.signals if signal.key == "actor"), None)
        if signal is None or signal.concept not in self.knowledge.concepts:
            return ""
        return self.knowledge.concepts[signal.concept].label

    def _signal_words(self, hit: Hit) -> Iterable[str]:
        for signal in hit.signals:
            concept = self.knowledge.concepts.get(signal.concept)
            label = concept.label if concept else signal.key
            words = " ".join(self.law.text[signal.start : signal.end].split())
            place = "" if signal.level == "own" else f" [{signal.level.replace('_', '-')}]"
            yield f"{label}: {words}{place}"


def _direction(hit: Hit, mechanism: Mechanism) -> Direction:
    plain = cast(Direction, hit.ready.rule.direction or mechanism.polarity)
    return _TURNED[plain] if hit.turned else plain


def _rank(hit: Hit) -> tuple[float, bool, int, int, str]:
    return (-hit.confidence, hit.norm.joined, hit.norm.start, hit.norm.end, hit.ready.rule.id)
