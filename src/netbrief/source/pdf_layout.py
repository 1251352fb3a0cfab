"""Printed lines to paragraphs: columns, notes at the foot of the page, headings, and which line goes
on with the paragraph of the line before it, also over pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise

from netbrief.source.blocks import BlockWriter
from netbrief.source.model import Role
from netbrief.source.pdf_page import PrintedLine
from netbrief.source.text import CONTROL, drop_hyphen, without_controls
from netbrief.source.wrap import (
    HYPHENS,
    LABEL,
    SENTENCE_ENDS,
    WORD_LABEL,
    Hyphens,
    ends_item,
    joint,
)

# Lines looked at to learn a document's usual line spacing.
SPACING_SAMPLE = 4_000
# Type that is smaller than this share of the body's is a note's, larger than that share a heading's.
NOTE_SIZE = 0.92
HEADING_SIZE = 1.14
BOLD_WEIGHT = 600
# More large lines than this are no headings: the fonts only differ in height.
MAX_HEADING_SHARE = 0.15
MAX_HEADING_LINES = 5
# A page with fewer lines is taken to have one column.
MIN_COLUMN_LINES = 12

_NOTE_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡§¹²³⁴-⁹]|[a-z])[)\].]?(?:\s|$|[^\W\d_])|[*†‡¹²³⁴-⁹]")
_LEADERS = re.compile(r"\.{4}|\. \. \.|……|·{5}|_{4}")


class Style:
    """What is usual in a document: height and weight of its type, and line spacing in heights."""

    __slots__ = ("height", "large", "sizes", "spacing", "weight")

    def __init__(self, pages: list[list[PrintedLine]]) -> None:
        lines = [line for page in pages for line in page if line.role == "text"]
        heights = Counter([round(2 * line.size) for line in lines if len(line.text) > 20])
        heights = heights or Counter([round(2 * line.size) for line in lines])
        self.height = heights.most_common(1)[0][0] / 2 if heights else 0.0
        self.weight = Counter([line.weight for line in lines]).most_common(1)[0][0] if lines else 400
        drops: Counter[int] = Counter()
        for before, line in pairwise(lines[:SPACING_SAMPLE]):
            height = before.top - before.bottom
            drop = before.bottom - line.bottom
            if height > 0 and 0.6 * height < drop < 3.5 * height:
                drops[round(20 * drop / height)] += 1
        self.spacing = drops.most_common(1)[0][0] / 20 if drops else 1.2
        self.large = HEADING_SIZE * self.height
        large = [round(line.size) for line in lines if line.size > self.large]
        if len(large) > MAX_HEADING_SHARE * len(lines):
            self.large *= 1.25
            large = [size for size in large if size > self.large]
        self.sizes = {size: min(place + 1, 5) for place, size in enumerate(sorted(set(large), reverse=True))}

    def is_large(self, line: PrintedLine) -> bool:
        """True for type of a heading's size."""
        return line.size > self.large

    def is_heading(self, line: PrintedLine) -> bool:
        """True for large type, and for bold type in a document that is not bold."""
        return line.weight >= BOLD_WEIGHT > self.weight or self.is_large(line)

    def level(self, line: PrintedLine) -> int:
        """The depth of a heading: by the size of its type; bold type of the usual size comes last."""
        return self.sizes.get(round(line.size), min(len(self.sizes) + 1, 6))


def place_columns(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Sets column, left base and right margin of a page's lines; returns them in reading order."""
    body = [line for line in lines if line.role == "text"]
    if not body:
        return lines
    left, right = min([line.left for line in body]), max([line.right for line in body])
    narrow = [line for line in body if line.right - line.left < 0.6 * (right - left)]
    if len(body) >= MIN_COLUMN_LINES and len(narrow) >= 0.6 * len(body):
        gutters = _gutters(narrow, left, right)
        for line in narrow if gutters else ():
            starts, ends = bisect_right(gutters, line.left), bisect_right(gutters, line.right)
            line.column = starts + 1 if starts == ends else 0
        if gutters and _switches(body) > 0.3 * len(body):
            lines = _by_column(lines)
    _set_edges(body)
    return lines


def _gutters(narrow: list[PrintedLine], left: float, right: float) -> list[float]:
    """Where white runs down the page between columns: places that hardly any line crosses, with many
    lines on both sides, side by side."""
    bins = 200
    scale = bins / (right - left + 1e-6)
    steps = [0] * (bins + 2)
    for line in narrow:
        steps[int((line.left - left) * scale)] += 1
        steps[int((line.right - left) * scale) + 1] -= 1
    cover = list(accumulate(steps))
    free = max(1, len(narrow) // 25)
    gutters: list[float] = []
    run = 0
    for place in range(bins + 1):
        if cover[place] <= free:
            run += 1
            continue
        if run >= 2 and place > run:
            middle = left + (place - run / 2) / scale
            if _side_by_side(narrow, middle):
                gutters.append(middle)
        run = 0
    return gutters if len(gutters) <= 4 else []


def _side_by_side(lines: list[PrintedLine], middle: float) -> bool:
    """True where many lines left of `middle` have one right of it at their height."""
    before = [round(line.bottom / 6) for line in lines if line.right <= middle]
    after = {round(line.bottom / 6) for line in lines if line.left >= middle}
    beside = sum(1 for height in before if not after.isdisjoint((height - 1, height, height + 1)))
    return len(before) >= 0.15 * len(lines) and beside >= 0.4 * min(len(before), len(after)) >= 2


def _switches(body: list[PrintedLine]) -> int:
    return sum(1 for a, b in pairwise(body) if a.column != b.column)


def _by_column(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines that the file holds row by row, put column by column between lines of full width."""
    ordered: list[PrintedLine] = []
    columns: dict[int, list[PrintedLine]] = {}
    for line in sorted(lines, key=lambda line: (-round(line.bottom / 3), line.left)):
        if line.column:
            columns.setdefault(line.column, []).append(line)
            continue
        ordered += [one for column in sorted(columns) for one in columns[column]]
        ordered.append(line)
        columns = {}
    return ordered + [one for column in sorted(columns) for one in columns[column]]


def _set_edges(body: list[PrintedLine]) -> None:
    by_column: dict[int, list[PrintedLine]] = {}
    for line in body:
        by_column.setdefault(line.column, []).append(line)
    for lines in by_column.values():
        lefts = sorted([line.left for line in lines])
        rights = sorted([line.right for line in lines])
        base, margin = lefts[len(lefts) // 20], rights[int(0.96 * (len(rights) - 1))]
        for line in lines:
            line.base = base
            line.margin = margin


def mark_notes(lines: list[PrintedLine], style: Style, open_note: bool) -> bool:
    """Sets the role of the notes at the foot of a page or column; True if its last line is one.

    `open_note` says that the page before ended in a note, which may go on here.
    """
    body = [line for line in lines if line.role == "text"]
    limit = NOTE_SIZE * style.height
    if not body or all(line.top - line.bottom >= limit for line in body[-6:]):
        return False
    found = False
    for column in sorted({line.column for line in body}):
        inside = [line for line in body if line.column == column]
        run: list[PrintedLine] = []
        for line in reversed(inside):
            if line.top - line.bottom >= limit:
                break
            run.append(line)
        if not run or len(run) == len(inside):
            continue
        lowest = min(line.bottom for line in inside if line not in run)
        run = [line for line in run if line.top <= lowest + 0.5 * style.height]
        if run and (open_note or any(_NOTE_MARK.match(line.text) for line in run)):
            found = True
            for line in run:
                line.role = "note"
    return found


def _same_row(before: PrintedLine, line: PrintedLine) -> bool:
    return line.page == before.page and abs(before.bottom - line.bottom) < 0.4 * (before.top - before.bottom)


def continues(before: PrintedLine, line: PrintedLine, first: bool, style: Style) -> bool:
    """True where `line` goes on with the paragraph of `before`, which is its first line if `first`."""
    height = (before.top - before.bottom) or 1.0
    text, last = line.text, before.text[-1]
    if (
        before.page == line.page
        and abs(before.bottom - line.bottom) < 0.4 * height
        and line.left > before.left
    ):
        return line.left - before.right < 2.5 * height or len(before.text) <= 8
    if before.page == line.page and len(before.text) <= 3 and line.bottom < before.bottom < line.top:
        return True  # a raised number, set before what it belongs to
    if not 0.75 < line.size / (before.size or 1.0) < 1.33 or (
        last.isdigit() and _LEADERS.search(before.text)
    ):
        return False
    drop = before.bottom - line.bottom
    lower = text[0].islower()
    in_sentence = lower and (last.islower() or last in ",(-" or last.isdigit())
    label = LABEL.match(text)
    if before.page == line.page and before.column == line.column:
        wide = style.spacing * height * 1.25 + 1
        if drop > wide and not (in_sentence and not label and drop < 1.4 * wide):
            return False
    unspaced = last >= "\u0e00" and joint(last, text[0]) == ""
    width = (before.right - before.left) / len(before.text)
    word = 1 if unspaced else len(text.split(None, 1)[0])
    full = before.margin - before.right < (word + (0 if unspaced else 1)) * width + 1
    indent = (line.left - line.base) - (before.left - before.base)
    if label:
        # "25. The Minister" under a heading that fills its line, not "under section | 25. The".
        opens = first and text[0].isdigit() and not LABEL.match(before.text)
        return full and not opens and not ends_item(before.text) and abs(indent) < 0.5 * height
    if style.is_heading(before) or style.is_heading(line):
        return _heading_goes_on(before, line, full and lower, style)
    if last in HYPHENS and before.text[-2:-1].isalpha() and text[0].isalpha():
        return True
    if not full:
        # A short line in mid-sentence: text that another program had wrapped, or German nouns.
        reach = (before.right - before.base) / (before.margin - before.base + 1e-6)
        mid = in_sentence or ((last.islower() or last == ",") and reach > (0.85 if first else 0.6))
        return mid and not (WORD_LABEL.match(text) and not lower)
    if abs(indent) > 0.6 * height and last in SENTENCE_ENDS:
        return first and (indent < 0 or bool(LABEL.match(before.text)))
    return last not in SENTENCE_ENDS or not WORD_LABEL.match(text)


def _heading_goes_on(before: PrintedLine, line: PrintedLine, flows: bool, style: Style) -> bool:
    """Headings join lines of one style, but not "CHAPTER I" with what it is called."""
    if style.is_heading(before) != style.is_heading(line) or abs(before.weight - line.weight) > 150:
        return flows
    if before.page != line.page or WORD_LABEL.match(line.text) or WORD_LABEL.fullmatch(before.text):
        return flows
    return flows or before.text[-1] not in SENTENCE_ENDS


Flow = tuple[PrintedLine, bool]


def flow(pages: list[list[PrintedLine]], style: Style) -> Iterator[Flow]:
    """All lines in reading order, each with whether it goes on with the block of the one before.

    Notes wait until the paragraph that goes over the page has ended; lines that are left out stay
    where they are.
    """
    before: PrintedLine | None = None
    note: PrintedLine | None = None
    first = True
    waiting: list[Flow] = []
    for lines in pages:
        for line in lines:
            if line.role == "text":
                goes_on = before is not None and continues(before, line, first, style)
                if waiting and not goes_on:
                    yield from waiting
                    waiting, note = [], None
                first = not goes_on
                before = line
                yield line, goes_on
            elif line.role == "note":
                joins = (note is not None and not _NOTE_MARK.match(line.text)) or bool(
                    note and _same_row(note, line)
                )
                waiting.append((line, joins))
                note = line
            else:
                yield line, False
    yield from waiting


def write_flow(pages: list[list[PrintedLine]], writer: BlockWriter, style: Style) -> None:
    """Writes all lines of a document through `writer`."""
    texts = [line.text for page in pages for line in page]
    hyphens = Hyphens(texts, len(texts), sum(1 for text in texts if text[-1] in HYPHENS))
    block: list[PrintedLine] = []
    for line, goes_on in flow(pages, style):
        if line.role != "text" and line.role != "note":
            if not block:
                writer.omit(line.text, line.role, line.page)
            else:
                block.append(line)
            continue
        if not goes_on and block:
            _write_block(block, writer, style, hyphens)
            block = []
        block.append(line)
    if block:
        _write_block(block, writer, style, hyphens)


def _write_block(block: list[PrintedLine], writer: BlockWriter, style: Style, hyphens: Hyphens) -> None:
    role: Role = "note" if block[0].role == "note" else "text"
    level = 0
    if role == "text" and len(block) <= MAX_HEADING_LINES and all(
        style.is_heading(line) for line in block if line.role == "text"
    ):  # fmt: skip
        role, level = "heading", style.level(block[0])
    before = ""
    for line in block:
        if line.role != "text" and line.role != "note":
            writer.omit(line.text, line.role, line.page)
            continue
        text = line.text
        if CONTROL.search(text) or "\u00ad" in text:
            text = _clean(text, writer, line.page)
            if not text:
                continue
        glue: str | None = None
        if before:
            glue = joint(before[-1], text[0])
            if before[-1] in HYPHENS:
                glue = drop_hyphen(writer, hyphens, before, text)
        writer.add(
            text, glue, role, line.page, (line.left, line.bottom, line.right, line.top), line.left, level
        )
        before = text


def _clean(text: str, writer: BlockWriter, page: int) -> str:
    """Without control characters and without soft hyphens inside the line, which are invisible."""
    text = without_controls(text, writer, page).strip()
    for _ in range(text.count("\u00ad", 0, max(len(text) - 1, 0))):
        writer.omit("\u00ad", "hyphen", page)
    return text[:-1].replace("\u00ad", "") + text[-1:]
