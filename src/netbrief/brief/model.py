"""A brief as a document tree. It knows no format; rendering turns it into one.

A link's `target` is "#" and an anchor of the same brief, or a web address. Anchors are unique in a
brief and made of letters, digits, "-", "_" and ".". `lang` is a BCP 47 tag where words are in
another language than the brief, else "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone = Literal["harm", "help", "mixed", "unclear", "none"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter most in their paragraph."""

    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier or a command, as a machine writes it."""

    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor of this brief ("#f-1") or to a web address."""

    words: str
    target: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict: a symbol and words that say the same, and a tone for the eye."""

    symbol: str
    words: str
    tone: Tone


Inline: TypeAlias = Text | Strong | Code | Link | Mark
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. A `lead` opens a section, a `note` is an aside, a `verdict` sums up."""

    content: Inlines
    role: Literal["text", "lead", "note", "verdict"] = "text"


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of the law from `start` to `end`, with a little of what stands before and after.

    `citation` says where they stand; `marked` are extents inside `words` (offsets into it) that
    matter; `exact` keeps the line breaks of the law. The quote gate of `netbrief.brief.quoting` has checked
    every one of them against the law.
    """

    words: str
    start: int
    end: int
    citation: Inlines = ()
    before: str = ""
    after: str = ""
    lang: str = ""
    marked: tuple[tuple[int, int], ...] = ()
    exact: bool = False
    provision_id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `anchor` where it can be linked to."""

    content: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, numbered where the order matters or items are referred to by number."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what is said of it."""

    term: Inlines
    content: Inlines


@dataclass(frozen=True, slots=True)
class Terms:
    """Pairs of a term and what is said of it."""

    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; its first cell is its header."""

    cells: tuple[Inlines, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; `header` has a word for each column, `anchor` names the caption."""

    anchor: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place in a figure: `position` 0 to 1 along the law, `strength` 1 to 3."""

    position: float
    tone: Tone
    strength: int
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A strip of the law from its beginning to its end with a tick for each finding. `description`
    says in words all that the picture shows."""

    anchor: str
    title: str
    description: str
    start_label: str
    end_label: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What only some readers want to see, under a line that says what it is."""

    summary: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Quote | ListBlock | Terms | Table | Figure | Details


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading, its blocks and the sections below it."""

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief. `title` names the document, `subject` the law; `facts` are the title block.
    `skip_label` and `contents_label` are words that a format may need for finding one's way."""

    title: str
    subject: str
    language: str
    subject_language: str
    facts: Terms
    sections: tuple[Section, ...]
    skip_label: str
    contents_label: str
    footer: Inlines = ()


_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def anchor(prefix: str, identifier: str) -> str:
    """An anchor for an identifier; different identifiers give different anchors."""
    return f"{prefix}-" + _UNSAFE.sub(lambda match: f".{ord(match[0]):x}.", identifier)


def iter_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """All sections in reading order, parents before children."""
    for section in sections:
        yield section
        yield from iter_sections(section.sections)


def iter_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks in reading order, with those inside details."""
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from iter_blocks(block.blocks)


def blocks_of(brief: Brief) -> Iterator[Block]:
    """Every block of a brief, in reading order."""
    for section in iter_sections(brief.sections):
        yield from iter_blocks(section.blocks)
