"""HTML and XHTML: any page, and the acts of the European Union as EUR-Lex publishes them."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
from lxml import etree

from netbrief.errors import Issue
from netbrief.source.encoding import decode
from netbrief.source.eurlex import (
    beginning,
    eurlex_kind,
    eurlex_language,
    eurlex_name,
    flat_kind,
    flat_unit,
    has_subdivisions,
    is_eurlex,
)
from netbrief.source.markup import Dialect, local_name
from netbrief.source.model import Source, SourceBuilder
from netbrief.source.xml import XML_LANG, LawWalk, title_words

_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|disc|circle|square|decimal|lower-alpha|lower-latin|upper-alpha|"
                         r"upper-latin|lower-roman|upper-roman)\b", re.IGNORECASE)  # fmt: skip
_STYLES = {"decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
           "lower-roman": "i", "upper-roman": "I"}  # fmt: skip
_LABEL_CELL = re.compile(
    r"^\s*(?:[(\[]?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十]{1,3})[.)\]°]{1,2}|[—–•·-])\s*$"
)
_OWN_NUMBER = re.compile(r"\s*(?:\((?:\d{1,3}|[a-z]{1,4}|[A-Z])\)|(?:\d{1,3}|[a-zA-Z])[.)])\s")
_PARAGRAPH_LABEL = re.compile(r"\s*(\d{1,3}[a-z]?\.)\s")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OMITTED = {
    "script": "script", "style": "style", "noscript": "script", "template": "hidden", "nav": "navigation",
    "head": "metadata", "svg": "picture", "button": "navigation", "select": "navigation", "@hidden": "hidden",
    "iframe": "hidden", "textarea": "navigation", "datalist": "navigation",
}  # fmt: skip
_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "td", "th", "table", "thead", "tbody", "tfoot", "caption", "ul", "ol", "dl", "dt", "dd", "section",
     "article", "header", "footer", "main", "aside", "blockquote", "pre", "br", "hr", "address", "form", "figure", "figcaption",
     "fieldset", "body", "details", "summary", "center", "menu", "dir", "hgroup", "legend", *_HEADINGS}
)  # fmt: skip


def _plain_name(element: etree._Element) -> str:
    name = local_name(element)
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "@hidden"
    if name == "td" and _is_label_cell(element):
        return "@number"
    return name


def _eurlex_name(element: etree._Element) -> str:
    return eurlex_name(element) or _plain_name(element)


def _is_label_cell(cell: etree._Element) -> bool:
    """Whether a table cell is the number of the text in the next cell: "(a)" | "the name;"."""
    row = cell.getparent()
    if row is None or len(row) < 2 or row[0] is not cell:
        return False
    return bool(_LABEL_CELL.match(beginning(cell)))


PAGE = Dialect(
    provisions={}, numbers=frozenset({"@number"}), headings=frozenset(), blocks=_BLOCKS, omitted=_OMITTED,
    cells=frozenset({"td", "th"}), name_of=_plain_name,
)  # fmt: skip
EURLEX = Dialect(
    provisions={}, numbers=frozenset({"@number"}), headings=frozenset({"@heading"}), blocks=_BLOCKS | {"@title", "@line"},
    omitted=_OMITTED, titles=("@title",), cells=frozenset({"td", "th"}), name_of=_eurlex_name, kind_of=eurlex_kind,
    label_in_text=_PARAGRAPH_LABEL,
)  # fmt: skip
FLAT = replace(EURLEX, kind_of=flat_kind, label_in_text=None)


class HtmlWalk(LawWalk):
    """Adds what HTML says by itself: headings with levels, the numbers of ordered lists, printed lines."""

    identifiers = ("id",)

    def __init__(self, builder: SourceBuilder, dialect: Dialect) -> None:
        super().__init__(builder, dialect)
        self.counters: dict[etree._Element, int] = {}
        self.printed = 0

    def _open_structure(self, element: etree._Element, name: str) -> None:
        super()._open_structure(element, name)
        parent = element.getparent()
        if name == "pre":
            self.printed += 1
        elif name == "li" and parent is not None and local_name(parent) == "ol":
            number = self._ordinal(element, parent)
            if number and not _OWN_NUMBER.match(beginning(element) + " "):
                self.builder.generate(f"{number} ")
                self.after_number = True

    def _ordinal(self, item: etree._Element, parent: etree._Element) -> str:
        start = _whole(parent.get("start"), 1)
        value = _whole(item.get("value"), self.counters.get(parent, start - 1) + 1)
        self.counters[parent] = value
        css = _LIST_STYLE.search(f"{item.get('style') or ''};{parent.get('style') or ''}")
        if css:
            style = _STYLES.get(css.group(1).lower(), "")
            return list_number(value, style) if style else ""
        return list_number(value, item.get("type") or parent.get("type") or "1")

    def _close_structure(self, element: etree._Element, name: str) -> None:
        if name == "pre":
            self.printed -= 1
        if name in _HEADINGS:
            self._flush("heading", level=_HEADINGS[name])
        elif name == "@line":
            self._flush("heading")
        super()._close_structure(element, name)

    def _text(self, text: str | None) -> None:
        if not self.printed or not text or "\n" not in text or self.omitting or self.note is not None:
            super()._text(text)
            return
        first, *others = text.split("\n")
        super()._text(first)
        for line in others:
            self._flush()
            super()._text(line)


class FlatWalk(HtmlWalk):
    """The older pages of EUR-Lex, where units follow each other: each lasts until the next of its rank."""

    def _open_structure(self, element: etree._Element, name: str) -> None:
        unit = flat_unit(element)
        misplaced = "recital" if self._inside("article", "annex") else "paragraph"
        if unit is not None and unit.kind != misplaced:
            self._flush()
            self._close_headings(element.getparent(), unit.rank)
            self._open_unit(unit.kind, element.getparent(), unit.rank, "")
            self.units[self.open[-1]].label = unit.label or ""
        super()._open_structure(element, name)

    def _open_unit(self, kind: str, element: etree._Element | None, level: int, eid: str) -> None:
        if kind in ("point", "indent") and not self._inside("article", "annex"):
            kind = "recital"
        super()._open_unit(kind, element, level, eid)

    def _inside(self, *kinds: str) -> bool:
        return any(self.units[index].kind in kinds for index in self.open)


def _whole(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise


def list_number(value: int, style: str) -> str:
    """A number of an ordered list as browsers print it: 1. a. A. i. I."""
    if style in ("a", "A") and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord(style) + rest) + letters
        return letters + "."
    if style in ("i", "I") and 0 < value < 4000:
        return (roman(value) if style == "I" else roman(value).lower()) + "."
    return f"{value}."


def roman(value: int) -> str:
    """A number from 1 to 3999 in Roman numerals."""
    out = ""
    for unit, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        count, value = divmod(value, unit)
        out += letters * count
    return out


def read_html(data: bytes, name: str) -> Source:
    """Read an HTML or XHTML page. Broken mark-up is mended as browsers do; nothing is fetched."""
    builder = SourceBuilder(name, "html", data)
    decoded = decode(data)
    builder.issues.extend(decoded.issues)
    root = _parse(_PROLOG.sub("", decoded.text.replace("\x00", ""), count=1), builder)
    if root is None:
        return builder.build()
    european = is_eurlex(root)
    builder.format = "eurlex" if european else "html"
    builder.language = _language(root)
    if not european:
        HtmlWalk(builder, PAGE).run(root)
    else:
        builder.jurisdiction = "eu"
        builder.language = eurlex_language(root) or builder.language
        flat = not has_subdivisions(root)
        walk = FlatWalk(builder, FLAT) if flat else HtmlWalk(builder, EURLEX)
        walk.run(root)
    builder.title = builder.title or title_words(root.find(".//title")) or title_words(root.find(".//h1"))
    return builder.build()


def _parse(text: str, builder: SourceBuilder) -> etree._Element | None:
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True)
    try:
        root: etree._Element = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        builder.note(Issue("error", "html-unreadable", f"The page {builder.name} cannot be read: {error}.",
                           "Is it empty or cut off?"))  # fmt: skip
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        builder.note(Issue("warning", "html-too-deep", "The page nests elements more than 2,048 deep; what lies deeper was not read.",
                           "Save the page anew from a browser."))  # fmt: skip
    return root


def _language(root: etree._Element) -> str:
    named = [root, *root.findall("body")]
    code = next((c for e in named if (c := e.get("lang") or e.get(XML_LANG))), "")
    return code.strip().lower()[:2]
