"""Parse: the text of a law becomes a tree of provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from netbrief.law.amendments import find_amendments
from netbrief.law.declared import declared_nodes
from netbrief.law.definitions import find_definitions
from netbrief.law.model import Law
from netbrief.law.outline import outline
from netbrief.law.paragraphs import hand_back, unnumbered
from netbrief.law.patterns import lines_of
from netbrief.law.references import find_references
from netbrief.law.traditions import likely_language, tradition
from netbrief.law.tree import extend, order, provisions
from netbrief.source.model import Line, Source

LONGEST_TITLE = 300
_NUMBERED = re.compile(r"[§(\[]|\d|第[〇零一二三四五六七八九十百]+[章条]")
_TITLE_LINES = 12  # lines at the beginning among which the title is looked for


def parse(source: Source) -> Law:
    """The law of a source: every character of `source.text` is in exactly one innermost provision.

    Units that the mark-up declares are taken as they are; else they are found by the grammar of
    labels. A text without any structure is a law with one provision of kind `text`. Never raises for
    what the text looks like.
    """
    text = source.text
    language = source.language or likely_language(text)
    known = tradition(language)
    lines = source.lines or lines_of(text)
    nodes = declared_nodes(source) if source.declared else outline(text, lines, language, known)
    nodes = order(nodes)
    extend(nodes, len(text))
    if not source.declared:
        nodes = hand_back(text, lines, nodes)
        if known.unnumbered:
            nodes = unnumbered(text, lines, nodes)
    pages = [(line.start, line.page) for line in lines] if source.pages else None
    law = Law(
        title=source.title or _title(text, lines),
        language=source.language,
        jurisdiction=source.jurisdiction,
        format=source.format,
        sha256=source.sha256,
        text=text,
        provisions=provisions(text, nodes, known, pages),
        issues=source.issues,
        omitted=tuple((o.text, o.reason, o.at) for o in source.omitted),
        pages=source.pages,
    )
    return enrich(law)


def enrich(law: Law) -> Law:
    """The law with its definitions, references and amendments."""
    return replace(
        law,
        definitions=find_definitions(law),
        references=find_references(law),
        amendments=find_amendments(law),
    )


def _title(text: str, lines: Sequence[Line]) -> str:
    """The title where the file declares none: the first heading at the beginning, else the first line
    that reads like one; "" where the text begins with a numbered unit."""
    first = [line for line in lines[:_TITLE_LINES] if text[line.start : line.end].strip()]
    for line in [line for line in first if line.role == "heading"] or first[:1]:
        words = " ".join(text[line.start : line.end].split())
        if 3 < len(words) <= LONGEST_TITLE and not _NUMBERED.match(words):
            return words
    return ""
