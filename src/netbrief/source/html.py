"""HTML and XHTML: any page, and the acts of the European Union as EUR-Lex publishes them."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from netbrief.errors import Issue
from netbrief.source.encoding import decode
from netbrief.source.eurlex import CLASSES, eurlex_kind, is_eurlex
from netbrief.source.markup import Dialect, MarkupWalk, local_name, words_of
from netbrief.source.model import Role, Source, SourceBuilder

_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LABEL_CELL = re.compile(
    r"^\s*(?:[(\[]?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十]{1,3})[.)\]°]{1,2}|[—–•·-])\s*$"
)
_PARAGRAPH_LABEL = re.compile(r"\s*(\d{1,3}[a-z]?\.)\s")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OMITTED = {
    "script": "script", "style": "style", "noscript": "script", "template": "hidden", "nav": "navigation",
    "head": "metadata", "svg": "picture", "button": "navigation", "select": "navigation", "@hidden": "hidden",
}  # fmt: skip
_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "td", "th", "table", "thead", "tbody", "tfoot", "caption", "ul", "ol", "dl", "dt", "dd", "section",
     "article", "header", "footer", "main", "aside", "blockquote", "pre", "br", "hr", "address", "form", "figure", "figcaption",
     "fieldset", "body", "details", "summary", *_HEADINGS}
)  # fmt: skip


def _plain_name(element: etree._Element) -> str:
    name = local_name(element)
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "@hidden"
    if name == "td" and _is_label_cell(element):
        return "@number"
    return name


def _eurlex_name(element: etree._Element) -> str:
    for word in (element.get("class") or "").split():
        if word in CLASSES:
            return CLASSES[word]
    return _plain_name(element)


def _is_label_cell(cell: etree._Element) -> bool:
    """Whether a table cell is the number of the text in the next cell: "(a)" | "the name;"."""
    row = cell.getparent()
    if row is None or row.index(cell) != 0 or len(row) < 2:
        return False
    return bool(_LABEL_CELL.match(words_of(cell)))


PAGE = Dialect(
    provisions={}, numbers=frozenset({"@number"}), headings=frozenset(), blocks=_BLOCKS, omitted=_OMITTED,
    cells=frozenset({"td", "th"}), name_of=_plain_name,
)  # fmt: skip
EURLEX = Dialect(
    provisions={}, numbers=frozenset({"@number"}), headings=frozenset({"@heading"}), blocks=_BLOCKS | {"@title"}, omitted=_OMITTED, titles=("@title",),
    cells=frozenset({"td", "th"}), name_of=_eurlex_name, kind_of=eurlex_kind,
    label_in_text=_PARAGRAPH_LABEL,
)  # fmt: skip


class HtmlWalk(MarkupWalk):
    """Adds what HTML says by itself: headings with levels, and the numbers of ordered lists."""

    counters: dict[etree._Element, int]

    def _open_structure(self, element: etree._Element, name: str) -> None:
        super()._open_structure(element, name)
        parent = element.getparent()
        if name == "li" and parent is not None and local_name(parent) == "ol":
            self.builder.generate(f"{self._ordinal(element, parent)} ")
            self.after_number = True

    def _ordinal(self, item: etree._Element, parent: etree._Element) -> str:
        if not hasattr(self, "counters"):
            self.counters = {}
        start = _whole(parent.get("start"), 1)
        value = _whole(item.get("value"), self.counters.get(parent, start - 1) + 1)
        self.counters[parent] = value
        return list_number(value, parent.get("type") or "1")

    def _close_structure(self, element: etree._Element, name: str) -> None:
        if name in _HEADINGS:
            self._flush("heading", level=_HEADINGS[name])
        super()._close_structure(element, name)

    def _flush(self, role: Role = "text", element: str = "", level: int = 0) -> None:
        self._drop_trailing_space()
        self.builder.break_line(role, element=element or self._place(), level=level)
        self.after_number = False


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise


def list_number(value: int, style: str) -> str:
    """A number of an ordered list as browsers print it: 1. a. A. i. I."""
    if style in "aA" and 0 < value <= 26:
        return chr(ord(style) + value - 1) + "."
    if style in "iI" and 0 < value < 4000:
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
    text = decoded.text
    prolog = _PROLOG.match(text)
    if prolog:
        text = text[prolog.end() :]
    try:
        root = lxml.html.document_fromstring(text.replace("\x00", ""))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        builder.note(
            Issue(
                "error",
                "html-unreadable",
                f"The page {name} cannot be read: {error}.",
                "Is it empty or cut off?",
            )
        )
        return builder.build()
    european = is_eurlex(root)
    builder.format = "eurlex" if european else "html"
    builder.language = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).lower()[:2]
    title = root.findtext(".//title")
    HtmlWalk(builder, EURLEX if european else PAGE).run(root)
    if european:
        builder.jurisdiction = "eu"
    builder.title = builder.title or " ".join((title or "").split())
    return builder.build()
