"""Units of a law whose file declares none: marks, settled by their sequence, become nodes."""

from __future__ import annotations

import re

from netbrief.law.grammar import Grammar
from netbrief.law.patterns import Mark, Page
from netbrief.law.sequence import Entry, settle
from netbrief.law.traditions import Tradition
from netbrief.law.tree import Node
from netbrief.law.zones import Zones, find_zones
from netbrief.source.model import Line

_SECTION_LEVELS = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item")
_ARTICLE_LEVELS = ("paragraph", "point", "point", "point", "point", "point")
_ANNEX_LEVELS = ("paragraph", "subparagraph", "point", "point", "point", "point")
_END_OF_SENTENCE = (".", ";", ":", "—", "。", "；", "：", ",", "”", "-")


def outline(text: str, lines: tuple[Line, ...], language: str, tradition: Tradition) -> list[Node]:
    """The nodes of a flat text: root, zones and units, not yet in order and without ends."""
    page = Page(text, lines, [line.start for line in lines])
    grammar = Grammar(page, language)
    marks = grammar.marks()
    zones = find_zones(page, grammar, marks)
    marks = [mark for mark in marks if not zones.covers(mark.start)]
    entries = settle(marks)
    nodes = [Node("law", "", 0, 0, -1, place="root")]
    zones.add_nodes(nodes)
    _Builder(page, marks, entries, zones, grammar, tradition).build(nodes)
    _hang_contents(nodes)
    _shorten_front(nodes)
    if len(nodes) == 1 and text.strip():
        nodes.append(Node("text", "", 0, 0, 0, end=len(text), place="zone", why="no structure was found"))
    return nodes


def _shorten_front(nodes: list[Node]) -> None:
    """The front matter ends where the first unit begins, which may be at a heading above its number."""
    first = min((node.start for node in nodes[1:] if node.kind != "front"), default=0)
    index = next((i for i, node in enumerate(nodes) if node.kind == "front"), -1)
    if index < 0:
        return
    nodes[index].end = min(nodes[index].end, first)
    if nodes[index].end <= nodes[index].start:
        del nodes[index]
        for node in nodes:
            node.parent -= node.parent > index


def _hang_contents(nodes: list[Node]) -> None:
    """A table of contents inside a section belongs to the innermost unit before it."""
    for node in nodes:
        if node.kind in ("toc", "back"):
            before = [i for i, one in enumerate(nodes) if one.place != "zone" and 0 <= one.start < node.start]
            last = max(before, key=lambda i: (nodes[i].start, i), default=0)
            if nodes[last].place != "root" and node.kind == "toc":
                node.parent = last


class _Builder:
    """Makes nodes of settled entries."""

    def __init__(
        self,
        page: Page,
        marks: list[Mark],
        entries: list[Entry],
        zones: Zones,
        grammar: Grammar,
        tradition: Tradition,
    ) -> None:
        self.page = page
        self.marks = marks
        self.entries = entries
        self.zones = zones
        self.base = grammar.base
        self.run_on = grammar.run_on
        self.places: dict[int, int] = {}
        self.taken = {entry.mark for entry in entries}
        keys = [
            e.key
            for e in entries
            if e.place == "item"
            and e.above is not None
            and e.above.place in ("root", "group")
            and e.key in ("1", "1.")
        ]
        self.main_key = max(sorted(set(keys)), key=keys.count, default="")
        self.mark_lines = {mark.line for mark in marks}
        self.places_by_line = {marks[entry.mark].line: entry.place for entry in reversed(entries)}
        self.keys_by_line = {marks[entry.mark].line: (entry.key,) for entry in reversed(entries)}
        self.headings: set[int] = set()
        self.floor = zones.floor
        self.letters_first = self._letters_first()
        self.headed = tradition.headed
        self.headed_inline = tradition.headed_inline

    def build(self, nodes: list[Node]) -> None:
        """Append a node for each entry."""
        for entry in self.entries:
            mark = self.marks[entry.mark]
            parent, quoted = self._parent(entry)
            recital = self.zones.recital_parent(mark.start)
            if recital is not None and entry.place == "item":
                parent = recital if nodes[parent].place == "root" else parent
            node = Node(
                self._kind(entry, mark, nodes[parent], nodes),
                self._number(mark),
                self._start(mark),
                mark.end,
                parent,
                style=mark.style,
                scheme=self._scheme(mark, entry),
                place=self._place(entry, nodes[parent]),
                quoted=quoted or nodes[parent].quoted,
                why=entry.why,
                line=mark.line,
                token=str(entry.value[0]) if entry.key == "-" else mark.token.strip(),
                certainty=max(0.1, 1.0 / (1.0 + 0.35 * max(entry.cost, 0.0))),
            )
            if node.kind == "recital" and mark.start < self.zones.enacting:
                node.end = self.zones.enacting
            if node.kind in ("section", "recital") and node.place == "item":
                node.place = "base"
            self._heading(node, mark, entry)
            if node.place == "base":
                self._printed_twice(node, entry)
            if node.heading and node.heading[0] >= mark.end:
                self.headings.add(self.page.line_index(node.heading[0]))
            elif entry.place == "item":
                self._heading_above(node, mark)
            self.floor = mark.end
            self.places[id(entry)] = len(nodes)
            nodes.append(node)

    def _parent(self, entry: Entry) -> tuple[int, bool]:
        above = entry.above
        quoted = False
        while above is not None and id(above) not in self.places:
            quoted = quoted or above.place == "quote"
            above = above.above
        return (self.places[id(above)] if above is not None else 0), quoted

    def _number(self, mark: Mark) -> str:
        return self.page.text[mark.start : mark.end].strip(' \t\xa0\u3000"“„«‘—–-') or "–"

    def _printed_twice(self, node: Node, entry: Entry) -> None:
        """The number may come again at once ("Section 5. Purpose", "5. —(1) ..."): it is all one head."""
        if entry.mark + 1 >= len(self.marks) or entry.mark + 1 in self.taken:
            return
        again = self.marks[entry.mark + 1]
        if again.line > node.line + 1 or not any(r.value == entry.value for r in again.readings):
            return
        node.label_end = again.end
        if again.place == "base" and again.kind == self.base:
            node.token, node.number = again.token.strip(), self._number(again)

    def _start(self, mark: Mark) -> int:
        """Where the unit begins: with the line, if only signs of layout stand before the label."""
        line = self.page.lines[mark.line]
        before = self.page.text[line.start : mark.start]
        return line.start if not before.strip(" \t\xa0\u3000*_[#>") else mark.start

    def _scheme(self, mark: Mark, entry: Entry) -> str:
        for reading in mark.readings:
            if reading.value == entry.value and mark.style.replace(".", reading.scheme, 1) == entry.key:
                return reading.scheme
        return mark.readings[0].scheme if mark.readings else ""

    def _place(self, entry: Entry, parent: Node) -> str:
        return "item" if entry.place == "quote" else entry.place

    def _letters_first(self) -> bool:
        """Whether lettered units stand above decimal ones, as in the United States."""
        down = up = 0
        for entry in self.entries:
            if entry.place == "item" and entry.above is not None and entry.above.place == "item":
                pair = (entry.above.key, entry.key)
                down += pair == ("(a)", "(1)")
                up += pair == ("(1)", "(a)")
        return down > up

    def _kind(self, entry: Entry, mark: Mark, parent: Node, nodes: list[Node]) -> str:
        if entry.place != "item":
            return entry.kind or mark.kind
        if entry.above is not None and entry.above.place == "quote" and entry.key == self.main_key:
            return "section"
        if entry.kind == "dash" or mark.kind == "dash":
            return "indent"
        if parent.kind in ("preamble", "recitals"):
            return "recital"
        if parent.place in ("root", "group") and not self._in_annex(parent, nodes):
            numbered = mark.style in (".", "..") and entry.key[0] == "1"
            return "section" if numbered and not self.run_on else "paragraph"
        levels = self._levels(parent, nodes)
        depth, here = 0, parent
        while here.place == "item" and here.parent >= 0:
            depth, here = depth + 1, nodes[here.parent]
        if parent.kind in levels and parent.place == "item":
            depth = max(depth, levels.index(parent.kind) + 1) if levels is _SECTION_LEVELS else depth
        elif levels is _SECTION_LEVELS and not self.letters_first and entry.key == "(a)":
            depth = 1
        return levels[min(depth, 5)]

    def _in_annex(self, node: Node, nodes: list[Node]) -> bool:
        while node.parent >= 0 and node.place != "annex":
            node = nodes[node.parent]
        return node.place == "annex"

    def _levels(self, parent: Node, nodes: list[Node]) -> tuple[str, ...]:
        here = parent
        while here.place == "item" and here.parent > 0:
            here = nodes[here.parent]
        if here.kind == "section":
            return _SECTION_LEVELS
        return _ANNEX_LEVELS if self._in_annex(here, nodes) else _ARTICLE_LEVELS

    def _heading(self, node: Node, mark: Mark, entry: Entry) -> None:
        """The heading of a unit: the rest of its line, the next line, or the line before it."""
        text, lines = self.page.text, self.page.lines
        line = lines[mark.line]
        if node.kind == "recital" or node.place == "item" or (entry.place == "base" and not self.headed):
            return
        start = _skip(text, mark.end, line.end)
        if start >= line.end:
            if entry.place != "item":
                node.heading = self._heading_below(mark)
            return
        if entry.place == "base" and not self.headed_inline and line.role != "heading":
            return
        run_in = _RUN_IN_HEADING.match(text, start, min(line.end, start + 240))
        if run_in and entry.place not in ("group", "annex") and text[start].isupper() | (text[start] > "ʰ"):
            node.heading = (start, start + len(run_in[1].rstrip(" .")))
        elif line.role == "heading" or self._heading_here(entry, text[start : line.end], mark):
            node.heading = (start, line.end)

    def _heading_here(self, entry: Entry, words: str, mark: Mark) -> bool:
        if not _heading_like(words) or words[0] in "(（":
            return False
        if words.rstrip().endswith(".") and not words.isupper():
            following = self.places_by_line.get(mark.line + 1)
            return (
                mark.line + 1 < len(self.page.lines)
                and following in (None, "item")
                and not (
                    following == "item"
                    and entry.place == "item"
                    and entry.key in self.keys_by_line.get(mark.line + 1, ())
                )
            )
        return True

    def _heading_below(self, mark: Mark) -> tuple[int, int] | None:
        text, lines = self.page.text, self.page.lines
        if mark.line + 1 >= len(lines) or self._opens(mark.line + 1):
            return None
        below = lines[mark.line + 1]
        words = text[below.start : below.end]
        if below.role != "heading":
            if not _heading_like(words) or words.rstrip().endswith("."):
                return None
            after = lines[mark.line + 2] if mark.line + 2 < len(lines) else None
            if after is not None and (not after.new_block or text[after.start].islower()):
                return None
        return below.start, below.end

    def _heading_above(self, node: Node, mark: Mark) -> None:
        """In laws whose sections bear only a number, a note above the number is the heading."""
        if mark.inline or mark.quoted or self.base or node.heading or node.kind in ("indent", "recital"):
            return
        first = mark.line
        most = 2 if self.places else 1
        while (
            first > max(0, mark.line - most) and first - 1 not in self.mark_lines and self._is_note(first - 1)
        ):
            first -= 1
        if first < mark.line:
            lines = self.page.lines
            node.start = max(lines[first].start, self.floor)
            node.heading = (lines[mark.line - 1].start, lines[mark.line - 1].end)

    def _is_note(self, index: int) -> bool:
        line = self.page.lines[index]
        words = self.page.text[line.start : line.end]
        return (
            line.new_block
            and index not in self.headings
            and len(words) < 120
            and _heading_like(words)
            and not words.rstrip().endswith(".")
        )

    def _opens(self, index: int) -> bool:
        return index in self.mark_lines


_RUN_IN_HEADING = re.compile(r"([^\n]{2,200}?)(?:\.[ ]?(?:—|–|--)|(?:—|--)(?=\())")


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in ' \t\xa0\u3000.:：—–-*_]"':
        start += 1
    return start


_VERB_END = re.compile(r"[.;:,—–。；：，、-]$")


def _heading_like(words: str) -> bool:
    clean = words.strip().strip("*_ ")
    if not 0 < len(clean) <= 200 or clean[:1].islower():
        return False
    if not _VERB_END.search(clean):
        return True
    return (
        clean.endswith(".")
        and len(clean) < 90
        and ". " not in clean
        and not re.search(r"\b(?:shall|must|may|is|are|means)\b", clean)
    )
