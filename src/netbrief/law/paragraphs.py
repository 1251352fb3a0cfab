"""Text that belongs to a unit without a number of its own: closing words, unnumbered paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from netbrief.law.tree import Node, order
from netbrief.source.model import Line


def hand_back(text: str, lines: tuple[Line, ...], nodes: list[Node]) -> list[Node]:
    """Give the words after the last item of a list back to the unit that holds the list.

    Such words begin a block without a label. Where the words before the list end in a colon, a dash or
    a comma, the list is part of a sentence, and what follows it goes on with the sentence.
    """
    starts = [line.start for line in lines]
    kids: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        kids.setdefault(node.parent, []).append(index)
    for parent in sorted(kids, key=lambda index: -index):
        holder = nodes[parent] if parent >= 0 else None
        if holder is None or holder.place not in ("item", "base"):
            continue
        group = kids[parent]
        lead = text[holder.start : nodes[group[0]].start].rstrip()
        if lead[-1:] not in (":", "—", "–", "-", ",", "：", "，"):
            continue
        last = nodes[group[-1]]
        if last.place != "item":
            continue
        inner = kids.get(group[-1])
        after = max([last.label_end, *(nodes[child].end for child in inner or ())])
        if inner and nodes[inner[-1]].end == last.end:
            continue
        at = _next_block(lines, starts, after, last.end)
        if at is not None:
            _trim(nodes, kids, group[-1], at)
    return nodes


def _trim(nodes: list[Node], kids: dict[int, list[int]], index: int, at: int) -> None:
    nodes[index].end = max(nodes[index].start, at)
    for child in kids.get(index, ()):
        if nodes[child].end > at:
            _trim(nodes, kids, child, at)


def _next_block(lines: tuple[Line, ...], starts: list[int], after: int, end: int) -> int | None:
    """The start of the first line after the one at `after` that begins a block, before `end`."""
    index = bisect_left(starts, after)
    while index < len(lines) and lines[index].start < end:
        if lines[index].new_block:
            return lines[index].start
        index += 1
    return None


_DEFINITION = ("“", "「", '"', "”")


def unnumbered(text: str, lines: tuple[Line, ...], nodes: list[Node]) -> list[Node]:
    """Make units of the unnumbered paragraphs of an article (款, วรรค) where it has several.

    A numbered list belongs to the paragraph before it.
    """
    starts = [line.start for line in lines]
    made = list(nodes)
    for index, node in enumerate(nodes):
        if node.place != "base" or node.quoted:
            continue
        children = _children(nodes, index)
        blocks = _blocks(text, lines, starts, node, [nodes[i] for i in children])
        if len(blocks) < 2:
            continue
        first = len(made)
        for number, (start, end) in enumerate(blocks, 1):
            made.append(
                Node(
                    "subsection",
                    str(number),
                    start,
                    start,
                    index,
                    end=end,
                    scheme="1",
                    style="¶",
                    certainty=0.8 * node.certainty,
                    why="a paragraph of its own",
                )
            )
        for child in children:
            at = sum(1 for start, _ in blocks if start <= nodes[child].start) - 1
            made[child].parent = first + max(at, 0)
    return order(made) if len(made) > len(nodes) else nodes


def _children(nodes: list[Node], index: int) -> list[int]:
    found = []
    at = index + 1
    while at < len(nodes) and nodes[at].start < nodes[index].end:
        if nodes[at].parent == index:
            found.append(at)
        at += 1
    return found


def _within(line: Line, children: list[Node], starts: list[int]) -> bool:
    index = bisect_right(starts, line.start) - 1
    return index >= 0 and line.start < children[index].end


def _blocks(
    text: str, lines: tuple[Line, ...], starts: list[int], node: Node, children: list[Node]
) -> list[tuple[int, int]]:
    begins = []
    kid_starts = [child.start for child in children]
    body = node.heading[1] if node.heading else node.label_end
    first = bisect_left(starts, node.start)
    if starts[first] <= body < lines[first].end:
        begins.append(node.start)
        first += 1
    for at in range(first, bisect_left(starts, node.end)):
        line = lines[at]
        if line.start < body or not line.new_block or _within(line, children, kid_starts):
            continue
        if not text.startswith(_DEFINITION, line.start):  # terms are not paragraphs of their own
            begins.append(line.start)
    if not begins:
        return []
    begins[0] = node.start
    return [(start, end) for start, end in zip(begins, [*begins[1:], node.end], strict=True)]
