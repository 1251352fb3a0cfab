"""From units with a beginning to provisions with an extent, a heading, a citation and an identifier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from netbrief.law.citation import Citations
from netbrief.law.identifiers import Identifiers
from netbrief.law.model import Provision
from netbrief.law.traditions import BASE, Tradition

ZONES = frozenset({"front", "preamble", "toc", "back", "text", "note"})


@dataclass(slots=True)
class Node:
    """A unit on its way to a provision. `parent` is an index into the list of nodes (0 is the root);
    `style` and `scheme` say how its number is printed; `label_end` is where the number ends."""

    kind: str
    number: str
    start: int
    label_end: int
    parent: int
    end: int = -1
    style: str = ""
    scheme: str = ""
    place: str = "item"
    heading: tuple[int, int] | None = None
    quoted: bool = False
    certainty: float = 1.0
    why: str = ""
    depth: int = 0
    eid: str = ""
    line: int = -1
    token: str = ""


def order(nodes: list[Node]) -> list[Node]:
    """The nodes in document order, parents before children, with the links put right.

    Nodes that are made in several passes come in any order; a parent always begins at or before its
    child, and of two that begin together the parent was made for the wider text.
    """
    depths = [0] * len(nodes)
    for index, node in enumerate(nodes):
        depth, above, steps = 0, node.parent, 0
        while above >= 0 and steps < 200:
            depth, above, steps = depth + 1, nodes[above].parent, steps + 1
        depths[index] = depth
    ranks = sorted(range(len(nodes)), key=lambda index: (nodes[index].start, depths[index], index))
    places = {old: new for new, old in enumerate(ranks)}
    result = []
    for old in ranks:
        node = nodes[old]
        node.depth = depths[old]
        if node.parent >= 0:
            node.parent = places[node.parent]
        result.append(node)
    return result


def extend(nodes: list[Node], length: int) -> None:
    """Give each node its end: the start of the next unit that is not below it. Ends that are already
    set are kept where they lie within."""
    open_nodes: list[int] = []
    is_open: set[int] = set()
    for index, node in enumerate(nodes):
        while node.parent >= 0 and node.parent not in is_open:
            node.parent = nodes[node.parent].parent  # a zone has ended the unit that would hold it
        node.depth = nodes[node.parent].depth + 1 if node.parent >= 0 else 0
        while open_nodes and open_nodes[-1] != node.parent:
            is_open.discard(open_nodes[-1])
            _close(nodes, open_nodes.pop(), node.start)
        open_nodes.append(index)
        is_open.add(index)
    while open_nodes:
        _close(nodes, open_nodes.pop(), length)
    for node in nodes[1:]:
        node.end = min(node.end, nodes[node.parent].end)
        node.start = max(node.start, nodes[node.parent].start)
        if node.heading and not node.start <= node.heading[0] <= node.heading[1] <= node.end:
            node.heading = None


def _close(nodes: list[Node], index: int, at: int) -> None:
    node = nodes[index]
    node.end = at if node.end < 0 else max(node.start, min(node.end, at))


_GLUE = ' \t\xa0\u3000.:：—–-*_]"“'
_SPACE = re.compile(r"\s+")


def heading_text(text: str, span: tuple[int, int] | None) -> str:
    """The words of a heading on one line."""
    return _SPACE.sub(" ", text[span[0] : span[1]]).strip() if span else ""


def provisions(
    text: str, nodes: Sequence[Node], tradition: Tradition, page_of: Sequence[tuple[int, int | None]] | None
) -> tuple[Provision, ...]:
    """The finished provisions of ordered nodes with extents. `page_of` is a list of (offset, page)."""
    cite = Citations(tradition, nodes, text)
    give = Identifiers()
    first_child: dict[int, int] = {}
    for node in nodes:
        if node.parent >= 0 and node.parent not in first_child:
            first_child[node.parent] = node.start
    made: list[Provision] = []
    pages = Pages(page_of or ())
    for index, node in enumerate(nodes):
        parent = made[node.parent] if node.parent >= 0 else None
        outer = not node.quoted and _stands_alone(node, nodes)
        identifier = (
            "law"
            if parent is None
            else give.give(
                node.kind, node.token or node.number, "" if parent.parent is None else parent.id, outer=outer
            )
        )
        made.append(
            Provision(
                id=identifier,
                kind=node.kind,
                label=cite.label(index),
                number=node.number,
                heading=heading_text(text, node.heading),
                parent=parent.id if parent else None,
                start=node.start,
                end=node.end,
                intro_end=min(first_child.get(index, node.end), node.end),
                depth=node.depth,
                heading_span=node.heading,
                page=pages.at(node.start),
                quoted=node.quoted,
                certainty=round(node.certainty, 3),
                why=node.why,
            )
        )
    return tuple(made)


def _stands_alone(node: Node, nodes: Sequence[Node]) -> bool:
    if node.kind not in BASE and node.place != "base" and node.kind != "recital":
        return False
    above = node.parent
    while above > 0:
        if nodes[above].place in ("annex", "item", "base") or nodes[above].quoted:
            return False
        above = nodes[above].parent
    return True


class Pages:
    """Finds the page of rising offsets in one pass over (offset, page) pairs."""

    def __init__(self, pairs: Sequence[tuple[int, int | None]]) -> None:
        self._pairs = pairs
        self._index = 0

    def at(self, offset: int) -> int | None:
        """The page of `offset`, which must not be before the offset of the call before."""
        pairs = self._pairs
        if not pairs:
            return None
        while self._index + 1 < len(pairs) and pairs[self._index + 1][0] <= offset:
            self._index += 1
        return pairs[self._index][1]
