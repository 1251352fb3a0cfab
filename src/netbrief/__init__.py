"""Netbrief: a law in, an Internet impact brief out.

The verbs, in the order of the work; each takes what the one before it returns:

    source = read("bill.pdf")              # bytes become text, every character with its place
    law = parse(source)                    # text becomes a tree of provisions
    screening = screen(law)                # provisions meet the knowledge; findings come out
    assessment = assess(law, screening)    # findings become impacts on the fifteen criteria
    brief = write_brief(law, screening, assessment)
    page = render(brief, "html")

`analyze` does `parse`, `screen` and `assess` in one step and is what the command line runs.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from netbrief.analysis import Analysis, Options
    from netbrief.assessment.model import Assessment
    from netbrief.brief.model import Brief
    from netbrief.knowledge.model import Knowledge
    from netbrief.law.model import Law
    from netbrief.screening.model import Screening
    from netbrief.source.model import Source

__version__ = "0.1.0"
__all__ = ["analyze", "assess", "load_knowledge", "parse", "read", "render", "screen", "write_brief"]


def load_knowledge() -> Knowledge:
    """The knowledge base that ships with Netbrief; loaded once. Raises KnowledgeError on faults of form."""
    from netbrief.knowledge.load import load_knowledge as load

    return load()


def read(source: str | os.PathLike[str] | bytes | BinaryIO, name: str = "") -> Source:
    """Read a law from a path, bytes, an open binary file, or "-" for standard input.

    The format is told by content. Never raises for what the content looks like: `Source.issues` says
    what could not be read. Raises SourceError where there is no such file or it may not be opened.
    """
    from netbrief.source.read import read as read_source

    return read_source(source, name)


def parse(source: Source, language: str = "", jurisdiction: str = "") -> Law:
    """The tree of provisions of a source. `language` (BCP 47) and `jurisdiction` override what the
    source declares; the language is guessed from the text where nothing says it. Never raises."""
    from netbrief.analysis import parse_source

    return parse_source(source, language, jurisdiction)


def screen(law: Law, knowledge: Knowledge | None = None) -> Screening:
    """The findings of a law. For each, `law.text[start:end] == quote`."""
    from netbrief.screening.screen import screen as screen_law

    return screen_law(law, knowledge or load_knowledge())


def assess(law: Law, screening: Screening, knowledge: Knowledge | None = None) -> Assessment:
    """The impacts on the fifteen criteria, exactly one row each, and the aims the law states."""
    from netbrief.assessment.assess import assess as assess_law

    return assess_law(law, screening, knowledge or load_knowledge())


def analyze(
    source: Source | str | os.PathLike[str] | bytes,
    knowledge: Knowledge | None = None,
    options: Options | None = None,
) -> Analysis:
    """Parse, screen and assess in one step. The same input gives the same analysis, byte for byte."""
    from netbrief.analysis import analyze as analyze_source
    from netbrief.source.model import Source as SourceModel

    read_in = source if isinstance(source, SourceModel) else read(source)
    return analyze_source(read_in, knowledge or load_knowledge(), options)


def write_brief(
    law: Law, screening: Screening, assessment: Assessment, knowledge: Knowledge | None = None
) -> Brief:
    """The brief as a tree of sections in which every quotation is checked against the law."""
    from netbrief.brief.write import write_brief as write

    return write(law, screening, assessment, knowledge or load_knowledge())


def render(brief: Brief, format: str = "html") -> str:
    """The brief as a self-contained HTML page ("html") or as Markdown ("md")."""
    from netbrief.rendering.render import render as render_brief

    return render_brief(brief, format)
