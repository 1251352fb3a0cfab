"""What reading a PDF costs beside the plain extraction of its text with the same library.

    python benchmarks/pdf_reading.py FILE.pdf [FILE.pdf ...]

Prints, for each file, pages, CPU seconds of both (the best of three), their ratio, pages a second,
and whether every character of pdfium's own text is kept or accounted for.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pypdfium2  # noqa: F401  (initialises the library)
import pypdfium2.raw as pdfium

from netbrief.source.model import Source
from netbrief.source.pdf import read_pdf

T = TypeVar("T")


def extract(data: bytes) -> list[str]:
    """The raw text of each page: the least that reading a PDF can cost."""
    buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    texts = []
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text_page = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text_page)
        text = ctypes.create_string_buffer(2 * count + 2)
        pdfium.FPDFText_GetText(text_page, 0, count, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
        texts.append(text.raw[: 2 * count].decode("utf-16-le", "replace"))
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return texts


def best_of(times: int, act: Callable[[], T]) -> tuple[float, T]:
    """The least CPU seconds `act` took, and what it returned."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        result = act()
        least = min(least, time.process_time() - began)
    return least, result


def characters(texts: list[str]) -> Counter[str]:
    """All characters but white space; pdfium's mark for a hyphen counts as one."""
    return Counter(
        char for text in texts for char in text.replace("\ufffe", "-") if not char.isspace() and char != "\0"
    )


def accounted(source: Source) -> Counter[str]:
    """All characters kept or left out."""
    return characters([source.text, *(one.text for one in source.omitted)])


def main(paths: list[str]) -> None:
    print(f"{'file':44} {'pages':>5} {'plain s':>8} {'read s':>8} {'ratio':>6} {'pages/s':>8}  conserved")
    for path in paths:
        data = Path(path).read_bytes()
        plain, texts = best_of(3, lambda data=data: extract(data))  # type: ignore[misc]
        full, source = best_of(3, lambda data=data, path=path: read_pdf(data, path))  # type: ignore[misc]
        kept = "yes" if accounted(source) == characters(texts) else "NO"
        pages = len(texts)
        print(
            f"{Path(path).name[:44]:44} {pages:5} {plain:8.3f} {full:8.3f} {full / plain:6.2f} {pages / full:8.0f}  {kept}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
