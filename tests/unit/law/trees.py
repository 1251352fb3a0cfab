"""What every tree of provisions must hold, and a way to write one down."""

from __future__ import annotations

from netbrief.law.model import Law
from netbrief.law.parse import parse
from netbrief.source.model import Source


def parse_text(text: str, language: str = "en") -> Law:
    """A law from plain text."""
    return parse(Source(name="test", format="text", sha256="", text=text, language=language))


def faults(law: Law) -> list[str]:
    """Everything that is wrong with the tree: ids, order, nesting, extents. Empty is good."""
    found = []
    seen: dict[str, tuple[int, int]] = {}
    last_end: dict[str, int] = {}
    last_start = 0
    root = law.provisions[0]
    if (root.start, root.end, root.parent) != (0, len(law.text), None):
        found.append("the root is not the whole text")
    for one in law.provisions:
        if one.id in seen:
            found.append(f"{one.id} comes twice")
        if not one.start <= one.intro_end <= one.end:
            found.append(f"{one.id}: {one.start} {one.intro_end} {one.end}")
        if one.start < last_start:
            found.append(f"{one.id} is out of order")
        last_start = one.start
        if one.parent is not None:
            if one.parent not in seen:
                found.append(f"{one.id} comes before its parent")
                continue
            start, end = seen[one.parent]
            if one.start < start or one.end > end:
                found.append(f"{one.id} is not inside {one.parent}")
            if one.start < last_end.get(one.parent, 0):
                found.append(f"{one.id} overlaps the one before")
            last_end[one.parent] = one.end
        if one.heading_span and not one.start <= one.heading_span[0] <= one.heading_span[1] <= one.end:
            found.append(f"{one.id}: the heading is outside")
        if not 0 <= one.certainty <= 1 or (one.parent and not one.why):
            found.append(f"{one.id}: certainty or ground is missing")
        seen[one.id] = (one.start, one.end)
    return found


def drawing(law: Law) -> str:
    """The tree as indented lines: kind, label or number, heading, first words."""
    lines = []
    for one in law.provisions[1:]:
        words = " ".join(law.text[one.start : one.end].split())
        words = words if len(words) <= 40 else f"{words[:20]} … {words[-18:]}"
        parts = [one.kind + (" (quoted)" if one.quoted else ""), one.label or "-", one.heading or "-", words]
        lines.append("  " * (one.depth - 1) + " | ".join(parts))
    return "\n".join(lines) + "\n"
