"""Language packs: which concepts a text names, and with which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import ahocorasick

from netbrief.knowledge.model import Concept
from netbrief.knowledge.phrase import Phrase, compile_phrase, exact_expression, space_out

_NO_HITS: frozenset[int] = frozenset()


def bits_of(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


class LanguagePack:
    """The words of one language.

    `scan(text)` gives the concepts of a folded text as bit masks over `concepts`, broader concepts
    included; `bit[name]` is the bit of a concept; `find(name, text)` gives where its words stand.
    Time is linear in the text.
    """

    def __init__(
        self, code: str, words: Mapping[str, Iterable[str]], concepts: Mapping[str, Concept]
    ) -> None:
        self.code = code
        self.concepts = tuple(sorted({*words, *concepts}))
        self.bit = {name: 1 << index for index, name in enumerate(self.concepts)}
        self._narrower = self._narrower_concepts(concepts)
        self._closure = {name: self._with_broader(name, concepts) for name in self.concepts}
        self.phrases: dict[str, tuple[Phrase, ...]] = {
            name: tuple(compile_phrase(text, code) for text in texts) for name, texts in words.items()
        }
        self._build_automaton()

    def _with_broader(self, name: str, concepts: Mapping[str, Concept]) -> int:
        mask, todo, seen = 0, [name], set()
        while todo:
            current = todo.pop()
            if current in seen or current not in self.bit:
                continue
            seen.add(current)
            mask |= self.bit[current]
            todo.extend(concepts[current].broader if current in concepts else ())
        return mask

    def _narrower_concepts(self, concepts: Mapping[str, Concept]) -> dict[str, tuple[str, ...]]:
        narrower: dict[str, list[str]] = {}
        for concept in concepts.values():
            for name in concept.broader:
                narrower.setdefault(name, []).append(concept.id)
        return {name: tuple(sorted(below)) for name, below in narrower.items()}

    def _build_automaton(self) -> None:
        """Each string of an atom leads to what it proves at once and to the phrases it is part of."""
        atom_index: dict[tuple[str, ...], int] = {}
        certain: dict[int, int] = {}
        gapped: dict[int, list[tuple[frozenset[int], int]]] = {}
        proofs: dict[int, list[tuple[frozenset[int], str]]] = {}
        for name in self.concepts:
            closure = self._closure[name]
            for phrase in self.phrases.get(name, ()):
                indexes = [atom_index.setdefault(atom, len(atom_index)) for atom in phrase.atoms]
                if phrase.certain:
                    certain[indexes[0]] = certain.get(indexes[0], 0) | closure
                    continue
                rarest = max(phrase.atoms, key=lambda atom: (min(map(len, atom)), -len(atom)))
                gapped.setdefault(atom_index[rarest], []).append((frozenset(indexes), closure))
                for bit in bits_of(closure):
                    proofs.setdefault(bit, []).append((frozenset(indexes), phrase.text))
        self._certain = [certain.get(index, 0) for index in range(len(atom_index))]
        self._gapped = {index: tuple(dict.fromkeys(entries)) for index, entries in gapped.items()}
        self._proofs = {bit: tuple(dict.fromkeys(entries)) for bit, entries in proofs.items()}
        self._atom_index = atom_index
        self._places: dict[str, tuple[tuple[frozenset[int], str], ...]] = {}
        strings: dict[str, set[int]] = {}
        for atom, index in atom_index.items():
            for text in atom:
                strings.setdefault(text, set()).add(index)
        self._automaton = ahocorasick.Automaton()
        for text in sorted(strings):
            self._automaton.add_word(text, tuple(sorted(strings[text])))
        self._empty = not strings
        if strings:
            self._automaton.make_automaton()

    def hits(self, folded: str) -> frozenset[int]:
        """The atoms (numbers) that stand in a folded text; what all other questions rest on."""
        if self._empty or not folded:
            return _NO_HITS
        found = {value for _, value in self._automaton.iter(space_out(folded, self.code))}
        return frozenset(index for indexes in found for index in indexes)

    def scan(self, folded: str) -> tuple[int, int]:
        """The concepts that a folded text names, broader ones included, as two bit masks: those that
        are certain, and those that hang on a phrase with a gap and still need `confirm`."""
        return self.masks(self.hits(folded))

    def masks(self, hits: frozenset[int]) -> tuple[int, int]:
        """As `scan`, of the atoms of a text."""
        mask = maybe = 0
        for index in hits:
            mask |= self._certain[index]
            for needed, closure in self._gapped.get(index, ()):
                if closure & ~maybe and needed <= hits:
                    maybe |= closure
        return mask, maybe & ~mask

    def confirm(self, folded: str, wanted: int, hits: frozenset[int] | None = None) -> int:
        """Those of the wanted concepts (bits) that a folded text names for sure."""
        atoms = self.hits(folded) if hits is None else hits
        found = 0
        for bit in bits_of(wanted):
            if not bit & found and any(
                needed <= atoms and exact_expression(text, self.code).search(folded)
                for needed, text in self._proofs.get(bit, ())
            ):
                found |= bit
        return found

    def mask(self, folded: str) -> int:
        """The concepts that a folded text names, as bits, with the broader ones."""
        certain, maybe = self.scan(folded)
        return certain | self.confirm(folded, maybe)

    def names(self, mask: int) -> tuple[str, ...]:
        """The concepts of a bit mask, by name."""
        return tuple(name for index, name in enumerate(self.concepts) if mask >> index & 1)

    def mask_of(self, names: Iterable[str]) -> int:
        """The bits of some concepts; names that this language does not know are passed over."""
        mask = 0
        for name in names:
            mask |= self.bit.get(name, 0)
        return mask

    def find(self, name: str, folded: str, hits: frozenset[int] | None = None) -> tuple[tuple[int, int], ...]:
        """Where a folded text names a concept or a narrower one: extents, in order. `hits` are the atoms
        of the text where they are at hand."""
        atoms = self.hits(folded) if hits is None else hits
        spans: set[tuple[int, int]] = set()
        for needed, text in self._phrases_of(name):
            if needed <= atoms:
                spans.update(match.span() for match in exact_expression(text, self.code).finditer(folded))
        return tuple(sorted(spans))

    def _phrases_of(self, name: str) -> tuple[tuple[frozenset[int], str], ...]:
        """The phrases of a concept and of all narrower ones: the atoms each needs, and its expression."""
        if name not in self._places:
            self._places[name] = tuple(
                (frozenset(self._atom_index[atom] for atom in phrase.atoms), phrase.text)
                for concept in self._with_narrower(name)
                for phrase in self.phrases.get(concept, ())
            )
        return self._places[name]

    def _with_narrower(self, name: str) -> tuple[str, ...]:
        found, todo = [], [name]
        while todo:
            current = todo.pop()
            if current not in found:
                found.append(current)
                todo.extend(self._narrower.get(current, ()))
        return tuple(found)
