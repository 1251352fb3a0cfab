"""Plain text: wrapped lines become paragraphs; nothing but control characters is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netbrief.errors import Issue
from netbrief.source.blocks import BlockWriter
from netbrief.source.encoding import Decoded, decode
from netbrief.source.model import Role, Source, SourceBuilder
from netbrief.source.wrap import HYPHENS, Hyphens, goes_on, joint, wrap_width

# What is read of one text, so that reading and screening stay within ten seconds; the rest is left out with an
# issue. The longest acts hold a few million characters.
MAX_CHARS = 12_000_000
MAX_LINES = 400_000
# A longer line is cut at a sentence, else at a space, else anywhere.
MAX_LINE_CHARS = 20_000

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]+")
_HEADING_CHARS = 90


def read_text(data: bytes, name: str, decoded: Decoded | None = None) -> Source:
    """Read plain text in any encoding (`decoded` where that is done already); never raises."""
    decoded = decoded or decode(data)
    builder = SourceBuilder(name, "text", data)
    builder.issues.extend(decoded.issues)
    if decoded.binary:
        builder.note(binary_issue())
        return builder.build()
    text = limited(decoded.text, builder)
    _write_lines(list(split_lines(text, builder)), builder)
    return builder.build()


def binary_issue() -> Issue:
    """What is said of data that is no text in any encoding."""
    return Issue(
        "error",
        "not-text",
        "The file is neither a known document format nor text; nothing was read.",
        "Give a PDF, DOCX, HTML, XML, Markdown or plain text file.",
    )


def limited(text: str, builder: SourceBuilder) -> str:
    """`text` up to `MAX_CHARS`, with an issue where that leaves something out."""
    if len(text) <= MAX_CHARS:
        return text
    builder.note(too_long(f"the last {len(text) - MAX_CHARS:,} of {len(text):,} characters"))
    return text[:MAX_CHARS]


def too_long(what: str) -> Issue:
    """What is said where a size guard left something out."""
    return Issue("warning", "too-long", f"The file is too long: {what} were not read.",
                 "Split the file and read its parts one by one.")  # fmt: skip


def split_lines(text: str, builder: SourceBuilder) -> Iterator[tuple[str, str]]:
    """The lines of `text` with the break that ended each; over-long lines in pieces, whose break is "" """
    start = count = 0
    breaks = LINE_BREAK.finditer(text)
    while start < len(text):
        found = next(breaks, None)
        end, stop = (found.start(), found.end()) if found else (len(text), len(text))
        while end - start > MAX_LINE_CHARS:
            cut = _cut(text, start, start + MAX_LINE_CHARS)
            yield text[start:cut], ""
            start = cut
            count += 1
        yield text[start:end], text[end:stop]
        start = stop
        count += 1
        if count >= MAX_LINES and start < len(text):
            builder.note(too_long(f"the last {len(text) - start:,} characters, after {count:,} lines,"))
            return


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut an over-long line: after the last sentence before `limit`, else a space, else there."""
    for mark in (". ", "; ", "。", "；", " "):
        cut = text.rfind(mark, start + 1, limit)
        if cut > start:
            return cut + len(mark)
    return limit


def without_controls(text: str, writer: BlockWriter, page: int | None = None) -> str:
    """`text` without control characters, which go on the list of omissions."""
    for run in CONTROL.findall(text):
        writer.omit(run, "control", page)
    return CONTROL.sub("", text)


def _write_lines(lines: list[tuple[str, str]], builder: SourceBuilder) -> None:
    writer = BlockWriter(builder)
    stripped = [line.rstrip() for line, _ in lines]
    width = wrap_width([len(line) for line in stripped if line])
    full = [line for line in stripped if line]
    hyphens = Hyphens(full, len(full), sum(1 for line in full if line[-1] in HYPHENS))
    before, indent_before, blank, cut = "", 0, True, False
    for (raw, ending), line in zip(lines, stripped, strict=True):
        clean = without_controls(line, writer) if CONTROL.search(line) else line
        text = clean.strip()
        if text:
            indent = len(clean) - len(clean.lstrip())
            continues = cut or (
                not blank and goes_on(before, text, width=width, indent_before=indent_before, indent=indent)
            )
            role: Role = "heading" if blank and len(text) <= _HEADING_CHARS and text.isupper() else "text"
            glue = (
                None if not continues else "" if cut and not raw[0].isspace() else joint(before[-1], text[0])
            )
            if continues and not cut and before[-1] in HYPHENS:
                glue = drop_hyphen(writer, hyphens, before, text)
            writer.add(text, glue, role, indent=float(indent))
            before, indent_before = text, indent
            if cut and ending == "" and raw[-1:].isspace():
                before += " "
        blank = not text if ending else False
        cut = ending == ""
        if "\x0c" in ending:
            writer.omit("\x0c", "control")


def drop_hyphen(writer: BlockWriter, hyphens: Hyphens, before: str, line: str) -> str | None:
    """Joins a word that a hyphen divides over two lines; returns the glue between them."""
    mark = before[-1]
    if not before[:-1] or not before[-2:-1].isalpha() or not line[0].isalpha():
        return joint(mark, line[0])
    if mark in "-\u2010" and hyphens.keeps(before[:-1], line):
        return ""
    builder = writer.builder
    last = builder.lines[-1]
    builder.parts[-1] = builder.parts[-1][:-1]
    builder.length -= 1
    builder.line_start = builder.length
    builder.lines[-1] = type(last)(
        last.start,
        last.end - 1,
        last.role,
        last.page,
        last.element,
        last.box,
        last.indent,
        last.level,
        last.new_block,
    )
    writer.omit(mark, "hyphen", last.page)
    return ""
