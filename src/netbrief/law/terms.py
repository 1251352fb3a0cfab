"""Defined terms as the law means them: "the service" is a DNS resolver where section 2 says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick

from netbrief.knowledge.language import LanguagePack
from netbrief.knowledge.phrase import fold, space_out
from netbrief.law.model import Law

LONGEST_READ = 400  # characters of a definition that are read for what it means
SHORTEST_TERM = 4
LONGEST_TERM = 80


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term in folded words, the concepts (bits) its definition names, and where it reaches."""

    words: str
    concepts: int
    start: int
    end: int


class Terms:
    """The defined terms of a law that stand for concepts in `wanted` (a bit mask of the pack)."""

    def __init__(self, law: Law, pack: LanguagePack, folded: str, wanted: int) -> None:
        self.code = pack.code
        self._terms: dict[str, list[Term]] = {}
        for definition in law.definitions:
            term = fold(definition.term)
            words = space_out(term, pack.code)
            if not SHORTEST_TERM <= len(words.strip()) <= LONGEST_TERM:
                continue
            read = folded[definition.start : min(definition.end, definition.start + LONGEST_READ)]
            own = pack.scan(term)[0]
            concepts = pack.scan(read)[0] & wanted & ~own
            if concepts:
                scope = law.by_id.get(definition.scope) or law.provisions[0]
                self._terms.setdefault(words, []).append(Term(words, concepts, scope.start, scope.end))
        self._automaton = ahocorasick.Automaton()
        for words in self._terms:
            self._automaton.add_word(words, words)
        if self._terms:
            self._automaton.make_automaton()

    def concepts_in(self, folded: str, offset: int) -> int:
        """The concepts that a sentence at `offset` names through defined terms."""
        if not self._terms:
            return 0
        mask = 0
        for _, words in self._automaton.iter(space_out(folded, self.code)):
            for term in self._terms[words]:
                if term.start <= offset < term.end:
                    mask |= term.concepts
        return mask

    def find(self, concept: int, folded: str, offset: int) -> tuple[int, int] | None:
        """The first place in a sentence where a term stands for a concept (bit)."""
        for words, terms in self._terms.items():
            if any(term.concepts & concept and term.start <= offset < term.end for term in terms):
                pattern = r"[^\w.;:]+".join(re.escape(word) for word in words.split())
                match = re.search(rf"(?<!\w){pattern}(?!\w)" if " " in words else pattern, folded)
                if match:
                    return match.span()
        return None
