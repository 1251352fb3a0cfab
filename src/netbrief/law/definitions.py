"""Defined terms of a law: the term, the words that define it, how far the definition reaches."""

from __future__ import annotations

import re

from netbrief.law.grammar_data import Expressions, expressions
from netbrief.law.model import Definition, Law, Provision

LONGEST = 1_500  # characters of defining words
OPENING = 200  # characters before a definition in which its reach is told
MOST = 5_000
_END = re.compile(r"[;。；]|\.(?=\s|$)|\n\n")


def find_definitions(law: Law) -> tuple[Definition, ...]:
    """The definitions of a law, in order. Linear in the text; none in a language without expressions."""
    known = expressions(law.language)
    found: dict[int, Definition] = {}
    for pattern in known.definitions:
        for match in pattern.finditer(law.text):
            term = " ".join(match["term"].split()).strip(" ,;:")
            if term and match.start("term") not in found:
                found[match.start("term")] = _definition(law, known, match, term)
            if len(found) >= MOST:
                break
    return tuple(found[start] for start in sorted(found))


def _definition(law: Law, known: Expressions, match: re.Match[str], term: str) -> Definition:
    provision = law.innermost(match.start("term"))
    limit = min(provision.end, match.end() + LONGEST)
    stop = _END.search(law.text, match.end(), limit)
    end = stop.start() if stop else limit
    while end > match.end() and law.text[end - 1].isspace():
        end -= 1
    return Definition(term, match.start(), end, provision.id, _scope(law, known, provision, match.start()))


def _scope(law: Law, known: Expressions, provision: Provision, start: int) -> str:
    """The provision a definition reaches: told by the words before it or at the head of the units above."""
    chain = (provision, *law.ancestors(provision))
    openings = [law.text[max(0, start - OPENING) : start]]
    openings += [law.text[above.start : min(above.intro_end, above.start + OPENING)] for above in chain]
    for opening in openings:
        words = opening.lower()
        for phrase, kind in known.scopes.items():
            if phrase in words:
                holder = next((above for above in chain if above.kind == kind), None)
                if holder:
                    return holder.id
    return law.provisions[0].id
