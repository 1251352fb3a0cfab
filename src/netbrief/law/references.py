"""Cross-references inside a law, resolved to provisions, and citations of other laws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netbrief.law.grammar_data import Expressions, expressions
from netbrief.law.model import Law, Provision, Reference

MOST = 50_000
_NOT_CITED_BARE = frozenset({"recital", "schedule", "annex", "part", "chapter", "title", "division", "note"})
_NUMBER = re.compile(r"(?:第)?(?P<number>[〇零一二三四五六七八九十百千]+条.*|(?:[LRDA]\. ?)?\d.*)")
_SPACE = re.compile(r"\s+")


def find_references(law: Law) -> tuple[Reference, ...]:
    """The references of a law, in order. `target` is a provision where it points into this law and the
    unit exists; `law` is the other law as written for a citation. Linear in the text."""
    known = expressions(law.language)
    index = _numbers(law)
    found: dict[int, Reference] = {}
    for reference in _citations(law, known):
        found[reference.start] = reference
    for reference in (*_internal(law, known, index), *_relative(law, known, index), *_own(law, known)):
        found.setdefault(reference.start, reference)
        if len(found) >= MOST:
            break
    return tuple(found[start] for start in sorted(found))


def _numbers(law: Law) -> dict[str, str]:
    """Provisions by the number in their label: "Section 12(1)" stands under "12(1)"."""
    numbers: dict[str, str] = {}
    for provision in law.provisions:
        if provision.label and not provision.quoted and provision.kind not in _NOT_CITED_BARE:
            match = _NUMBER.search(provision.label)
            if match:
                numbers.setdefault(_key(match["number"]), provision.id)
    return numbers


def _key(number: str) -> str:
    return _SPACE.sub("", number).lower()


def _citations(law: Law, known: Expressions) -> Iterator[Reference]:
    if known.laws:
        for match in known.laws.finditer(law.text):
            here = law.innermost(match.start()).id
            yield Reference(match.start(), match.end(), here, None, " ".join(match.group().split()))


def _internal(law: Law, known: Expressions, index: dict[str, str]) -> Iterator[Reference]:
    if not known.internal:
        return
    for match in known.internal.finditer(law.text):
        here = law.innermost(match.start())
        if match.start() == here.start or (here.heading_span and match.start() < here.heading_span[1]):
            continue  # the unit's own number
        if known.other_law and known.other_law.match(law.text, match.end()):
            yield Reference(match.start(), match.end(), here.id, None, " ".join(match.group().split()))
            continue
        yield Reference(match.start(), match.end(), here.id, _resolve(_key(match["number"]), index))


def _resolve(number: str, index: dict[str, str]) -> str | None:
    """The provision of a number, or the nearest one above it that exists."""
    while number:
        if number in index:
            return index[number]
        shorter = re.sub(r"(?:\([^()]*\)|第[一二三四五六七八九十]+款)$", "", number)
        if shorter == number:
            return None
        number = shorter
    return None


def _relative(law: Law, known: Expressions, index: dict[str, str]) -> Iterator[Reference]:
    if not known.relative:
        return
    bases: dict[str, tuple[str, ...]] = {}
    for match in known.relative.finditer(law.text):
        here = law.innermost(match.start())
        wanted = "(" + match["number"].strip("()").split(")")[0].lower() + ")"
        if here.id not in bases:
            bases[here.id] = tuple(_bases(law, here))
        target = next((index[base + wanted] for base in bases[here.id] if base + wanted in index), None)
        yield Reference(match.start(), match.end(), here.id, target)


def _bases(law: Law, here: Provision) -> Iterator[str]:
    for above in (here, *law.ancestors(here)):
        match = _NUMBER.search(above.label)
        if match:
            yield _key(match["number"])


def _own(law: Law, known: Expressions) -> Iterator[Reference]:
    if not known.own:
        return
    for match in known.own.finditer(law.text):
        here = law.innermost(match.start())
        kind = match["word"].lower()
        chain = (here, *law.ancestors(here))
        target = next((above.id for above in chain if above.kind == kind), None)
        if target:
            yield Reference(match.start(), match.end(), here.id, target)
