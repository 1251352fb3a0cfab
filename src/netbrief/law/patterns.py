"""The printed forms of labels: the pattern for the head of a line, and what a hit becomes, a `Mark`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from netbrief.law.labels import Reading, Value, readings
from netbrief.law.traditions import (
    ANNEX,
    BASE,
    alphabets,
    either,
    ordinal_words,
    tradition,
    unit_words,
)
from netbrief.source.model import Line

_INSERTED = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|undecies|duodecies"
_DECIMAL = rf"\d{{1,6}}(?:[.\-‑–]\d{{1,4}})*(?:[ \xa0\-‑]?(?:{_INSERTED})\b|(?!st\b|nd\b|rd\b|th\b)[A-Za-z]{{1,3}}(?:[-‑–]\d{{1,3}}[A-Z]?)?(?![^\W_]))?"
_HAN = "[〇○零一二三四五六七八九十百千两0-9]{1,9}"
_QUOTE = "[\"“”„«‘'`]{1,2}"


@dataclass(slots=True)
class Mark:
    """A label that may open a unit.

    `place` is group, base, annex or item; `kind` the unit's kind where a word gives it; `style` the
    typography of an item: "(1)", "1.", "a)", "1°", "1" (bare), "§", "-" and so on without the number;
    `reject` is the cost of taking it for running text, `accept` the cost of taking it for a label.
    """

    start: int
    end: int
    line: int
    place: str
    kind: str
    style: str
    token: str
    readings: tuple[Reading, ...]
    accept: float = 0.0
    reject: float = 5.0
    quoted: bool = False
    inside: bool = False
    after_open: bool = False
    amending: bool = False
    inline: bool = False
    indent: float = 0.0
    until: Value = ()
    close: bool = False


@lru_cache(maxsize=16)
def head_pattern(language: str) -> re.Pattern[str]:
    """The pattern for the start of a line in a law of `language` (all traditions are in it)."""
    words = unit_words(language)
    latin = [w for w in words if w.isascii() or w[0] < "ʰ"]
    other = [w for w in words if (w not in latin and len(w) > 1) or w in ("附件", "附录", "附表")]
    annex = [w for w in words if words[w] in ANNEX]
    ordinals = list(ordinal_words())
    counted = r"|\d{1,3}\.[ ]?" if language.startswith("de") else ""  # "1. Abschnitt"
    number = (
        r"(?:(?:LO|[LRDA])\.?[ \xa0]?\*{0,2}[ \xa0]?(?=\d))?"
        rf"(?:{_DECIMAL}|[IVXLCDM]{{1,9}}(?:er)?(?:[ -]?(?:{_INSERTED}|[A-Z])|[.-]\d{{1,2}})?(?![^\W_])|[A-Z]{{1,2}}(?![^\W_]))"
    )
    return re.compile(
        rf"^(?P<lead>[ \t\xa0\u3000*_\[#>]{{0,40}}(?:\^?\d{{1,2}}\[)?)(?P<quote>{_QUOTE})?[ ]?(?:"
        rf"(?P<kw>(?i:{either(latin)}))[ \xa0]{{0,3}}(?:no\.?[ ])?(?P<kwnum>{number}|(?i:{either(ordinals)})(?![^\W_]))(?:\.?[º°ª]|(?<=\d)o(?![^\W_]))?"
        rf"|(?P<okwnum>(?i:(?:the[ ])?(?:{either(ordinals)}){counted}))[ \xa0](?P<okw>(?i:{either(latin)}))(?=[ \t]*(?:\n|$|[.:—–(-]))"
        rf"|(?P<akw>(?i:(?:the[ ])?(?:{either(annex)})))(?=[ \t]*(?:\n|$|[(—–-]))"
        rf"|(?P<xkw>{either(other)})[ \xa0]{{0,2}}(?P<xnum>\d{{1,5}}(?:/\d{{1,3}})?|{_HAN})"
        rf"|第[ ]?(?P<znum>{_HAN})[ ]?(?P<zkw>[编篇章节条])(?P<zins>之[一二三四五六七八九十]{{1,3}})?"
        rf"|§{{1,2}}[ \xa0]{{0,2}}(?P<sign>\d{{1,5}}(?:\.\d{{1,4}})*[a-zA-Z]{{0,3}}(?:[–-]\d{{1,4}}[a-z]{{0,2}})?)[º°ªo]?"
        rf"|[(（][ ]?(?P<round>\d{{1,4}}[A-Za-z]{{0,4}}(?:\.\d{{1,3}}){{0,3}}|[A-Za-z]{{1,6}}(?:[.\-]\d{{1,3}})?|[一二三四五六七八九十]{{1,4}}|[{alphabets()}]{{1,2}})[ ]?[)）]"
        rf"|(?P<bracket>[a-z]{{1,4}}(?:\.\d{{1,3}})?|[A-Z]{{1,4}}|\d{{1,3}}[a-z]{{0,2}}(?:[ ]?(?:bis|ter|quater))?)[ ]?\)(?=[ \t\xa0])"
        rf"|(?P<num>{_DECIMAL})(?P<numpost>[ ]?\.?[°º]|\.[ ]?[—–]|[.．、:](?!\d)|(?=[ \t\xa0—–]|\n|$))"
        rf"|(?P<letter>[A-Za-z]|[ivx]{{2,6}}|[IVXLC]{{2,7}}|[一二三四五六七八九十]{{1,3}})"
        rf"(?P<letterpost>[.．、](?:[ ]?[—–-])?|[ ]?[—–](?=[ ])|[ ]-(?=[ ]))(?=[ \t\xa0\u3000]|[^\W\d_]{{2}})"
        rf"|(?P<dash>[—–•·▪-])(?=[ \t\xa0])"
        rf")",
        re.MULTILINE,
    )


CHAIN = re.compile(
    r"[ \xa0]{0,3}(?:\.?[ ]?[—–-]{1,2})?[ \xa0]?(?P<quote>[“\"‘])?[(（][ ]?"
    r"(?P<round>\d{1,4}[A-Za-z]{0,3}(?:\.\d{1,3})?|[A-Za-z]{1,4}(?:\.\d{1,2})?)[ ]?[)）](?=[\s—–])"
)
RUN_IN = re.compile(
    r"(?P<dash>\.?[ ]?(?:[—–]|--|:—|:-|:)[ ]?)(?P<quote>[“\"‘]?)[(（][ ]?(?P<round>1|a|A|i|I|aa|AA|一)[ ]?[)）](?=[ \xa0]?[^\s,;.)])"
)
_BARE_SECTION = re.compile(r"^\d{1,4}[A-Z]{0,2}\.?\s?(?:—\s?|\n)?\(1\)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The text with its lines, as the grammar looks at it."""

    text: str
    lines: tuple[Line, ...]
    starts: list[int]

    def line_index(self, offset: int) -> int:
        """The index of the line that holds `offset`."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text whose reader gave none: every line that is not blank starts a block."""
    return tuple(Line(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))


def base_kinds(text: str, language: str) -> tuple[str, frozenset[str]]:
    """The kind of the law's main unit (article, section, ...), or "" where no word or sign says it, and
    the kinds that are only another name of it (a translated "Section 5" over each "มาตรา ๕")."""
    words = unit_words(language)
    values: dict[str, list[Value]] = {}
    for match in head_pattern(language).finditer(text):
        kind = unit_kind(match, words, language)
        if match["quote"] or (
            kind not in BASE and not (kind == "section_group" and (match["kw"] or "").lower() == "section")
        ):
            continue
        if looks_like_head(text[match.end() : match.end() + 24]):
            found = readings(match["kwnum"] or match["xnum"] or match["znum"] or match["sign"] or "")
            if found:
                values.setdefault("section" if kind == "section_group" else kind, []).append(found[0].value)
    bare = sum(1 for _ in _BARE_SECTION.finditer(text))
    if "section" in values and len(values["section"]) < 0.4 * bare and "§" not in text:
        del values["section"]  # the sections bear only a number; the word at line starts is a reference
    own = set(tradition(language).units.values()) if language else set()
    best = max(values, key=lambda kind: (len(set(values[kind])), kind in own, kind), default="")
    if not best or len(values[best]) < (2 if best != "provision" else 3):
        return "", frozenset()
    twins = [
        kind
        for kind in values
        if kind != best and len(values[kind]) > 3 and _same(values[kind], values[best])
    ]
    kinds = sorted([best, *twins], key=lambda kind: kind not in own)
    return kinds[0], frozenset(kinds[1:])


def _same(one: list[Value], other: list[Value]) -> bool:
    both = len(set(one) & set(other))
    return (
        both >= 0.9 * len(set(one))
        and both >= 0.9 * len(set(other))
        and abs(len(one) - len(other)) <= 0.1 * len(one)
    )


_PART_OF = re.compile(r"[ \xa0]+[^\W\d_]{2,12}\.?[ \xa0]\(?\d|\(")
_AFTER_HAN = re.compile("[^\\s\u3000【（(\n]")
_REFERRED_HAN = re.compile("规定|的|所|第|至|、|和|以|中|之|，")


def looks_like_head(rest: str) -> bool:
    """Whether the words after a main unit's number are a heading's, not the rest of a reference."""
    if _PART_OF.match(rest) or _REFERRED_HAN.match(rest):
        return False
    head = rest.lstrip(" \xa0\t")
    if not head or head[0] == "\n":
        return True
    return rest[0] != "(" and (head[0] in '.:—–-“"「*_' or not head[0].islower()) and head[0] not in ",;)"


_SIGN_KIND = "section"
_ZH_PLACE = {"编": "book", "篇": "part", "章": "chapter", "节": "section_group", "条": "article"}


def unit_kind(match: re.Match[str], words: dict[str, str], language: str) -> str:
    word = match["kw"] or match["okw"] or match["akw"] or match["xkw"]
    if word:
        low = re.sub(r"^the\s", "", re.sub(r"\s+", " ", word.lower()))
        return words.get(low, "")
    if match["zkw"]:
        return _ZH_PLACE[match["zkw"]]
    if match["sign"] and not language.startswith("pt"):
        return _SIGN_KIND
    return ""
