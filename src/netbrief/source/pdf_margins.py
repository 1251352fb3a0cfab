"""What stands around the text of a page: running headers and footers, page numbers, line numbers.

A running header is a line among the outermost of its page that comes back at the same height on other
pages, with the same words and perhaps other numbers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from netbrief.source.pdf_page import PrintedLine, char_boxes

# How many lines at the top and at the bottom of a page are looked at.
EDGE_LINES = 4
# Points by which the place of a running line may differ from page to page.
SAME_PLACE = 2.5
# A running line on a smaller share of the pages has to be on neighbouring ones.
DOMINANT_SHARE = 0.4

_NUMBERS = re.compile(r"\d+|(?<![^\W_])[ivxlc]{1,7}(?![^\W_])")
_PAGE_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlcIVXLC]{1,7})\W*(?:(?:/|\w{1,4})\s*\d{1,4}\W*)?")
_LETTERS = re.compile(r"[^\W\d_]+")

Seen = tuple[int, PrintedLine, bool]


def mark_margins(pages: Sequence[list[PrintedLine]]) -> None:
    """Sets the role of running headers, footers and page numbers of all `pages`."""
    groups: dict[tuple[bool, str], list[Seen]] = defaultdict(list)
    edges: list[tuple[bool, Seen]] = []
    for index, lines in enumerate(pages):
        for top, seen in _edges(index, lines):
            edges.append((top, seen))
            groups[top, _NUMBERS.sub("#", seen[1].text)].append(seen)
    pages_with_text = sum(1 for lines in pages if lines)
    places: Counter[tuple[bool, int]] = Counter()
    for (top, key), seen_lines in groups.items():
        for at_one_place in _by_place(seen_lines):
            if _is_running(key, at_one_place, pages_with_text, top):
                for _, line, _ in at_one_place:
                    line.role = _reason(line, top)
                    places[top, round(line.top)] += 1
    _mark_same_place(edges, places, pages_with_text)


def _edges(index: int, lines: list[PrintedLine]) -> list[tuple[bool, Seen]]:
    """The outermost lines of a page: whether at the top, with page index, line, and whether a gap
    wider than half a line parts it from the lines further in."""
    ordered = sorted(lines, key=lambda line: -line.top)
    upper, lower = min(EDGE_LINES, (len(ordered) + 1) // 2), min(EDGE_LINES, len(ordered) // 2)
    found = []
    for top, count, inward in ((True, upper, ordered), (False, lower, ordered[::-1])):
        edge = inward[: EDGE_LINES + 2]
        for place, line in enumerate(edge[:count]):
            inner = next((other for other in edge[place + 1 :] if abs(other.bottom - line.bottom) > 2), None)
            gap = 99.0 if inner is None else line.bottom - inner.top if top else inner.bottom - line.top
            found.append((top, (index, line, gap > 0.5 * (line.top - line.bottom))))
    return found


def _by_place(seen: list[Seen]) -> list[list[Seen]]:
    """Lines of the same words, apart by their height on the page."""
    if len(seen) < 2:
        return [seen]
    ordered = sorted(seen, key=lambda one: one[1].top)
    clusters = [[ordered[0]]]
    for one in ordered[1:]:
        if one[1].top - clusters[-1][-1][1].top <= SAME_PLACE:
            clusters[-1].append(one)
        else:
            clusters.append([one])
    return [sorted(cluster, key=lambda one: one[0]) for cluster in clusters]


def _is_running(key: str, seen: list[Seen], pages: int, top: bool) -> bool:
    indexes = sorted({index for index, _, _ in seen})
    gapped = sum(1 for _, _, gap in seen if gap) >= 0.5 * len(seen)
    numbers = [_NUMBERS.findall(line.text) for _, line, _ in seen]
    if _PAGE_NUMBER.fullmatch(seen[0][1].text):
        return (gapped or len(seen) >= max(3, 0.5 * pages)) and _counts_pages(seen, numbers)
    if len(indexes) < 2 or (len(indexes) == 2 and pages > 2):
        return False
    if pages == 2 and not gapped:
        return False
    close = sum(1 for a, b in pairwise(indexes) if b - a <= 2)
    if len(indexes) < DOMINANT_SHARE * pages and not (gapped and close >= 0.5 * (len(indexes) - 1)):
        return False
    if "#" not in key or len({tuple(found) for found in numbers}) < len(numbers):
        return True
    # Numbers differ on every page: "Page 7" and "7 Telecommunications Act", but not "Article 7" that
    # happens to open each page.
    return gapped and _follows_page(seen, numbers) and (not top or len(_LETTERS.findall(key)) != 1)


def _counts_pages(seen: list[Seen], numbers: list[list[str]]) -> bool:
    """True for bare numbers that go up with the pages, or for one that is its page's own number."""
    if len(seen) == 1:
        return numbers[0][:1] == [str(seen[0][0] + 1)]
    values = [found[0] if found else "" for found in numbers]
    if not all(value.isdigit() for value in values):
        return len(set(values)) > 1 or "" in values
    steps = Counter(int(value) - index for value, (index, _, _) in zip(values, seen, strict=True))
    return steps.most_common(1)[0][1] >= min(2, len(seen))


def _follows_page(seen: list[Seen], numbers: list[list[str]]) -> bool:
    """True where some number of the line grows with the page."""
    for place in range(min(len(found) for found in numbers)):
        values = [found[place] for found in numbers]
        if all(value.isdigit() for value in values):
            steps = Counter(int(value) - index for value, (index, _, _) in zip(values, seen, strict=True))
            if steps.most_common(1)[0][1] >= 0.6 * len(seen):
                return True
    return False


def _mark_same_place(edges: list[tuple[bool, Seen]], places: Counter[tuple[bool, int]], pages: int) -> None:
    """Running lines whose words change from chapter to chapter: same place, set apart by a gap."""
    if pages < 4:
        return
    for top, (_, line, gap) in edges:
        if line.role == "text" and gap:
            there = round(line.top)
            if sum(places[top, there + shift] for shift in (-1, 0, 1)) >= DOMINANT_SHARE * pages:
                line.role = _reason(line, top)


def _reason(line: PrintedLine, top: bool) -> str:
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page-number"
    return "page-header" if top else "page-footer"


_LEADING = re.compile(r"(\d{1,3})\s+(?=\S)")
_TRAILING = re.compile(r"\s+(\d{1,3})$")


def find_line_numbers(lines: list[PrintedLine], text_page: Any) -> bool:
    """Notes in `lines` what looks like margin line numbers (1, 2, 3... or 5, 10, 15...); True if any.

    They are split off by `split_line_numbers` once other pages have shown the same.
    """
    digits = [line for line in lines if line.text[0].isdigit() or line.text[-1].isdigit()]
    if len(digits) < 3:
        return False
    found = _standalone([line for line in digits if line.text.isdigit() and len(line.text) <= 3], lines)
    return _in_lines(lines, digits, text_page) or found


def _steps(values: list[int]) -> int:
    """The step, 1 or 5, by which `values` go up, or 0."""
    for step, least in ((1, 6), (5, 3)):
        right = sum(1 for a, b in pairwise(values) if b - a == step)
        if len(values) >= least and right >= 0.8 * (len(values) - 1) and values[0] <= 2 * step:
            return step
    return 0


def _standalone(numbers: list[PrintedLine], lines: list[PrintedLine]) -> bool:
    body = sorted(line.left for line in lines if not line.text.isdigit())
    ends = sorted(line.right for line in lines if not line.text.isdigit())
    if not body or len(numbers) < 3:
        return False
    left, right = body[len(body) // 10], ends[int(0.9 * (len(ends) - 1))]
    found = False
    for side in (
        [line for line in numbers if line.right <= left + 2],
        [line for line in numbers if line.left >= right - 2],
    ):
        side.sort(key=lambda line: -line.top)
        if _steps([int(line.text) for line in side]):
            found = True
            for line in side:
                line.number = (line.text, line.left, True)
    return found


def _in_lines(lines: list[PrintedLine], digits: list[PrintedLine], text_page: Any) -> bool:
    ordered = sorted(digits, key=lambda line: -line.top)
    leading = [(line, found) for line in ordered if (found := _LEADING.match(line.text))]
    step = _steps([int(found.group(1)) for _, found in leading])
    if step and (step == 5 or len(leading) >= 0.6 * len(lines)):
        boxes = char_boxes(text_page, [line.at + found.end() for line, found in leading])
        for place, (line, found) in enumerate(leading):
            line.number = (found.group(1), boxes[4 * place], True)
        return True
    trailing = [(line, found) for line in ordered if (found := _TRAILING.search(line.text))]
    others = sorted(line.right for line in lines if not _TRAILING.search(line.text))
    edge = others[int(0.95 * (len(others) - 1))] if others else 0.0
    trailing = [(line, found) for line, found in trailing if line.right > edge + 3]
    if _steps([int(found.group(1)) for _, found in trailing]) == 5:
        boxes = char_boxes(text_page, [line.at + found.start() - 1 for line, found in trailing])
        for place, (line, found) in enumerate(trailing):
            line.number = (found.group(1), boxes[4 * place + 2], False)
        return True
    return False


def split_line_numbers(pages: list[list[PrintedLine]], numbered: int) -> None:
    """Makes margin numbers lines of their own, to be left out, if enough pages have them."""
    if not numbered or numbered < min(2, len(pages)):
        return
    for lines in pages:
        if not any(line.number for line in lines):
            continue
        split: list[PrintedLine] = []
        for line in lines:
            split.extend(_without_number(line))
        lines[:] = split


def _without_number(line: PrintedLine) -> list[PrintedLine]:
    if line.number is None:
        return [line]
    text, edge, leads = line.number
    number = PrintedLine(
        text, line.page, line.left, line.bottom, line.right, line.top, line.size, line.weight, False, line.at
    )
    number.role = "line-number"
    rest = line.text[len(text) :].lstrip() if leads else line.text[: -len(text)].rstrip()
    if not rest:
        return [number]
    line.text = rest
    if leads:
        line.left = max(line.left, edge)
        return [number, line]
    line.right = min(line.right, edge) if edge > line.left else line.right
    return [line, number]
