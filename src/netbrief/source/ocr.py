"""Pages that are pictures, read by tesseract, an external program, where it is installed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from netbrief.errors import Issue
from netbrief.source.model import SourceBuilder
from netbrief.source.pdf_page import PrintedLine

# The resolution tesseract is trained for, and the largest side of a page in pixels.
DPI = 300
MAX_SIDE = 6_000
# Seconds for one page, and pages for one file: some 20 minutes on two cores.
PAGE_TIMEOUT = 60
MAX_SCANS = 600
# Languages tried on the first scanned page; the one that reads best is used for all.
MAX_LANGUAGES = 8
# Mean word confidence (0-100) below which the text is called unreliable.
LOW_CONFIDENCE = 75.0

INSTALL_HINT = (
    'Install tesseract and the language of the law (Debian, Ubuntu: "apt install tesseract-ocr '
    'tesseract-ocr-deu tesseract-ocr-spa ..."; macOS: "brew install tesseract tesseract-lang") and read it again.'
)


def read_scans(
    document: Any, scans: list[int], pages: list[list[PrintedLine]], builder: SourceBuilder
) -> None:
    """Reads the pages of the open pdfium `document` whose indexes are in `scans` into `pages`.

    Adds an issue with the mean confidence, or one that says what to install.
    """
    program = shutil.which("tesseract")
    languages = _languages(program) if program else []
    if not program or not languages:
        what = "tesseract has no language data" if program else "tesseract is not installed"
        builder.note(
            Issue("error", "scan-without-text", f"{_page_list(scans)} of the PDF are pictures without text, and {what}.",
                  INSTALL_HINT)
        )  # fmt: skip
        return
    taken = scans[:MAX_SCANS]
    first = _render(document, taken[0])
    language, words = _best_language(program, languages, first)
    results = {taken[0]: words}
    with ThreadPoolExecutor(max_workers=max(1, min(4, os.cpu_count() or 1))) as pool:
        for start in range(1, len(taken), 8):  # pictures of 8 pages at a time: some 70 MB
            batch = taken[start : start + 8]
            pictures = [_render(document, index) for index in batch]
            for index, found in zip(
                batch, pool.map(lambda one: _recognise(program, language, one), pictures), strict=True
            ):
                results[index] = found
    confidences: list[float] = []
    for index, found in results.items():
        size = _size(document, index)
        pages[index][:] = _lines(found or [], index + 1, size) or pages[index]
        confidences += [word[5] for word in found or []]
    _note(builder, scans, taken, [index for index in taken if results[index] is None], language, confidences)


# A word: number of its line, left, top, width, height in points from the upper left, confidence, text.
Word = tuple[tuple[int, int, int], float, float, float, float, float, str]
Picture = tuple[bytes, float]


def _page_list(scans: list[int]) -> str:
    numbers = ", ".join(str(index + 1) for index in scans[:12])
    return f"{len(scans)} pages ({numbers}{', ...' if len(scans) > 12 else ''})"


def _languages(program: str) -> list[str]:
    """The language packs tesseract has, English first."""
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return []
    names = done.stdout.decode("utf-8", "replace").split("\n")[1:]
    found = sorted(name.strip() for name in names if name.strip() and "/" not in name)
    return sorted((name for name in found if name not in ("osd", "equ")), key=lambda name: name != "eng")


def _size(document: Any, index: int) -> tuple[float, float]:
    width, height = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_GetPageSizeByIndex(document, index, width, height)
    return width.value, height.value


def _render(document: Any, index: int) -> Picture:
    """The page as a grey picture (PGM), and its pixels per point."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return b"", 1.0
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(DPI / 72, MAX_SIDE / max(width, height, 1.0))
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        if not bitmap:
            return b"", 1.0
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, columns, rows, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        if bitmap:
            pdfium.FPDFBitmap_Destroy(bitmap)
        pdfium.FPDF_ClosePage(page)
    if stride != columns:
        pixels = b"".join(pixels[row * stride : row * stride + columns] for row in range(rows))
    return b"P5 %d %d 255\n" % (columns, rows) + pixels, scale


def _best_language(program: str, languages: list[str], picture: Picture) -> tuple[str, list[Word] | None]:
    """The language in which tesseract is surest of the words of a page, and its words."""
    best: tuple[float, str, list[Word] | None] = (-1.0, languages[0], None)
    for language in languages[:MAX_LANGUAGES]:
        words = _recognise(program, language, picture)
        score = sum(word[5] * len(word[6]) for word in words or [])
        if score > best[0]:
            best = (score, language, words)
    return best[1], best[2]


def _recognise(program: str, language: str, picture: Picture) -> list[Word] | None:
    """The words tesseract finds, in reading order; None where it fails or takes too long."""
    image, scale = picture
    if not image:
        return None
    command = [
        program,
        "-",
        "-",
        "-l",
        language,
        "--dpi",
        str(round(72 * scale)),
        "-c",
        "tessedit_create_tsv=1",
    ]
    # One thread each: two processes of one thread are faster on two cores than one of two.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=PAGE_TIMEOUT, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    words: list[Word] = []
    for row in done.stdout.decode("utf-8", "replace").split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        block, paragraph, line = int(cells[2]), int(cells[3]), int(cells[4])
        left, top, width, height = (int(cell) / scale for cell in cells[6:10])
        words.append(
            ((block, paragraph, line), left, top, width, height, float(cells[10]), cells[11].strip())
        )
    return words


def _lines(words: list[Word], page: int, size: tuple[float, float]) -> list[PrintedLine]:
    """Words to printed lines, with the box in PDF points (origin at the lower left)."""
    rows: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        rows.setdefault(word[0], []).append(word)
    usual = median([max(word[4] for word in row) for row in rows.values()]) if rows else 0.0
    lines = []
    for row in rows.values():
        # Words without tall letters are lower: only what differs much is type of another size.
        size_of_type = max(word[4] for word in row)
        size_of_type = usual if 0.7 * usual < size_of_type < 1.45 * usual else size_of_type
        bottom = max(word[2] + word[4] for word in row)
        lines.append(
            PrintedLine(
                " ".join(word[6] for word in row),
                page,
                row[0][1],
                size[1] - bottom,
                max(word[1] + word[3] for word in row),
                size[1] - min(word[2] for word in row),
                size_of_type,
                0,
                False,
            )
        )
    return lines


def _note(
    builder: SourceBuilder,
    scans: list[int],
    taken: list[int],
    failed: list[int],
    language: str,
    sure: list[float],
) -> None:
    mean = sum(sure) / len(sure) if sure else 0.0
    low = mean < LOW_CONFIDENCE
    builder.note(
        Issue(
            "warning",
            "ocr-text",
            f"{_page_list(taken)} are pictures; their text was recognised by tesseract ({language}), mean "
            f"confidence {mean:.0f} of 100{': unreliable' if low else ''}.",
            "Check quotations against the pages."
            + (" Is the law's language installed? " + INSTALL_HINT if low else ""),
        )
    )
    left = len(scans) - len(taken)
    if failed or left:
        builder.note(
            Issue("warning", "ocr-incomplete", f"{len(failed)} pages failed or took longer than {PAGE_TIMEOUT} s"
                  f"{', ' + _page_list(failed) if failed else ''}; {left} pages beyond the first {MAX_SCANS} were not tried.",
                  "Split the PDF, or run OCR on it beforehand (ocrmypdf).")
        )  # fmt: skip
