"""Norms: what each sentence of a law does, with the words above it that it needs.

A statute puts one sentence over many units: "The Minister may, by order- (a) suspend ...; (b) block
...". The norm of (b) is its own words with the lead-in of the units above. A norm here is a sentence
of a provision (`start`, `end`), the lead-in extents, and the concepts that each of them names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from netbrief.knowledge.language import LanguagePack
from netbrief.law.model import Law, Provision
from netbrief.law.terms import Terms

_SENTENCE_END = re.compile(
    r"[.!?][\"”’»)\]]{0,2}(?:\[\d+\]|\^\d+)?(?=\s+[\"“„«(\[]?[^\W\d_a-zß-öø-ÿ])|[。！？][”’」』）]?"
)
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-zÀ-ÿ]|\b(?:No|Nos|Art|Abs|Nr|Cap|Sec|Sub|Ch|Reg|Dr|Mr|Mrs|Ms|St|vs?|cf|al|etc|Inc|Ltd|Co|Pub|Stat"
    r"|Rev|Gen|Gov|bzw|ggf|Ziff|Buchst|inc|núm|nº|p|pp|par|cl))\.$"
)
_OPEN_END = re.compile(r"(?:[:,;\-–—‑―]|[^\W\d_])\s*$")
LONGEST_JOINED = 2_500
LONGEST_NORM = 6_000


@dataclass(frozen=True, slots=True)
class Norm:
    """A sentence of a provision. `start` and `end` are offsets into the text of the law. `concepts`
    and `maybe` are bit masks of the language pack: named for certain, and named if a phrase with a
    gap holds. `lead_in` are the extents of the words above that belong to it, outermost first, and
    `above`, `above_maybe` their masks. `terms` are the concepts that a defined term of the law stands
    for. `joined` marks a provision read together with its items."""

    provision: int
    start: int
    end: int
    concepts: int
    maybe: int
    lead_in: tuple[tuple[int, int], ...] = ()
    above: int = 0
    above_maybe: int = 0
    terms: int = 0
    joined: bool = False


def find_norms(
    law: Law, pack: LanguagePack, folded: str, terms: Terms, atoms: dict[tuple[int, int], frozenset[int]]
) -> tuple[Norm, ...]:
    """The norms of a law, in document order. `folded` is `fold(law.text)`. Headings are not norms.
    Into `atoms` goes what the pack saw in each sentence, by its extent, for those who look again.
    Time is linear in the text."""
    return tuple(_NormFinder(law, pack, folded, terms, atoms).find())


@dataclass(frozen=True, slots=True)
class _LeadIn:
    extents: tuple[tuple[int, int], ...] = ()
    concepts: int = 0
    maybe: int = 0


class _NormFinder:
    def __init__(
        self,
        law: Law,
        pack: LanguagePack,
        folded: str,
        terms: Terms,
        atoms: dict[tuple[int, int], frozenset[int]],
    ) -> None:
        self.law = law
        self.pack = pack
        self.folded = folded
        self.terms = terms
        self.atoms = atoms
        self.lead_ins: dict[str, _LeadIn] = {}

    def find(self) -> Iterator[Norm]:
        for index, provision in enumerate(self.law.provisions):
            above = self.lead_ins.get(provision.parent or "", _LeadIn())
            children = self.law.children.get(provision.id, ())
            sentences = list(self._sentences(provision, children))
            scanned = [self._scan(start, end) for start, end in sentences]
            yield from self._own(index, sentences, scanned, above)
            if children:
                self.lead_ins[provision.id] = self._pass_down(provision, sentences, scanned, above)
        yield from self._all_joined()

    def _scan(self, start: int, end: int) -> tuple[int, int]:
        hits = self.pack.hits(self.folded[start:end])
        self.atoms[start, end] = hits
        return self.pack.masks(hits)

    def _own(
        self,
        index: int,
        sentences: list[tuple[int, int]],
        scanned: list[tuple[int, int]],
        above: _LeadIn,
    ) -> Iterator[Norm]:
        for (start, end), (concepts, maybe) in zip(sentences, scanned, strict=True):
            terms = self.terms.concepts_in(self.folded[start:end], start)
            yield Norm(index, start, end, concepts, maybe, above.extents, above.concepts, above.maybe, terms)

    def _sentences(self, provision: Provision, children: tuple[Provision, ...]) -> Iterator[tuple[int, int]]:
        """The sentences of the provision's own words: between its heading and its children, and
        after and between them."""
        start = max(provision.start, provision.heading_span[1] if provision.heading_span else 0)
        start = self._skip_number(provision, start)
        for child in children:
            yield from split_sentences(self.law.text, start, child.start)
            start = max(start, child.end)
        yield from split_sentences(self.law.text, start, provision.end)

    def _skip_number(self, provision: Provision, start: int) -> int:
        text = self.law.text
        number = provision.number
        if number and not provision.heading_span and text.startswith(number, start):
            return start + len(number)
        return start

    def _pass_down(
        self,
        provision: Provision,
        sentences: list[tuple[int, int]],
        scanned: list[tuple[int, int]],
        above: _LeadIn,
    ) -> _LeadIn:
        """The lead-in that the units below inherit: the last sentence of the introduction, if it is
        left open, after what this unit inherited itself."""
        opening = [
            (extent, masks)
            for extent, masks in zip(sentences, scanned, strict=True)
            if extent[1] <= provision.intro_end
        ]
        if not opening:
            return above if provision.number else _LeadIn()
        (start, end), (concepts, maybe) = opening[-1]
        if not _OPEN_END.search(self.law.text, max(start, end - 12), end):
            return _LeadIn()
        return _LeadIn((*above.extents, (start, end)), above.concepts | concepts, above.maybe | maybe)

    def _all_joined(self) -> Iterator[Norm]:
        """Provisions whose sentence runs through their items and may end after them, each read as one."""
        extents = sorted(self.atoms)
        starts = [start for start, _ in extents]
        for index, provision in enumerate(self.law.provisions):
            extent = self._joined_extent(provision)
            if extent is None:
                continue
            start, end = extent
            parts = extents[bisect_left(starts, start) : bisect_left(starts, end)]
            hits = frozenset().union(*(self.atoms[part] for part in parts))
            self.atoms.setdefault(extent, hits)
            yield Norm(index, start, end, *self.pack.masks(hits), joined=True)

    def _joined_extent(self, provision: Provision) -> tuple[int, int] | None:
        children = self.law.children.get(provision.id, ())
        if not children or provision.parent is None or provision.end - provision.start > LONGEST_JOINED:
            return None
        if any(child.kind in ("section", "article", "chapter", "part") for child in children):
            return None
        start = max(provision.start, provision.heading_span[1] if provision.heading_span else 0)
        start, end = _trim(self.law.text, self._skip_number(provision, start), provision.end)
        return (start, end) if start < end else None


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Extents of the sentences of `text[start:end]`, trimmed; a number or an abbreviation before a
    full stop does not end one; one that is longer than LONGEST_NORM is cut at a space."""
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if text[match.start()] == "." and _is_abbreviation(text, begin, match.start() + 1):
            continue
        yield from _cut(text, begin, match.end())
        begin = match.end()
    yield from _cut(text, begin, end)


def _is_abbreviation(text: str, begin: int, end: int) -> bool:
    return bool(_ABBREVIATION.search(text[max(begin, end - 8) : end]))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trim(text, start, end)
    while end - start > LONGEST_NORM:
        at = text.rfind(" ", start, start + LONGEST_NORM)
        at = at if at > start else start + LONGEST_NORM
        yield _trim(text, start, at)
        start, end = _trim(text, at, end)
    if start < end:
        yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
