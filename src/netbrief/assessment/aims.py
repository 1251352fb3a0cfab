"""Finds the aims that a law states for itself: a fair brief tells them in the law's own words.

Three places are read: provisions whose heading says purpose or object, the long title, and
sentences near the beginning that say what the law is for. The words are in the language packs,
under the concepts `aim_heading`, `aim_sentence` and `aim_title` (concepts/aims.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from netbrief.assessment.wording import primary_language
from netbrief.knowledge.model import Knowledge
from netbrief.knowledge.phrase import exact_expression, fold
from netbrief.law.model import Law, Provision

Extent = tuple[int, int]

# Aims are stated at the beginning, in recitals or in the first provisions; a sentence further in
# says what one duty is for, not the law.
BEGINNING = 30_000
LONGEST_PREAMBLE = 600_000
TITLE_REACH = 6_000
LONGEST = 900
MOST = 6
_HEADING_LENGTH = 90
_OPERATIVE = frozenset({"article", "section", "paragraph", "rule", "regulation", "clause"})
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)(?<!\bNo\.)(?<!\bArt\.)(?<!\bAbs\.)(?<!\bNr\.)|[。！？]|\n\s*\n")
_NOT_WORDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def find_aims(law: Law, knowledge: Knowledge) -> tuple[Extent, ...]:
    """Extents in the law's text that state its aims, in document order, none inside another. Empty
    where the law states none that are recognised, or its language has no words for aims."""
    code = primary_language(law.language) if law.language else "en"
    words = knowledge.words.get(code, {})
    candidates = [
        *_headed(law, _patterns(words.get("aim_heading", ()), code)),
        *_long_title(law, _patterns(words.get("aim_title", ()), code)),
        *_sentences(law, _patterns(words.get("aim_sentence", ()), code)),
    ]
    return _apart(candidates)


@lru_cache(maxsize=64)
def _compiled(phrases: tuple[str, ...], code: str) -> re.Pattern[str] | None:
    if not phrases:
        return None
    return re.compile("|".join(f"(?:{exact_expression(text, code).pattern})" for text in phrases))


def _patterns(phrases: Iterable[str], code: str) -> re.Pattern[str] | None:
    return _compiled(tuple(phrases), code)


def _headed(law: Law, pattern: re.Pattern[str] | None) -> Iterator[Extent]:
    """What stands under a heading such as "Purpose" that says nothing else."""
    if pattern is None:
        return
    for provision in law.provisions:
        heading = provision.heading
        if not heading or len(heading) > _HEADING_LENGTH or provision.quoted:
            continue
        if provision.kind in _OPERATIVE and pattern.fullmatch(_NOT_WORDS.sub("", fold(heading))):
            start = provision.heading_span[1] if provision.heading_span else provision.start
            yield _clip(law, start, provision.end, whole=True)


def _long_title(law: Law, pattern: re.Pattern[str] | None) -> Iterator[Extent]:
    """The long title: "An Act to ..." before the first operative provision."""
    if pattern is None:
        return
    found = pattern.search(fold(law.text[: min(_operative(law), TITLE_REACH)]))
    if found:
        here = law.innermost(found.start())
        following = (p.start for p in law.provisions if p.start > found.start())
        yield _clip(law, found.start(), min(here.end, next(following, here.end)))


def _operative(law: Law) -> int:
    """Where the first operative provision begins."""
    return next((p.start for p in law.provisions if p.kind in _OPERATIVE), len(law.text))


def _sentences(law: Law, pattern: re.Pattern[str] | None) -> Iterator[Extent]:
    if pattern is None:
        return
    beginning = law.text[: min(LONGEST_PREAMBLE, max(BEGINNING, _operative(law)))]
    for found in pattern.finditer(fold(beginning)):
        provision = law.innermost(found.start())
        if not provision.quoted:
            yield _clip(law, _sentence_start(law, found.start(), provision), provision.end, found.end())


def _sentence_start(law: Law, at: int, provision: Provision) -> int:
    start = provision.heading_span[1] if provision.heading_span else provision.start
    start = max(start if start <= at else provision.start, at - LONGEST)
    for end in _SENTENCE_END.finditer(law.text, start, at):
        start = end.end()
    return start


def _clip(law: Law, start: int, limit: int, at: int | None = None, *, whole: bool = False) -> Extent:
    """From `start` to a sentence end, without white space at the rim and not longer than LONGEST.
    `whole` goes to the last sentence end that fits, else to the first one after `at`."""
    text = law.text
    while start < limit and (text[start].isspace() or text[start] in ".—–-:"):
        start += 1
    end = min(limit, start + LONGEST)
    if not whole or end < limit:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, max(start, at or start), end)]
        if ends:
            end = ends[-1] if whole else ends[0]
        elif end < limit:
            breaks = (text.rfind(mark, start + LONGEST // 2, end) + 1 for mark in (";", "；", "\n", " "))
            end = next((at for at in breaks if at), end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _apart(candidates: Iterable[Extent]) -> tuple[Extent, ...]:
    """The first MOST extents in document order, none empty and none overlapping another kept one.
    Candidates that come first in the list win: a headed purpose clause over a sentence in it."""
    kept: list[Extent] = []
    for start, end in candidates:
        if end - start > 8 and all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end))
    return tuple(sorted(kept[:MOST]))
