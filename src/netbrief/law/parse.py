"""Parse: the text of a law becomes a tree of provisions."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from netbrief.law.declared import declared_nodes
from netbrief.law.model import Law
from netbrief.law.outline import outline
from netbrief.law.paragraphs import hand_back, unnumbered
from netbrief.law.patterns import lines_of
from netbrief.law.traditions import likely_language, tradition
from netbrief.law.tree import extend, order, provisions
from netbrief.source.model import Source

# Each enrichment is a module with one function that takes the law and returns a tuple of records.
_ENRICHMENTS = (
    ("definitions", "find_definitions"),
    ("references", "find_references"),
    ("amendments", "find_amendments"),
)


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
        title=source.title,
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
    for module, function in _ENRICHMENTS:
        find = _finder(module, function)
        if find is not None:
            found: dict[str, Any] = {module: find(law)}
            law = replace(law, **found)
    return law


def _finder(module: str, function: str) -> Callable[[Law], tuple[Any, ...]] | None:
    try:
        return getattr(importlib.import_module(f"netbrief.law.{module}"), function, None)
    except ModuleNotFoundError:
        return None
