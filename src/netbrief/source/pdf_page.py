"""One PDF page to printed lines, by pdfium's C interface: a call for a page's text, two for a line.

pdfium separates printed lines by CR LF and puts U+FFFE (older versions U+0002) where a hyphen ends a
line. A character's index in its list is the index in the text, as long as both have the same length.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

# A page with more characters than this is read up to there. The densest printed page of a law, an
# official gazette in three columns, holds some 15,000.
MAX_PAGE_CHARS = 1_000_000

# Lines up to this length may be headings: the names of their fonts are looked at.
MAX_BOLD_CHARS = 70

# A printed line without the white space around it; a hyphen mark ends it too.
_LINE = re.compile("[^\\s\ufffe\x02](?:[^\r\n\ufffe\x02]*[^\\s\ufffe\x02])?[\ufffe\x02]?")


class PrintedLine:
    """A line as printed: its text, its box in points, height and weight of its type.

    Of the first and the last character's height and weight the smaller one counts (fonts differ in
    height at one size; a bold label does not make a bold line); the weight is 0 where it is unknown.

    `hyphen` is True where pdfium marks a hyphen at the end, `at` is the index of the first character.
    The layout sets the rest: `role` is "text", "note", "heading", or the reason why the line is left
    out; `base` and `margin` are the left and right edge of its column; `number` is what looks like a
    margin number in the line: its text, the edge of the line without it, and whether it leads.
    """

    __slots__ = (
        "at",
        "base",
        "bottom",
        "column",
        "hyphen",
        "left",
        "margin",
        "number",
        "page",
        "right",
        "role",
        "size",
        "text",
        "top",
        "weight",
    )  # fmt: skip

    def __init__(
        self, text: str, page: int, left: float, bottom: float, right: float, top: float, size: float,
        weight: int, hyphen: bool, at: int = 0,
    ) -> None:  # fmt: skip
        self.text = text
        self.page = page
        self.left = left
        self.bottom = bottom
        self.right = right
        self.top = top
        self.size = size
        self.weight = weight
        self.hyphen = hyphen
        self.at = at
        self.role = "text"
        self.margin = right
        self.base = left
        self.column = 0
        self.number: tuple[str, float, bool] | None = None

    def __repr__(self) -> str:
        return f"PrintedLine({self.text!r}, page={self.page}, left={self.left:.0f}, top={self.top:.0f}, {self.role})"


def _prototype(function: Any, *arguments: Any) -> Callable[..., int]:
    """`function` of the library with plain integers as pointers: half the cost of a call by pypdfium2."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_int, *arguments)(address)


_P, _I = ctypes.c_void_p, ctypes.c_int
_loose_box = _prototype(pdfium.FPDFText_GetLooseCharBox, _P, _I, _P)
_weight = _prototype(pdfium.FPDFText_GetFontWeight, _P, _I)
_font_info = _prototype(pdfium.FPDFText_GetFontInfo, _P, _I, _P, ctypes.c_ulong, _P)
_unicode = _prototype(pdfium.FPDFText_GetUnicode, _P, _I)


def page_text(text_page: Any, count: int) -> str:
    """The page's text, one character for each of pdfium's `count` characters."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = pdfium.FPDFText_GetText(
        text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    )
    if written == count + 1:
        text = buffer.raw[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
    handle = _address(text_page)
    return "".join(map(_character, map(_unicode, repeat(handle), range(count))))


def _character(code: int) -> str:
    code &= 0xFFFFFFFF
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def char_boxes(text_page: Any, indexes: list[int]) -> array[float]:
    """Left, top, right and bottom of the characters at `indexes`, flat, in points; zero where unknown."""
    boxes = array("f", bytes(16 * len(indexes)))
    start = boxes.buffer_info()[0]
    calls = map(_loose_box, repeat(_address(text_page)), indexes, range(start, start + 16 * len(indexes), 16))
    deque(calls, maxlen=0)
    return boxes


def page_lines(
    text_page: Any, page: int, rotation: int, size: tuple[float, float]
) -> tuple[list[PrintedLine], str]:
    """The printed lines of a page in the order of its content, and its raw text.

    `rotation` is the page's, in quarter turns; `size` its width and height as displayed.
    """
    count = min(pdfium.FPDFText_CountChars(text_page), MAX_PAGE_CHARS)
    if count <= 0:
        return [], ""
    text = page_text(text_page, count)
    spans = [found.span() for found in _LINE.finditer(text)]
    edges = [index for start, end in spans for index in (start, end - 1)]
    boxes = char_boxes(text_page, edges)
    if rotation:
        _turn(boxes, rotation, size)
    handle = _address(text_page)
    weights = map(min, map(_weight, repeat(handle), edges[::2]), map(_weight, repeat(handle), edges[1::2]))
    lines = []
    name = ctypes.create_string_buffer(64)
    place = iter(boxes)
    for (start, end), weight, left, top, right, bottom, left2, top2, right2, bottom2 in zip(
        spans, weights, place, place, place, place, place, place, place, place, strict=False
    ):
        hyphen = text[end - 1] in "\ufffe\x02"
        if end - start < MAX_BOLD_CHARS and weight < 600 and text[end - 1] not in ".,;-\ufffe":
            weight = _weight_by_name(handle, start, end - 1, name, weight)
        lines.append(
            PrintedLine(
                text[start : end - 1] + "-" if hyphen else text[start:end],
                page,
                left if left < left2 else left2,
                bottom if bottom < bottom2 else bottom2,
                right if right > right2 else right2,
                top if top > top2 else top2,
                min(top - bottom, top2 - bottom2),
                weight,
                hyphen,
                start,
            )
        )
    return lines, text


def _weight_by_name(handle: int, first: int, last: int, name: Any, weight: int) -> int:
    """700 where the fonts of a line's first and last character are called bold; else `weight`."""
    address = ctypes.addressof(name)
    for index in (first, last):
        _font_info(handle, index, address, 64, None)
        if b"old" not in name.value and b"Black" not in name.value and b"Heavy" not in name.value:
            return weight
    return 700


def _turn(boxes: array[float], rotation: int, size: tuple[float, float]) -> None:
    """Turns boxes from the page's own axes to the page as it is displayed, in place."""
    width, height = size
    for at in range(0, len(boxes), 4):
        left, top, right, bottom = boxes[at : at + 4]
        if rotation == 1:
            left, top, right, bottom = bottom, height - left, top, height - right
        elif rotation == 2:
            left, top, right, bottom = width - right, height - bottom, width - left, height - top
        else:
            left, top, right, bottom = width - top, right, width - bottom, left
        boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3] = left, top, right, bottom
