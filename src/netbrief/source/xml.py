"""Reads XML safely, tells the legal dialects apart, and walks them."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree

from netbrief.errors import Issue
from netbrief.source.encoding import decode
from netbrief.source.markup import Dialect, MarkupWalk, local_name, words_of
from netbrief.source.model import Role, Source, SourceBuilder

# An internal entity with more than this is not written out: it is no abbreviation of a word or a sign.
LONGEST_ENTITY = 100
LONGEST_PATH = 160
# From a number or heading up to the provision it belongs to: TI.ART in TITLE in DIVISION.
MOST_STEPS_UP = 3
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_Writer = Callable[[etree._Element, SourceBuilder], None]
_FORMEX = frozenset(
    {"ACT", "CONS.ACT", "GENERAL", "ANNEX", "CONS.ANNEX", "DECISION", "REGULATION", "DIRECTIVE", "AGR", "CORR", "PROPOSAL"}
)  # fmt: skip
_LIMS = frozenset({"Statute", "Regulation", "Bill"})
_OLD_BILLS = frozenset(
    {"bill", "resolution", "amendment-doc", "statuteCompilation", "uscDoc", "pLaw", "lawDoc", "engrossedAmendment"}
)  # fmt: skip
_BARE_AMPERSAND = re.compile(rb"&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z_:][\w.:-]*;)")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_THREE_LETTERS = {
    "bul": "bg", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "ell": "el", "gre": "el", "eng": "en",
    "spa": "es", "est": "et", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga", "hrv": "hr", "hun": "hu", "ita": "it",
    "lit": "lt", "lav": "lv", "mlt": "mt", "nld": "nl", "dut": "nl", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro",
    "slk": "sk", "slo": "sk", "slv": "sl", "swe": "sv", "zho": "zh", "chi": "zh", "swa": "sw", "afr": "af", "ara": "ar",
    "hin": "hi", "jpn": "ja", "kor": "ko", "rus": "ru", "tha": "th", "ukr": "uk", "cym": "cy", "wel": "cy", "xho": "xh",
    "zul": "zu",
}  # fmt: skip


def read_xml(data: bytes, name: str) -> Source:
    """Read an XML law. External entities are not fetched, internal ones not expanded; a broken file gives
    what could be read and an issue."""
    root, faults = parse_xml(data)
    if root is not None and local_name(root).lower() == "html":
        from netbrief.source.html import read_html

        return read_html(data, name)
    builder = SourceBuilder(name, "xml", data)
    if root is None:
        builder.note(Issue("error", "xml-unreadable", f"The XML of {name or 'the file'} cannot be read: {faults}.",
                           "Get the file again; it may be cut off or not XML at all."))  # fmt: skip
        return builder.build()
    if faults:
        builder.note(Issue("warning", "xml-damaged", f"The XML is damaged ({faults}); what could be read was read.",
                           "Compare the text with the original, its end above all."))  # fmt: skip
    writer_of(root)(root, builder)
    return builder.build()


def parse_xml(data: bytes) -> tuple[etree._Element | None, str]:
    """The root of an XML file and what is wrong with it, "" if nothing. Nothing is fetched or expanded;
    the second try mends what can be mended: a wrong encoding, a bare ampersand, an end that is missing."""
    data = data.lstrip(b" \t\r\n")
    root, faults = _parse(data, recover=False)
    if root is None:
        mended = _BARE_AMPERSAND.sub(b"&amp;", _in_utf8(data) if "ncoding" in faults else data)
        root, again = _parse(mended, recover=True)
        faults = faults or again
    return root, faults or ("" if root is not None else "no element")


def _parse(data: bytes, recover: bool) -> tuple[etree._Element | None, str]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
        remove_pis=False, remove_comments=False,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error).split("\n")[0]


def _in_utf8(data: bytes) -> bytes:
    text = decode(data).text
    return _PROLOG.sub("", text).encode("utf-8", "replace") if text else data


def writer_of(root: etree._Element) -> _Writer:
    """The writer for the dialect of a document, told by its root."""
    from netbrief.source.akn import write_akn
    from netbrief.source.formex import write_formex
    from netbrief.source.lims import write_lims
    from netbrief.source.uslm import write_uslm

    name = local_name(root)
    space = root.tag[1:].partition("}")[0].lower() if str(root.tag).startswith("{") else ""
    if name == "akomaNtoso" or "akomantoso" in space or "legaldocml" in space:
        return write_akn
    if name in _LIMS:
        return write_lims
    if "uslm" in space or name in _OLD_BILLS:
        return write_uslm
    if name in _FORMEX or root.find(".//TI.ART") is not None:
        return write_formex
    return write_unknown


_UNKNOWN = Dialect(
    provisions={}, numbers=frozenset(), headings=frozenset(), blocks=frozenset(), notes=frozenset()
)


def write_unknown(root: etree._Element, builder: SourceBuilder) -> None:
    """Write XML of no known dialect: the text of every element that holds words itself is a block."""
    builder.language = language_code(root.get(XML_LANG) or "")
    builder.note(Issue("info", "xml-unknown", f"The XML vocabulary <{local_name(root)}> is not known; only its text was read.",
                       "Known are Akoma Ntoso, USLM, LIMS and Formex 4."))  # fmt: skip
    names = {local_name(e) for e in root.iter() if len(e) == 0 or (e.text or "").strip()}
    inline = {local_name(e) for e in root.iter() if (e.tail or "").strip()}
    LawWalk(builder, replace(_UNKNOWN, blocks=frozenset(names - inline))).run(root)


def language_code(code: str) -> str:
    """A language as BCP 47 writes it, from a code of two or three letters: "ENG" is "en", "en_US" is "en-us"."""
    code = code.strip().lower().replace("_", "-")
    return _THREE_LETTERS.get(code, code)


def title_words(element: etree._Element | None) -> str:
    """The words of an element on one line, "" for none."""
    return " ".join(words_of(element).split()) if element is not None else ""


class Generated(str):
    """Text inside a note that the file implies but does not hold."""

    __slots__ = ()


class LawWalk(MarkupWalk):
    """The walk of the legal dialects: parts of a number or a heading are kept apart by a space, notes come
    after their block with all their words, entities are written out, and every line knows its place.

    `identifiers`: the attributes that may hold the identifier of a provision, best first.
    """

    identifiers: tuple[str, ...] = ("eId", "identifier")

    def __init__(self, builder: SourceBuilder, dialect: Dialect) -> None:
        super().__init__(builder, dialect)
        self.in_heading = 0
        self.waiting: list[list[str]] = []
        self.paths: list[str] = []
        self.same_before: dict[tuple[int, str], int] = {}
        self.entities: dict[str, str] = {}
        self.label_ends: dict[int, int] = {}

    def run(self, root: etree._Element) -> None:
        """Walk the whole tree; afterwards the builder holds text, lines and declared provisions."""
        self.entities = plain_entities(root)
        super().run(root)

    # --- events

    def _start(self, element: etree._Element) -> None:
        if isinstance(element, etree._Entity):
            self._entity(element)
            return
        if self.note is not None and self.dialect.name_of(element) in self.dialect.blocks:
            self.note_parts.append(" ")
        super()._start(element)

    def _end(self, element: etree._Element) -> None:
        if isinstance(element, etree._Entity):
            return
        if self.note is element and not self.omitting:
            self.waiting.append(self.note_parts)
            self.note, self.note_parts = None, []
            return
        super()._end(element)

    def _open_structure(self, element: etree._Element, name: str) -> None:
        super()._open_structure(element, name)
        if self._is_heading(element, name):
            self.in_heading += 1

    def _close_structure(self, element: etree._Element, name: str) -> None:
        super()._close_structure(element, name)
        if self._is_heading(element, name):
            self.in_heading -= 1
            self._heading_after_label()
        elif self.in_number and name in self.dialect.blocks:
            self._space()

    def _heading_after_label(self) -> None:
        """A heading that holds its number begins after it."""
        unit = self.units[self.open[-1]] if self.open else None
        after = self.label_ends.get(self.open[-1], 0) if self.open else 0
        if unit is not None and unit.heading and unit.heading[0] < after:
            unit.heading = (after, unit.heading[1]) if after < unit.heading[1] else None

    def _is_heading(self, element: etree._Element, name: str) -> bool:
        if self.dialect.level_of and self.dialect.level_of(element) is not None:
            return True
        return name in self.dialect.headings and element in self.marks

    # --- text

    def _entity(self, element: etree._Entity) -> None:
        name = element.name or ""
        text = html.entities.html5.get(f"{name};") or self.entities.get(name, "")
        if self.omitting:
            self.omitted_parts.append(text or str(element.text))
        elif not text:
            self.builder.omit(str(element.text), "entity", element=self._place())
        else:
            self._imply(text)

    def _imply(self, text: str) -> None:
        """Write text that the file implies: a quotation mark given by its code, a named sign."""
        if self.omitting:
            return
        if self.note is not None:
            self.note_parts.append(Generated(text))
        elif text.strip():
            self.builder.generate(text)
            self.after_number = False
        else:
            self._space()

    def _space(self) -> None:
        if not self._at_space():
            self.builder.put(" ")

    def _break_unless_numbered(self) -> None:
        if self.in_number:
            self._space()
        elif not self.after_number:
            self._flush()

    def _flush(self, role: Role = "text", element: str = "", level: int = 0) -> None:
        self._drop_trailing_space()
        if role == "text" and self.in_heading:
            role = "heading"
        if role == "heading" and not level:
            level = min(len(self.open), 9)
        self.builder.break_line(role, element=element or self._place(), level=level)
        self.after_number = False
        waiting, self.waiting = self.waiting, []
        for parts in waiting:
            self._write_note(parts)

    def _write_note(self, parts: list[str]) -> None:
        for part in parts:
            if isinstance(part, Generated):
                self.builder.generate(str(part))
            else:
                self._text(part)
        self._drop_trailing_space()
        self.builder.break_line("note", element=self._place())
        self.after_number = False

    def _keep_title(self, element: etree._Element, name: str) -> None:
        if not self.quoted:
            super()._keep_title(element, name)

    # --- provisions

    def _open_unit(self, kind: str, element: etree._Element | None, level: int, eid: str) -> None:
        parent = self.open[-1] if self.open else -1
        if element is not None and not level:
            eid = next((value for key in self.identifiers if (value := element.get(key))), "")
        super()._open_unit(kind, element, level, eid)
        count = self.same_before[parent, kind] = self.same_before.get((parent, kind), 0) + 1
        above = self.paths[parent] + "/" if parent >= 0 else ""
        path = f"@{eid}" if eid else f"{above}{kind}[{count}]"
        self.paths.append(path if len(path) <= LONGEST_PATH else "…" + path[-LONGEST_PATH:])

    def _place(self) -> str:
        return self.paths[self.open[-1]] if self.open else ""

    def _number(self, element: etree._Element, mark: int) -> None:
        if self._belongs(element):
            super()._number(element, mark)
            self.label_ends[self.open[-1]] = self.builder.length
        else:
            self._space()
            self.after_number = True

    def _heading(self, element: etree._Element, mark: int) -> None:
        if self.builder.length > mark and not self._belongs(element):
            self._flush("heading")
        else:
            super()._heading(element, mark)

    def _belongs(self, element: etree._Element) -> bool:
        """Whether a number or heading is of the innermost open provision, not of a table or list in it."""
        if not self.open:
            return False
        owner = self.units[self.open[-1]].element
        above = element.getparent()
        for _ in range(MOST_STEPS_UP):
            if above is None or above is owner:
                break
            above = above.getparent()
        return above is not None and above is owner


def plain_entities(root: etree._Element) -> dict[str, str]:
    """The short plain texts that the file itself gives names to; not entities of entities, not files."""
    declared: Any = root.getroottree().docinfo.internalDTD
    return {
        entity.name: entity.content
        for entity in (declared.entities() if declared is not None else ())
        if entity.name
        and entity.content
        and len(entity.content) <= LONGEST_ENTITY
        and not set("&<") & set(entity.content)
    }
