"""What a reader returns: the text of a law, and the place of every character of it.

The promise of this layer is conservation. Every character of the file's own text is either in
`Source.text` or on `Source.omitted` with a reason; a character of `Source.text` that is not the
file's own (an automatic clause number, a line break between two blocks) is inside `generated` or is
white space.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from netbrief.errors import Issue

Role = Literal["text", "heading", "item", "cell", "note", "quote", "front"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A block of text the file sets apart: a printed line, a paragraph, a cell.

    `start` and `end` are offsets into `Source.text`, without the line break. `page` counts from 1
    where the format has pages. `element` is the path of the element in a marked-up file. `box` is
    (left, bottom, right, top) in PDF points. `indent` is the left edge in points (PDF) or the
    nesting level (DOCX, Markdown). `level` is the depth of a heading, 1 the highest. `new_block`
    is False where the line goes on with the paragraph of the line before (a wrapped PDF line).
    """

    start: int
    end: int
    role: Role = "text"
    page: int | None = None
    element: str = ""
    box: Box | None = None
    indent: float = 0.0
    level: int = 0
    new_block: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """A provision as the mark-up of the file declares it.

    `kind` is a word of docs/ontology.md (article, section, subsection, paragraph, recital, ...).
    `label` is the number as printed, such as "(1)" or "Article 45a". `start` and `end` are the
    extent in `Source.text` with everything below it; `heading` is the extent of the heading, or
    None. `parent` is the index of the parent in `Source.declared` (-1 for a root); parents come
    before children. `quoted` marks text that an amending provision inserts into another law.
    """

    kind: str
    label: str
    start: int
    end: int
    parent: int = -1
    heading: tuple[int, int] | None = None
    eid: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Omission:
    """Text of the file that is not in `Source.text`, and why (`page-header`, `page-number`,
    `line-number`, `metadata`, `mark-up`, `toc`, `hidden`, ...). `at` is the offset in `Source.text`
    where it would have stood."""

    text: str
    reason: str
    at: int
    page: int | None = None
    element: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, read. All offsets count characters of `text`, which is Unicode with "\\n" line ends."""

    name: str
    format: str
    sha256: str
    text: str
    lines: tuple[Line, ...] = ()
    declared: tuple[Declared, ...] = ()
    omitted: tuple[Omission, ...] = ()
    generated: tuple[tuple[int, int], ...] = ()
    issues: tuple[Issue, ...] = ()
    pages: int | None = None
    title: str = ""
    language: str = ""
    jurisdiction: str = ""

    def line_at(self, offset: int) -> Line | None:
        """The line that holds `offset`, or the last one that begins before it."""
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[index] if index >= 0 else None

    def page_of(self, offset: int) -> int | None:
        """The page of a character, counted from 1, or None where the format has no pages."""
        line = self.line_at(offset)
        return line.page if line else None


@dataclass(slots=True)
class SourceBuilder:
    """Collects text in document order; every reader writes through it.

    `put` appends the file's own text, `generate` text that the file implies but does not hold
    (automatic numbers), `omit` records text that is left out, `break_line` ends the line.
    """

    name: str
    format: str
    data: bytes = b""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)
    generated: list[tuple[int, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    line_start: int = 0
    title: str = ""
    language: str = ""
    jurisdiction: str = ""
    pages: int | None = None

    def put(self, text: str) -> tuple[int, int]:
        """Append text of the file; returns its extent."""
        start = self.length
        if text:
            self.parts.append(text)
            self.length += len(text)
        return start, self.length

    def generate(self, text: str) -> tuple[int, int]:
        """Append text that the file implies; returns its extent."""
        extent = self.put(text)
        if text:
            self.generated.append(extent)
        return extent

    def omit(self, text: str, reason: str, *, page: int | None = None, element: str = "") -> None:
        """Record text of the file that is left out. White space alone needs no record."""
        if text.strip():
            self.omitted.append(Omission(text, reason, self.length, page, element))

    def break_line(
        self,
        role: Role = "text",
        *,
        page: int | None = None,
        element: str = "",
        box: Box | None = None,
        indent: float = 0.0,
        level: int = 0,
        new_block: bool = True,
    ) -> None:
        """End the current line, if it holds anything, with what is known of its place."""
        if self.length == self.line_start:
            return
        self.lines.append(
            Line(self.line_start, self.length, role, page, element, box, indent, level, new_block)
        )
        self.parts.append("\n")
        self.length += 1
        self.line_start = self.length

    def note(self, issue: Issue) -> None:
        """Add something the reader of the result should know."""
        self.issues.append(issue)

    def build(self) -> Source:
        """The finished source."""
        self.break_line()
        return Source(
            name=self.name,
            format=self.format,
            sha256=hashlib.sha256(self.data).hexdigest(),
            text="".join(self.parts),
            lines=tuple(self.lines),
            declared=tuple(self.declared),
            omitted=tuple(self.omitted),
            generated=tuple(self.generated),
            issues=tuple(self.issues),
            pages=self.pages,
            title=self.title.strip(),
            language=self.language,
            jurisdiction=self.jurisdiction,
        )
