"""Writes printed lines into a source so that a paragraph is one line of text.

The pieces of a paragraph follow each other on one text line, joined by a space (by nothing in scripts
without word spaces, and where a hyphen at the line end was dropped); each piece has its own `Line`,
all but the first with `new_block` False. A line break in the text is the end of a block.
"""

from __future__ import annotations

from netbrief.source.model import Box, Line, Omission, Role, SourceBuilder


class BlockWriter:
    """Puts lines into `builder`; keeps its length and line start in step."""

    __slots__ = ("builder",)

    def __init__(self, builder: SourceBuilder) -> None:
        self.builder = builder

    def add(
        self,
        text: str,
        glue: str | None = None,
        role: Role = "text",
        page: int | None = None,
        box: Box | None = None,
        indent: float = 0.0,
        level: int = 0,
    ) -> None:
        """Append a printed line. `glue` is what joins it to the line before (a space or nothing) where
        it goes on with that line's block, None where it begins a block."""
        builder = self.builder
        start = builder.length
        if not start:
            glue = None
        elif glue is None:
            builder.parts.append("\n")
            start += 1
        elif glue:
            builder.parts.append(glue)
            start += len(glue)
        end = start + len(text)
        builder.parts.append(text)
        builder.length = builder.line_start = end
        builder.lines.append(Line(start, end, role, page, "", box, indent, level, glue is None))

    def omit(self, text: str, reason: str, page: int | None = None) -> None:
        """Record text left out here, form feeds and control characters too."""
        self.builder.omitted.append(Omission(text, reason, self.builder.length, page))
