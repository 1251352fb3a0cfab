"""Parts of a document around the units: title and front matter, table of contents, preamble, back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from netbrief.law.grammar import Grammar
from netbrief.law.patterns import Mark, Page
from netbrief.law.traditions import opener_pattern, phrase_pattern
from netbrief.law.tree import Node

_LEADERS = re.compile(r"(?:\.[ ]?){5,}|…{2,}|_{4,}[ ]?\d*$|\t\d{1,4}$")


@dataclass(slots=True)
class Zones:
    """Extents of the zones. `contents` is a list of extents; the others are one extent or None."""

    contents: list[tuple[int, int]] = field(default_factory=list)
    front: tuple[int, int] | None = None
    preamble: tuple[int, int] | None = None
    back: tuple[int, int] | None = None
    closing: tuple[int, int] | None = None
    preamble_node: int = -1
    enacting: int = -1

    @property
    def floor(self) -> int:
        """The end of the last zone that stands before the units."""
        ends = [extent[1] for extent in (self.preamble, *self.contents[:1]) if extent]
        return max(ends, default=0)

    def covers(self, offset: int) -> bool:
        """Whether labels at `offset` are entries of a table of contents, or back matter."""
        if self.back is not None and offset >= self.back[0]:
            return True
        return any(start <= offset < end for start, end in self.contents)

    def recital_parent(self, offset: int) -> int | None:
        """The node of the preamble where `offset` lies in it."""
        if self.preamble is not None and self.preamble[0] <= offset < self.preamble[1]:
            return self.preamble_node
        return None

    def add_nodes(self, nodes: list[Node]) -> None:
        """Append the nodes of the zones under the root."""
        made = [("toc", extent) for extent in self.contents]
        made += [("front", self.front)] if self.front else []
        made += [("preamble", self.preamble)] if self.preamble else []
        made += [("back", extent) for extent in (self.closing, self.back) if extent]
        for kind, (start, end) in made:
            if kind == "preamble":
                self.preamble_node = len(nodes)
            nodes.append(
                Node(
                    kind,
                    "",
                    start,
                    start,
                    0,
                    end=end,
                    place="zone",
                    certainty=0.8,
                    why="by its opening words",
                )
            )


def find_zones(page: Page, grammar: Grammar, marks: list[Mark]) -> Zones:
    """The zones of a text, from its openings and from labels that come twice."""
    zones = Zones()
    zones.contents = _contents(page, marks)
    first = next((mark for mark in marks if _is_unit(mark, grammar) and not zones.covers(mark.start)), None)
    limit = first.start if first else len(page.text)
    zones.preamble = _preamble(page, zones, grammar, marks, limit)
    zones.back = _back(page, marks)
    zones.closing = _closing(page, marks)
    begin = zones.preamble[0] if zones.preamble else limit
    begin = min([begin, *(start for start, _ in zones.contents[:1])])
    if begin > 0 and page.text[:begin].strip() and (first is not None or zones.preamble):
        zones.front = (0, begin)
    return zones


def _is_unit(mark: Mark, grammar: Grammar) -> bool:
    if mark.place != "item":
        return mark.reject >= 4
    return not grammar.base and mark.style in ("..", ".", ".-", "(.)", ".)") and mark.reject >= 2.5


def _preamble(
    page: Page, zones: Zones, grammar: Grammar, marks: list[Mark], limit: int
) -> tuple[int, int] | None:
    opener = opener_pattern("preamble")
    for line in page.lines:
        if line.start >= limit:
            return None
        if zones.covers(line.start):
            continue
        if opener.match(page.text, line.start, line.end):
            return _with_enacting(page, zones, line.start, limit, grammar)
    return None


def _with_enacting(page: Page, zones: Zones, start: int, limit: int, grammar: Grammar) -> tuple[int, int]:
    """The preamble up to its enacting words; where no word marks a main unit, numbered recitals look
    like units, and the enacting words alone end the preamble."""
    enacting = opener_pattern("enacting")
    reach = limit if grammar.base else len(page.text)
    for line in page.lines:
        if start < line.start < reach and enacting.match(page.text, line.start, line.end):
            zones.enacting = line.start
            return start, (limit if grammar.base else line.end)
    return start, limit


def _contents(page: Page, marks: list[Mark]) -> list[tuple[int, int]]:
    opener, follow = opener_pattern("contents"), phrase_pattern("contents_follow")
    found: list[tuple[int, int]] = []
    starts = [mark.start for mark in marks]
    for index, line in enumerate(page.lines):
        if line.end - line.start > 400 or (found and line.start < found[-1][1]):
            continue
        words = page.text[line.start : line.end]
        match = opener.match(words)
        heading = bool(match) and not words[match.end() :].strip(" \t*_:.]—-#") if match else False
        if heading or follow.search(words):
            extent = _contents_extent(page, marks[bisect_right(starts, line.end) :], index, heading)
            if extent is not None:
                found.append(extent)
    return found


def _contents_extent(page: Page, marks: list[Mark], index: int, heading: bool) -> tuple[int, int] | None:
    """From the heading to the last line before the first entry that comes again."""
    seen: set[tuple[str, object]] = set()
    top = ""
    entries: list[int] = []
    pending = -1
    groups = long_lines = 0
    for mark in marks:
        line = page.lines[mark.line]
        long_lines += line.end - line.start > 300
        if long_lines > 1:
            break
        if mark.style == "(.)" and not mark.inline:
            entries = entries[:-1]  # what stands right above an item is no entry, but a unit with text
            break
        if (not mark.readings and mark.place != "annex") or mark.style in ("(.)", "-"):
            continue
        key = _entry_key(page, mark, top)
        if mark.place == "group":
            top = top or mark.kind
            if key in seen:
                if key[0] == top:
                    break
                continue
        elif key in seen:
            break
        seen.add(key)
        if mark.place == "group":
            groups += 1
            pending = mark.line + (mark.end >= line.end - 1)
        else:
            entries.append(mark.line)
            pending = -1
    if len(entries) + (groups if heading else 0) < 2:
        return None
    last = max(entries[-1] if entries else 0, pending if heading and not entries else 0)
    first = index if heading else index + 1
    if last < first:
        return None
    return page.lines[first].start, page.lines[min(last, len(page.lines) - 1)].end


def _entry_key(page: Page, mark: Mark, top: str) -> tuple[str, object]:
    value = mark.readings[0].value if mark.readings else ()
    if mark.place == "group" and mark.kind != (top or mark.kind):
        line = page.lines[mark.line]
        return mark.kind, (
            value,
            _LEADERS.sub("", page.text[mark.end : line.end]).strip(" .\t0123456789").lower(),
        )
    return (mark.kind if mark.place in ("group", "annex") else "unit"), value


def _back(page: Page, marks: list[Mark]) -> tuple[int, int] | None:
    """Statements of reasons and the like that follow a law, up to the end."""
    opener = opener_pattern("back")
    units = [mark.start for mark in marks if mark.reject >= 4]
    for line in page.lines:
        if line.end - line.start < 80 and opener.match(page.text, line.start, line.end):
            before = bisect_right(units, line.start)
            if (before > 3 and before > 0.6 * len(units) and line.role != "text") or before == len(units) > 3:
                return line.start, len(page.text)
    return None


def _closing(page: Page, marks: list[Mark]) -> tuple[int, int] | None:
    """Place, date and signatures after the last article, up to the first annex."""
    opener = opener_pattern("closing")
    for line in reversed(page.lines):
        if line.end - line.start < 160 and opener.match(page.text, line.start, line.end):
            after = [mark for mark in marks if mark.start > line.start and mark.reject >= 4]
            if after and after[0].place != "annex":
                return None
            return line.start, after[0].start if after else len(page.text)
    return None
