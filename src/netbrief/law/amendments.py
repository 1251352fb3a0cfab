"""Instructions to change a law: what is inserted, substituted, repealed or amended, and where."""

from __future__ import annotations

from collections import defaultdict

from netbrief.law.grammar_data import expressions
from netbrief.law.model import Amendment, Law
from netbrief.law.norms import split_sentences

LONGEST_INSTRUCTION = 1_200
MOST = 20_000


def find_amendments(law: Law) -> tuple[Amendment, ...]:
    """The amending instructions of a law, in order, each with the quoted provisions that stand in it.
    `target` is the unit of the other law as written. Linear in the text."""
    known = expressions(law.language)
    if not known.amend:
        return ()
    quoted: dict[str, list[str]] = defaultdict(list)
    for provision in law.provisions:
        if provision.quoted and provision.parent and not law.by_id[provision.parent].quoted:
            quoted[provision.parent].append(provision.id)
    found: list[Amendment] = []
    for provision in law.provisions:
        if provision.quoted or provision.kind in ("toc", "front", "recital"):
            continue
        limit = min(provision.intro_end, provision.start + LONGEST_INSTRUCTION)
        for start, end in split_sentences(law.text, provision.start, limit):
            match = known.amend.search(law.text, start, end)
            if match and match.lastgroup:
                named = known.internal.search(law.text, start, end) if known.internal else None
                target = " ".join(named.group().split()) if named else ""
                found.append(
                    Amendment(
                        provision.id, match.lastgroup, start, end, target, tuple(quoted.get(provision.id, ()))
                    )
                )
                break
        if len(found) >= MOST:
            break
    return tuple(found)
