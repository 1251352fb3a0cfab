"""Units that the mark-up of a file declares, as nodes."""

from __future__ import annotations

import re

from netbrief.law.labels import readings
from netbrief.law.traditions import ANNEX, BASE, GROUP_ORDER
from netbrief.law.tree import Node
from netbrief.source.model import Declared, Source

_UNIT_WORD = re.compile(r"[“\"‘']?[^\W\d_]{3,}\.?\s+(?=(?:[A-Z]\.?\s?)?[\dIVXLC]+)|§+\s*(?=\d)")
_ZONES = frozenset(
    {"front", "preamble", "recitals", "toc", "back", "note", "text", "coverpage", "conclusions"}
)


def declared_nodes(source: Source) -> list[Node]:
    """The root, a node for each declared unit, and front, text and back for what lies between."""
    nodes = [Node("law", "", 0, 0, -1, end=len(source.text), place="root")]
    for unit in source.declared:
        start, end = _inside(unit, nodes)
        label_end = start + len(unit.label) if source.text.startswith(unit.label, start) else start
        number = bare_number(unit.label)
        style, scheme = _print(number)
        node = Node(
            unit.kind,
            number,
            start,
            label_end,
            unit.parent + 1,
            end=end,
            style=style,
            scheme=scheme,
            place=_place(unit.kind),
            heading=unit.heading,
            why="declared by the mark-up",
            quoted=unit.quoted or nodes[unit.parent + 1].quoted,
        )
        nodes.append(node)
    _fill(source.text, nodes)
    return nodes


def bare_number(label: str) -> str:
    """The number of a label that also names the unit: "45a" of "Article 45a", "1002." of "SEC. 1002.",
    "I" of "CHAPTER I", "L. 33-1" of "Article L. 33-1"; other labels as they are."""
    match = _UNIT_WORD.match(label.strip())
    return label.strip()[match.end() :] if match else label


def _inside(unit: Declared, nodes: list[Node]) -> tuple[int, int]:
    parent = nodes[unit.parent + 1]
    start = min(max(unit.start, parent.start), parent.end)
    return start, max(start, min(unit.end, parent.end))


def _place(kind: str) -> str:
    if kind in BASE or kind == "recital":
        return "base"
    if kind in ANNEX:
        return "annex"
    if kind in _ZONES:
        return "zone"
    return "group" if kind in GROUP_ORDER else "item"


def _print(label: str) -> tuple[str, str]:
    core = label.strip().strip("()（）. °º")
    found = readings(core)
    scheme = found[0].scheme if found else ""
    text = label.strip()
    if text.startswith(("(", "（")):
        return "(.)", scheme
    if text.endswith(")"):
        return ".)", scheme
    if text.endswith(("°", "º")):
        return ".°", scheme
    return (".." if text.endswith(".") else "."), scheme


def _fill(text: str, nodes: list[Node]) -> None:
    """Nodes for the words before, between and after the declared units of the first rank."""
    tops = sorted((n.start, n.end) for n in nodes[1:] if n.parent == 0)
    at = 0
    gaps = []
    for start, end in [*tops, (len(text), len(text))]:
        if start > at and text[at:start].strip():
            gaps.append((at, start))
        at = max(at, end)
    for index, (start, end) in enumerate(gaps):
        kind = "front" if start == 0 else "back" if end == len(text) else "text"
        del index
        nodes.append(Node(kind, "", start, start, 0, end=end, place="zone", why="between declared units"))
