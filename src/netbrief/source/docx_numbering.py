"""The automatic numbers of a Word document, rebuilt from numbering.xml and styles.xml (ECMA-376 Part 1, 17.9).

Drafting offices number clauses automatically: the digits that a reader sees are in no text run. A
paragraph names a list (numId) and a level (ilvl), itself or through its style; the list names an
abstract definition with a format and a text such as "%1." or "(%2)" for each level.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_LEVELS = 9
MOST_STYLES_UP = 20
# An outline level of 9 says "body text" (17.3.1.20).
BODY_TEXT = 9
LONGEST_LABEL = 60
_CHINESE = "〇一二三四五六七八九"
_CHINESE_STYLES = frozenset(
    {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
     "koreanCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
)  # fmt: skip
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "hindiVowels": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
}
_DIGITS = {"thaiNumbers": 0x0E50, "hindiNumbers": 0x0966, "decimalFullWidth": 0xFF10, "arabicIndic": 0x0660}
_ENCLOSED = {
    "decimalEnclosedCircle": 0x2460,
    "decimalEnclosedParen": 0x2474,
    "decimalEnclosedFullstop": 0x2488,
}


@dataclass(slots=True)
class Level:
    """One level of a list: the number format, the text around it, where it starts, after which higher
    level it starts again (0: never), whether it shows plain digits, and the paragraph style it goes with."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class Style:
    """What a style says of numbering, headings, place and visibility; None where it says nothing.
    `indent` is the left edge in twentieths of a point."""

    name: str = ""
    based_on: str = ""
    num_id: str = ""
    level: int | None = None
    outline: int | None = None
    hidden: bool | None = None
    indent: int | None = None


@dataclass
class Numbering:
    """Counts the lists of a document; `label(paragraph)` must be called for each paragraph, in document
    order. `default_style` is the style of paragraphs that name none."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def style_of(self, paragraph: etree._Element) -> str:
        """The identifier of the style of a paragraph."""
        return _value(paragraph, f"{W}pPr/{W}pStyle") or self.default_style

    def chain(self, style: str) -> list[tuple[str, Style]]:
        """A style and those it is based on, nearest first."""
        found: list[tuple[str, Style]] = []
        while style in self.styles and len(found) < MOST_STYLES_UP:
            found.append((style, self.styles[style]))
            style = self.styles[style].based_on
        return found

    def place_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list (numId) and level (0 to 8) of a paragraph, its own or its style's; None for none."""
        num_id = _value(paragraph, f"{W}pPr/{W}numPr/{W}numId")
        level = _whole(_value(paragraph, f"{W}pPr/{W}numPr/{W}ilvl"))
        if not num_id or level is None:
            for name, style in self.chain(self.style_of(paragraph)):
                if not num_id and style.num_id:
                    num_id = style.num_id
                    level = self._level_of(num_id, name) if level is None and style.level is None else level
                level = style.level if level is None else level
                if num_id and level is not None:
                    break
        if not num_id or num_id == "0" or num_id not in self.abstract_of:
            return None
        return num_id, min(max(level or 0, 0), MOST_LEVELS - 1)

    def _level_of(self, num_id: str, style: str) -> int | None:
        levels = self.lists.get(self.abstract_of.get(num_id, ""), {})
        return next((index for index, level in levels.items() if level.paragraph_style == style), None)

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word would print before a paragraph, "" for none; counts it."""
        place = self.place_of(paragraph)
        if place is None:
            return ""
        num_id, level = place
        abstract = self.abstract_of[num_id]
        levels = self.lists.get(abstract, {})
        definition = levels.get(level)
        if definition is None:
            return ""
        counters = self.counters.setdefault(abstract, {})
        override = self.starts.get((num_id, level))
        if override is not None and (num_id, level) not in self.begun:
            counters[level] = override - 1
        self.begun.add((num_id, level))
        before = counters.get(level, (definition.start if override is None else override) - 1)
        counters[level] = before + 1
        self._restart_below(level, levels, counters)
        return self._text(level, levels, counters)

    @staticmethod
    def _restart_below(level: int, levels: dict[int, Level], counters: dict[int, int]) -> None:
        for below in [other for other in counters if other > level]:
            restart = levels[below].restart if below in levels else None
            if restart == 0 or (restart is not None and level >= restart):
                continue
            del counters[below]

    @staticmethod
    def _text(level: int, levels: dict[int, Level], counters: dict[int, int]) -> str:
        definition = levels[level]
        if definition.style == "bullet":
            return "•"
        text = definition.text
        for index in range(MOST_LEVELS):
            if f"%{index + 1}" in text:
                other = levels.get(index, Level())
                style = "decimal" if definition.legal and other.style != "none" else other.style
                value = counters.get(index, other.start)
                text = text.replace(f"%{index + 1}", format_number(value, style))
        return " ".join(text.split())[:LONGEST_LABEL]


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists and styles of a document; parts that are missing give an empty numbering."""
    found = Numbering()
    links: dict[str, str] = {}
    for style in styles.findall(f"{W}style") if styles is not None else ():
        identifier = style.get(f"{W}styleId", "")
        found.styles[identifier] = _style(style)
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            found.default_style = identifier
    if numbering is None:
        return found
    for abstract in numbering.findall(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        found.lists[key] = {_ilvl(item): _level(item) for item in abstract.findall(f"{W}lvl")}
        if linked := _value(abstract, f"{W}numStyleLink"):
            links[key] = linked
    _follow_links(numbering, found, links)
    for item in numbering.findall(f"{W}num"):
        _read_num(item, found)
    return found


def _follow_links(numbering: etree._Element, found: Numbering, links: dict[str, str]) -> None:
    """A list may name a numbering style in place of levels; that style names the list that has them."""
    abstract_of = {
        n.get(f"{W}numId", ""): _value(n, f"{W}abstractNumId") for n in numbering.findall(f"{W}num")
    }
    for key, style in links.items():
        known = found.styles.get(style)
        target = abstract_of.get(known.num_id, "") if known else ""
        if not found.lists[key] and target != key:
            found.lists[key] = found.lists.get(target, {})


def _read_num(item: etree._Element, found: Numbering) -> None:
    num_id = item.get(f"{W}numId", "")
    abstract = _value(item, f"{W}abstractNumId")
    overrides = item.findall(f"{W}lvlOverride")
    replaced = {_ilvl(o): _level(o.find(f"{W}lvl")) for o in overrides if o.find(f"{W}lvl") is not None}
    if replaced:
        key = f"{abstract} of {num_id}"
        found.lists[key] = {**found.lists.get(abstract, {}), **replaced}
        abstract = key
    found.abstract_of[num_id] = abstract
    for override in overrides:
        start = _whole(_value(override, f"{W}startOverride"))
        if start is not None:
            found.starts[num_id, _ilvl(override)] = start


def _level(item: etree._Element | None) -> Level:
    if item is None:
        return Level()
    start = _whole(_value(item, f"{W}start"))
    return Level(
        _value(item, f".//{W}numFmt") or "decimal",
        _value(item, f"{W}lvlText"),
        0 if start is None else start,
        _whole(_value(item, f"{W}lvlRestart")),
        is_on(item.find(f"{W}isLgl")) is True,
        _value(item, f"{W}pStyle"),
    )


def _style(style: etree._Element) -> Style:
    return Style(
        _value(style, f"{W}name"),
        _value(style, f"{W}basedOn"),
        _value(style, f"{W}pPr/{W}numPr/{W}numId"),
        _whole(_value(style, f"{W}pPr/{W}numPr/{W}ilvl")),
        _whole(_value(style, f"{W}pPr/{W}outlineLvl")),
        is_on(style.find(f"{W}rPr/{W}vanish")),
        left_edge(style),
    )


def left_edge(element: etree._Element) -> int | None:
    """The left indentation of a paragraph or a style in twentieths of a point; None where it says nothing."""
    place = element.find(f"{W}pPr/{W}ind")
    return _whole(place.get(f"{W}left") or place.get(f"{W}start") or "") if place is not None else None


def is_on(element: etree._Element | None) -> bool | None:
    """What a switch such as <w:vanish/> or <w:vanish w:val="0"/> says; None where it is absent."""
    return None if element is None else element.get(f"{W}val", "1") not in ("0", "false", "off")


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return (found.get(f"{W}val") or "") if found is not None else ""


def _whole(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None


def _ilvl(item: etree._Element) -> int:
    return _whole(item.get(f"{W}ilvl", "")) or 0


def format_number(value: int, style: str) -> str:
    """A number in one of Word's formats (17.18.59); formats that are not known come out as digits."""
    if style == "none":
        return ""
    if style in _ALPHABETS and value > 0:
        letters = _ALPHABETS[style]
        return letters[(value - 1) % len(letters)] * min((value - 1) // len(letters) + 1, 20)
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        from netbrief.source.html import roman

        return roman(value) if style == "upperRoman" else roman(value).lower()
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ordinal":
        return f"{value}{_ordinal_ending(value)}"
    if style == "numberInDash":
        return f"- {value} -"
    if style in _CHINESE_STYLES and 0 < value < 10_000:
        return _chinese(value)
    if style in _DIGITS and value >= 0:
        return "".join(chr(_DIGITS[style] + int(digit)) for digit in str(value))
    if style in _ENCLOSED and 0 < value <= 20:
        return chr(_ENCLOSED[style] + value - 1)
    return str(value)


def _ordinal_ending(value: int) -> str:
    if 10 <= value % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _chinese(value: int) -> str:
    """A number below ten thousand in Chinese counting: 12 is 十二, 105 is 一百〇五."""
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if not digit:
            gap = bool(out)
            continue
        out += "〇" * gap + ("" if unit == 10 and digit == 1 and not out else _CHINESE[digit]) + sign
        gap = False
    return out
