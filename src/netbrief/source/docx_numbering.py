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
_CHINESE = "〇一二三四五六七八九"


@dataclass(slots=True)
class Level:
    """One level of a list: the number format, the text around it, where it starts, after which higher
    level it starts again (0: never), whether it shows plain digits, and its paragraph style."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Style:
    """What a paragraph style says of numbering and headings."""

    name: str = ""
    based_on: str = ""
    num_id: str = ""
    level: int | None = None
    outline: int | None = None


@dataclass
class Numbering:
    """Counts the lists of a document; `label(paragraph)` must be called in document order."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def place_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list (numId) and level (0 to 8) of a paragraph, its own or its style's; None for none."""
        properties = paragraph.find(f"{W}pPr")
        num_id, level, style = "", None, ""
        if properties is not None:
            num_id = _value(properties, f"{W}numPr/{W}numId")
            level = _whole(_value(properties, f"{W}numPr/{W}ilvl"))
            style = _value(properties, f"{W}pStyle")
        for _ in range(MOST_STYLES_UP):
            known = self.styles.get(style)
            if known is None or (num_id and level is not None):
                break
            num_id = num_id or known.num_id
            level = known.level if level is None else level
            style = known.based_on
        if not num_id or num_id == "0" or num_id not in self.abstract_of:
            return None
        return num_id, min(max(level or 0, 0), MOST_LEVELS - 1)

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
        if (num_id, level) in self.starts and (num_id, level) not in self.begun:
            counters[level] = self.starts[num_id, level] - 1
        self.begun.add((num_id, level))
        counters[level] = counters.get(level, definition.start - 1) + 1
        self._restart_below(level, levels, counters)
        return self._text(definition, levels, counters)

    @staticmethod
    def _restart_below(level: int, levels: dict[int, Level], counters: dict[int, int]) -> None:
        for below in [other for other in counters if other > level]:
            restart = levels[below].restart if below in levels else None
            if restart == 0 or (restart is not None and level >= restart):
                continue
            del counters[below]

    @staticmethod
    def _text(definition: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
        if definition.style in ("bullet", "none"):
            return "" if definition.style == "none" and "%" in definition.text else _bullet(definition)
        text = definition.text
        for index in range(MOST_LEVELS):
            if f"%{index + 1}" in text:
                other = levels.get(index, Level())
                style = "decimal" if definition.legal else other.style
                value = counters.get(index, other.start)
                text = text.replace(f"%{index + 1}", format_number(value, style))
        return text.strip()


def _bullet(definition: Level) -> str:
    return "•" if definition.style == "bullet" else definition.text.strip()


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists and styles of a document; parts that are missing give an empty numbering."""
    found = Numbering()
    if numbering is not None:
        for abstract in numbering.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            found.lists[key] = {_ilvl(item): _level(item) for item in abstract.findall(f"{W}lvl")}
        for item in numbering.findall(f"{W}num"):
            _read_num(item, found)
    if styles is not None:
        for style in styles.findall(f"{W}style"):
            found.styles[style.get(f"{W}styleId", "")] = _style(style)
    return found


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
        _value(item, f"{W}numFmt") or "decimal",
        _value(item, f"{W}lvlText"),
        1 if start is None else start,
        _whole(_value(item, f"{W}lvlRestart")),
        item.find(f"{W}isLgl") is not None,
    )


def _style(style: etree._Element) -> Style:
    return Style(
        _value(style, f"{W}name"),
        _value(style, f"{W}basedOn"),
        _value(style, f"{W}pPr/{W}numPr/{W}numId"),
        _whole(_value(style, f"{W}pPr/{W}numPr/{W}ilvl")),
        _whole(_value(style, f"{W}pPr/{W}outlineLvl")),
    )


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return (found.get(f"{W}val") or "") if found is not None else ""


def _whole(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdigit() and len(text) < 7 else None


def _ilvl(item: etree._Element) -> int:
    return _whole(item.get(f"{W}ilvl", "")) or 0


def format_number(value: int, style: str) -> str:
    """A number in one of Word's formats; formats that are not known come out as digits."""
    if style in ("lowerLetter", "upperLetter") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        from netbrief.source.html import roman

        return roman(value) if style == "upperRoman" else roman(value).lower()
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ordinal":
        return f"{value}{_ordinal_ending(value)}"
    if (
        style in ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting")
        and 0 < value < 100
    ):
        return _chinese(value)
    return str(value)


def _ordinal_ending(value: int) -> str:
    if 10 <= value % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_CHINESE[tens]}十")
    return head + (_CHINESE[ones] if ones else "")
