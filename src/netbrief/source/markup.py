"""Walks a marked-up law and writes its text, lines and declared provisions.

The legal XML dialects differ in names, not in kind: some elements are provisions, some their numbers
and headings, some blocks, some notes, some metadata. A `Dialect` is that table; this walk is the same for
all, iterative (depth is no risk), and loses nothing: each text node goes to the text or on the list of
what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from netbrief.source.model import Declared, Role, SourceBuilder

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
MOST_NOTES = 10_000
LONGEST_TITLE = 200


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words_of(element: etree._Element) -> str:
    """All text of an element and of what it holds."""
    return "".join(str(text) for text in element.itertext())


@dataclass(frozen=True)
class Dialect:
    """What the elements of a vocabulary are, by local name.

    `provisions`: element -> kind of provision. `numbers`, `headings`: in a provision, its number and its
    heading. `blocks`: elements that stand on a line of their own. `omitted`: element -> reason.
    `quoted`: text that would stand in another law. `notes`: footnotes, set after the block they hang on.
    `titles`: elements whose text is the title of the law, best first. `kind_of` may refine the kind by the
    element itself ("" for no provision); `level_of` makes a heading open a provision that lasts until
    the next heading of its level or above (None: an ordinary element). `name_of` gives the name that all
    these tables go by: the local name, or in HTML what its class says. `label_in_text` finds the number of
    a provision whose mark-up has no element for it.
    """

    provisions: Mapping[str, str]
    numbers: frozenset[str]
    headings: frozenset[str]
    blocks: frozenset[str]
    omitted: Mapping[str, str] = field(default_factory=dict)
    quoted: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    cells: frozenset[str] = frozenset()
    kind_of: Callable[[etree._Element, str], str] | None = None
    level_of: Callable[[etree._Element], int | None] | None = None
    name_of: Callable[[etree._Element], str] = local_name
    label_in_text: re.Pattern[str] | None = None


@dataclass
class _Unit:
    kind: str
    start: int
    parent: int
    quoted: bool
    eid: str
    element: etree._Element | None
    level: int = 0
    end: int = 0
    label: str = ""
    heading: tuple[int, int] | None = None


class MarkupWalk:
    """One pass over a tree into a SourceBuilder."""

    def __init__(self, builder: SourceBuilder, dialect: Dialect) -> None:
        self.builder = builder
        self.dialect = dialect
        self.units: list[_Unit] = []
        self.open: list[int] = []
        self.quoted = 0
        self.in_number = 0
        self.omitting: tuple[etree._Element, str] | None = None
        self.omitted_parts: list[str] = []
        self.note: etree._Element | None = None
        self.note_parts: list[str] = []
        self.notes: list[str] = []
        self.marks: dict[etree._Element, int] = {}
        self.after_number = False
        self.titles: dict[str, str] = {}

    def run(self, root: etree._Element) -> None:
        """Walk the whole tree; afterwards the builder holds text, lines and declared provisions."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(element)
            else:
                if event == "end":
                    self._end(element)
                if element is not root:
                    self._text(element.tail)
        self._flush()
        self._close_all()
        self.builder.declared.extend(self._declared())
        for name in self.dialect.titles:
            if not self.builder.title and self.titles.get(name):
                self.builder.title = self.titles[name]

    # --- events

    def _start(self, element: etree._Element) -> None:
        name = self.dialect.name_of(element)
        if self.omitting or self.note is not None:
            self._text(element.text)
            return
        if name in self.dialect.omitted:
            self.omitting = (element, self.dialect.omitted[name])
            self._text(element.text)
            return
        if name in self.dialect.notes:
            self.note = element
            self._text(element.text)
            return
        if name in self.dialect.quoted:
            self.quoted += 1
        self._open_structure(element, name)
        if name in self.dialect.titles:
            self.marks.setdefault(element, self.builder.length)
        self._text(element.text)

    def _open_structure(self, element: etree._Element, name: str) -> None:
        kind = self.dialect.provisions.get(name, "")
        if self.dialect.kind_of:
            kind = self.dialect.kind_of(element, kind)
        level = self.dialect.level_of(element) if self.dialect.level_of else None
        if level is not None:
            self._flush()
            self._close_headings(element.getparent(), level)
            self._open_unit(kind, element.getparent(), level, "")
            self.marks[element] = self.builder.length
        elif kind:
            self._break_unless_numbered()
            self._open_unit(kind, element, 0, element.get("eId") or element.get("identifier") or "")
        elif name in self.dialect.numbers:
            self.in_number += 1
            self.marks[element] = self.builder.length
        elif name in self.dialect.headings:
            self.marks[element] = self.builder.length
        elif name in self.dialect.blocks:
            self._break_unless_numbered()

    def _end(self, element: etree._Element) -> None:
        name = self.dialect.name_of(element)
        if self.omitting:
            if self.omitting[0] is element:
                self.builder.omit("".join(self.omitted_parts), self.omitting[1], element=name)
                self.omitting, self.omitted_parts = None, []
            return
        if self.note is not None:
            if self.note is element:
                self.notes.append("".join(self.note_parts))
                self.note, self.note_parts = None, []
            return
        self._close_structure(element, name)
        if name in self.dialect.quoted:
            self.quoted -= 1
        if name in self.dialect.titles:
            self._keep_title(element, name)

    def _close_structure(self, element: etree._Element, name: str) -> None:
        mark = self.marks.get(element)
        if self.dialect.level_of and self.dialect.level_of(element) is not None:
            if mark is not None and self.open and self.builder.length > mark:
                self.units[self.open[-1]].heading = self._extent(mark)
            self._flush("heading")
        elif name in self.dialect.numbers and mark is not None:
            self.in_number -= 1
            self._number(element, mark)
        elif name in self.dialect.headings and mark is not None:
            self._heading(element, mark)
        elif name in self.dialect.blocks and not self.in_number:
            self._flush("cell" if name in self.dialect.cells else "text")
        self._close_units(element)

    # --- text

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.omitting:
            self.omitted_parts.append(text)
        elif self.note is not None:
            self.note_parts.append(text)
        else:
            folded = _SPACE.sub(" ", text)
            if folded.startswith(" ") and self._at_space():
                folded = folded[1:]
            if folded:
                self.builder.put(folded)
                self.after_number = False

    def _at_space(self) -> bool:
        if self.builder.length == self.builder.line_start:
            return True
        last = self.builder.parts[-1]
        return last.endswith((" ", "\n"))

    def _extent(self, mark: int) -> tuple[int, int]:
        text = "".join(self.builder.parts[self._part_index(mark) :])
        lead = len(text) - len(text.lstrip())
        return mark + lead, mark + len(text.rstrip())

    def _part_index(self, offset: int) -> int:
        at, index = self.builder.length, len(self.builder.parts)
        while at > offset and index:
            index -= 1
            at -= len(self.builder.parts[index])
        return index

    def _flush(self, role: Role = "text", element: str = "") -> None:
        self._drop_trailing_space()
        self.builder.break_line(role, element=element or self._place())
        self.after_number = False
        notes, self.notes = self.notes, []
        for note in notes[:MOST_NOTES]:
            words = _SPACE.sub(" ", note).strip()
            if words:
                self.builder.put(words)
                self.builder.break_line("note", element=self._place())

    def _drop_trailing_space(self) -> None:
        parts = self.builder.parts
        while parts and self.builder.length > self.builder.line_start and parts[-1].endswith(" "):
            stripped = parts[-1].rstrip(" ")
            self.builder.length -= len(parts[-1]) - len(stripped)
            if stripped:
                parts[-1] = stripped
                return
            parts.pop()

    def _place(self) -> str:
        return self.units[self.open[-1]].eid if self.open else ""

    def _break_unless_numbered(self) -> None:
        if not self.after_number and not self.in_number:
            self._flush()

    # --- provisions

    def _open_unit(self, kind: str, element: etree._Element | None, level: int, eid: str) -> None:
        parent = self.open[-1] if self.open else -1
        self.units.append(_Unit(kind, self.builder.length, parent, self.quoted > 0, eid, element, level))
        self.open.append(len(self.units) - 1)

    def _number(self, element: etree._Element, mark: int) -> None:
        label = " ".join("".join(self.builder.parts[self._part_index(mark) :]).split())
        if self.open and label and not self.units[self.open[-1]].label:
            self.units[self.open[-1]].label = label
        if not self._at_space():
            self.builder.put(" ")
        self.after_number = bool(label) or self.after_number

    def _heading(self, element: etree._Element, mark: int) -> None:
        if self.builder.length > mark:
            if self.open and self.units[self.open[-1]].heading is None:
                self.units[self.open[-1]].heading = self._extent(mark)
            self._flush("heading")

    def _close_units(self, element: etree._Element) -> None:
        while self.open and self.units[self.open[-1]].element is element:
            self._flush()
            unit = self.units[self.open.pop()]
            unit.end = self.builder.length
            if not unit.label and self.dialect.label_in_text:
                unit.label = self._label_at(unit.start, self.dialect.label_in_text)

    def _label_at(self, start: int, pattern: re.Pattern[str]) -> str:
        index = self._part_index(start)
        match = pattern.match("".join(self.builder.parts[index : index + 3])[:20])
        return match.group(1) if match else ""

    def _close_headings(self, container: etree._Element | None, level: int) -> None:
        while self.open:
            unit = self.units[self.open[-1]]
            if unit.level < level or unit.element is not container or not unit.level:
                return
            unit.end = self.builder.length
            self.open.pop()

    def _close_all(self) -> None:
        while self.open:
            self.units[self.open.pop()].end = self.builder.length

    def _keep_title(self, element: etree._Element, name: str) -> None:
        words = " ".join("".join(self.builder.parts[self._part_index(self.marks[element]) :]).split())
        if name not in self.titles:
            self.titles[name] = words
        elif name.startswith("@") and len(self.titles[name]) < LONGEST_TITLE:
            self.titles[name] += f" {words}"  # EUR-Lex sets a title in several paragraphs

    def _declared(self) -> list[Declared]:
        return [
            Declared(
                unit.kind, unit.label, unit.start, unit.end, unit.parent, unit.heading, unit.eid, unit.quoted
            )
            for unit in self.units
        ]
