"""Where a printed line ends and a paragraph goes on: the rules that the PDF and text readers share.

A wrapped line goes on with the line before it; a line that begins with a label of its own, such as
"(a)", "12.", "§ 5" or "第三条", begins a new block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Marks that begin a block in any language: bracketed or dotted numbers and letters, paragraph signs,
# bullets, dashes of lists, Chinese and Japanese article numbers. Words such as "Article" are left to
# `WORD_LABEL`, because they also stand inside sentences.
LABEL = re.compile(
    r"[(（\[［〔]\s?(?:\d{1,4}|[^\W\d_]{1,5}|[ivxlcdmIVXLCDM]{1,7})(?:[-.]?\d{0,3})?\s?[)）\]］〕]"
    r"|\d{1,4}[a-zA-Z]{0,3}[.)]\s|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?\s|[a-zA-Zа-яА-Я]{1,2}\)\s|[A-Za-z]\.\s"
    r"|[ivxlcdm]{2,7}[.)]\s|[IVXLCDM]{1,7}[.)]\s"
    r"|§|¶|[•●○▪■□◦‣–—*·-]\s|\#{1,6}\s"
    r"|第\s?[0-9〇零一二三四五六七八九十百千两]{1,9}\s?[条條章节節编編款项項部目]"
    r"|[一二三四五六七八九十百]{1,4}[、．]|[０-９]{1,3}[．、]|[ก-ฮ]\.\s|\d{1,4}[、．]"
)
WORD_LABEL = re.compile(r"[^\W\d_]{2,14}\.?\s(?:§\s?)?(?:\d{1,4}[A-Za-z]{0,2}|[IVXLCDM]{1,6})(?:[\s.:–—-]|$)")

SENTENCE_ENDS = frozenset('.;:!?。；：！？।॥؟۔:”"»')
BREAKS = frozenset(".;:!?。；：！？।॥؟۔,，、—–-")
HYPHENS = frozenset("-\u2010\u00ad\ufffe\x02")

# Ideographs, kana and full-width marks; Thai, Lao, Khmer and Burmese: written without word spaces.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFF60),
    (0x20000, 0x3FFFF),
)


def is_unspaced(char: str) -> bool:
    """True for a character of a script that is written without spaces between words."""
    if char < "\u0e00":
        return False
    code = ord(char)
    return any(low <= code <= high for low, high in _UNSPACED)


def joint(last: str, first: str) -> str:
    """What stands between two pieces of one paragraph: a space, or nothing in unspaced scripts."""
    if last >= "\u0e00" and first >= "\u0e00" and is_unspaced(last) and is_unspaced(first):
        return ""
    return " "


_BEFORE = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*$")
_AFTER = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# Words are looked up in at most this many characters of the document.
VOCABULARY_CHARS = 500_000
# A document in which a larger share of the lines end in a hyphen is taken to hyphenate words.
HYPHENATING_SHARE = 0.02


class Hyphens:
    """Decides for a hyphen at the end of a line whether it belongs to the word ("end-user") or to
    the line ("an-nounce"): by the other words of the document, then by how often its lines end so."""

    def __init__(self, texts: Iterable[str], lines: int, hyphens: int) -> None:
        self._texts = texts
        self._words: frozenset[str] | None = None
        self._default_keep = hyphens < HYPHENATING_SHARE * max(lines, 1)

    def keeps(self, before: str, after: str) -> bool:
        """True where the hyphen between `before` (without it) and `after` is part of the word."""
        head, tail = _BEFORE.search(before[-60:]), _AFTER.match(after[:60])
        if not head or not tail or tail.group()[0].isupper():
            return True
        first, second = head.group().casefold(), tail.group().casefold()
        words = self._vocabulary()
        joined, divided = first + second in words, f"{first}-{second}" in words or "-" in first
        if joined and divided:
            return self._default_keep
        compound = divided or (len(first) > 2 and first in words and second in words)
        if compound and (divided or self._default_keep or not joined):
            return True
        return not joined and self._default_keep

    def _vocabulary(self) -> frozenset[str]:
        if self._words is None:
            parts: list[str] = []
            room = VOCABULARY_CHARS
            for text in self._texts:
                parts.append(text)
                room -= len(text)
                if room < 0:
                    break
            self._words = frozenset(_WORDS.findall(" ".join(parts).casefold()))
        return self._words


_ITEM_END = re.compile(r"[;,；，]\s\w{1,4}$")


def ends_item(before: str) -> bool:
    """True where a line may be the last of its item: it ends in a stop, a bracketed note, or "; and"."""
    return before[-1] in BREAKS or before[-1] == "]" or _ITEM_END.search(before[-8:]) is not None


def goes_on(before: str, line: str, *, width: int, indent_before: int = 0, indent: int = 0) -> bool:
    """True where `line` continues the paragraph of the line `before` it in a plain text.

    `width` is the column at which the text is wrapped, 0 where it is not; indents are in characters.
    """
    last = before[-1]
    word = len(line.split(None, 1)[0])
    full = 0 < width < indent_before + len(before) + 1 + word
    if LABEL.match(line):
        return full and not ends_item(before) and indent == indent_before
    if last in HYPHENS and before[-2:-1].isalpha() and line[0].isalpha():
        return True
    if full:
        return indent <= indent_before + 1 or last not in SENTENCE_ENDS or bool(LABEL.match(before))
    # Not full, but in the middle of a sentence: sources that were wrapped by another program before.
    if line[0].islower():
        return last.islower() or last in ",(" or last.isdigit()
    long = len(before) > (0.85 if LABEL.match(before) or WORD_LABEL.match(before) else 0.6) * width > 0
    return long and (last.islower() or last == ",") and not WORD_LABEL.match(line)


def wrap_width(lengths: list[int]) -> int:
    """The column at which a text with lines of these `lengths` (blank ones left out) is wrapped; 0
    where each paragraph is one line."""
    if len(lengths) < 4:
        return 0
    ordered = sorted(lengths)
    width = ordered[int(len(ordered) * 0.95)]
    if not 30 <= width <= 160 or ordered[-1] > 3 * width:
        return 0
    near = sum(1 for length in ordered if length > 0.8 * width)
    return width if near >= 0.25 * len(ordered) else 0
