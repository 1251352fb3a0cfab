"""PDF through pdfium: text by page, paragraphs over lines and pages, OCR where a page is a picture."""

from __future__ import annotations

import ctypes
import re
import threading
from typing import Any

import pypdfium2  # noqa: F401  (initialises the library)
import pypdfium2.raw as pdfium

from netbrief.errors import Issue
from netbrief.source.blocks import BlockWriter
from netbrief.source.model import Source, SourceBuilder
from netbrief.source.pdf_layout import Style, mark_notes, place_columns, write_flow
from netbrief.source.pdf_margins import find_line_numbers, mark_margins, split_line_numbers
from netbrief.source.pdf_page import PrintedLine, page_lines

# Guards against files made to exhaust the reader.
MAX_PAGES = 20_000
MAX_TEXT_CHARS = 60_000_000
# A page with less text than this, and a picture on it, is taken for a scan.
SCAN_CHARS = 25

# pdfium holds global state and may be called by one thread at a time.
_PDFIUM = threading.Lock()

_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: (
        "pdf-encrypted",
        "The PDF is protected by a password and was not read.",
        "Open it with its password and save or print it as a PDF without one.",
    ),
    pdfium.FPDF_ERR_SECURITY: (
        "pdf-encrypted",
        "The PDF is protected in a way that is not supported and was not read.",
        "Print it to a new PDF in the program that can open it.",
    ),
}


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF; never raises. `Line.box` is in points with the origin at the page's lower left."""
    builder = SourceBuilder(name, "pdf", data)
    with _PDFIUM:
        document, keep = _open(data)
        code = pdfium.FPDF_GetLastError()
        if not document and code == pdfium.FPDF_ERR_FORMAT:
            document, keep = _open_mended(data)
        if not document:
            builder.note(Issue("error", *_REASONS.get(code, _damaged())))
            return builder.build()
        try:
            _read_document(document, data, builder)
        finally:
            pdfium.FPDF_CloseDocument(document)
            del keep  # pdfium reads from this memory as long as the document is open
    return builder.build()


def _open(data: bytes) -> tuple[Any, Any]:
    """The document, false where it cannot be opened, and the memory that it needs."""
    keep = (ctypes.c_char * len(data)).from_buffer_copy(data)
    return pdfium.FPDF_LoadMemDocument64(keep, len(data), None), keep


_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b[^>]{0,300}?/Type\s*/Catalog\b")
_PAGE = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,300}?/Type\s*/Page\b", re.S)


def _open_mended(data: bytes) -> tuple[Any, Any]:
    """Opens a cut-off file by the trailer it lost: with its catalog, else one made of its pages."""
    document, keep = None, None
    catalogs = _CATALOG.findall(data)
    if catalogs:
        tail = b"\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % catalogs[-1]
        document, keep = _open(data + b"\nendobj" + tail)
        if document and pdfium.FPDF_GetPageCount(document):
            return document, keep
    kids = [b"%s %s R" % found for found in _PAGE.findall(data)[:MAX_PAGES]]
    if kids:
        if document:
            pdfium.FPDF_CloseDocument(document)
        tree = (
            b"\nendobj\n99999901 0 obj\n<< /Type /Catalog /Pages 99999902 0 R >>\nendobj\n99999902 0 obj\n"
            b"<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\ntrailer\n<< /Root 99999901 0 R >>\n"
            b"startxref\n0\n%%%%EOF\n" % (b" ".join(kids), len(kids))
        )
        return _open(data + tree)
    return document, keep


def _damaged() -> tuple[str, str, str]:
    return (
        "pdf-damaged",
        "The PDF is damaged beyond what its reader can mend; nothing was read.",
        "Download it again, or open it in a viewer and print it to a new PDF.",
    )


def _read_document(document: Any, data: bytes, builder: SourceBuilder) -> None:
    count = pdfium.FPDF_GetPageCount(document)
    builder.pages = count
    builder.title = _title(document)
    pages, scans, numbered = _read_pages(document, min(count, MAX_PAGES), builder)
    if count > MAX_PAGES:
        builder.note(Issue("warning", "too-long", f"Only the first {MAX_PAGES} of {count} pages were read.",
                           "Split the PDF and read its parts one by one."))  # fmt: skip
    if b"%%EOF" not in data[-2048:]:
        builder.note(Issue("warning", "pdf-truncated", "The PDF has no end mark: it was probably cut off.",
                           "Download it again and compare the number of pages."))  # fmt: skip
    if scans:
        from netbrief.source.ocr import read_scans

        read_scans(document, scans, pages, builder)
    split_line_numbers(pages, numbered)
    mark_margins(pages)
    pages = [place_columns(lines) for lines in pages]
    style = Style(pages)
    open_note = False
    for lines in pages:
        open_note = mark_notes(lines, style, open_note)
    write_flow(pages, BlockWriter(builder), style)
    _note_quality(builder, count)


def _read_pages(
    document: Any, count: int, builder: SourceBuilder
) -> tuple[list[list[PrintedLine]], list[int], int]:
    """The lines of each page, the indexes of pages that are scans, how many pages have line numbers."""
    pages: list[list[PrintedLine]] = []
    scans: list[int] = []
    unread: list[int] = []
    numbered = characters = 0
    for index in range(count):
        lines: list[PrintedLine] = []
        pages.append(lines)
        page = pdfium.FPDF_LoadPage(document, index)
        text_page = pdfium.FPDFText_LoadPage(page) if page else None
        if not text_page:
            unread.append(index + 1)
            if page:
                pdfium.FPDF_ClosePage(page)
            continue
        size = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
        found, text = page_lines(text_page, index + 1, pdfium.FPDFPage_GetRotation(page), size)
        lines.extend(found)
        numbered += bool(lines) and find_line_numbers(lines, text_page)
        characters += len(text)
        if len(text) < SCAN_CHARS and _has_picture(page):
            scans.append(index)
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
        if characters > MAX_TEXT_CHARS:
            builder.note(Issue("warning", "too-long", f"The text was read up to page {index + 1} of {count}.",
                               "Split the PDF and read its parts one by one."))  # fmt: skip
            break
    if unread:
        builder.note(Issue("warning", "pdf-pages-unread", f"{len(unread)} pages are damaged and were not read: "
                           + ", ".join(map(str, unread[:20])) + ("..." if len(unread) > 20 else ""),
                           "Download the PDF again."))  # fmt: skip
    return pages, scans, numbered


def _has_picture(page: Any) -> bool:
    """True for a page with an image, or drawn by a form object, on it."""
    kinds = {
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, place))
        for place in range(min(pdfium.FPDFPage_CountObjects(page), 2_000))
    }
    return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})


def _title(document: Any) -> str:
    """The title in the metadata, unless it is a file name or a program's default."""
    buffer = ctypes.create_string_buffer(1024)
    length = pdfium.FPDF_GetMetaText(document, b"Title", buffer, 1024)
    title = buffer.raw[: max(min(length, 1024) - 2, 0)].decode("utf-16-le", "ignore").strip("\x00 \t\r\n")
    words = title.split()
    sane = (
        len(words) >= 2
        and len(title) <= 300
        and title.isprintable()
        and "\\" not in title
        and "/" not in words[0]
    )
    ending = title.rsplit(".", 1)[-1].lower() if "." in title else ""
    if not sane or ending in {"doc", "docx", "pdf", "indd", "fm", "rtf", "odt", "xml", "qxd", "tif"}:
        return ""
    return "" if title.lower().startswith(("microsoft ", "untitled", "powerpoint ", "layout ")) else title


def _note_quality(builder: SourceBuilder, pages: int) -> None:
    text = "".join(builder.parts)
    if not text.strip() and not any(issue.severity == "error" for issue in builder.issues):
        builder.note(Issue("error", "no-text", f"No text was found on the {pages} pages of the PDF.",
                           "If the pages show text, it is drawn as curves: print the PDF as pictures and use OCR."))  # fmt: skip
    odd = text.count("\ufffd") + sum(
        1 for char in set(text) if "\ue000" <= char <= "\uf8ff" for _ in range(text.count(char))
    )
    if odd > 0.01 * len(text) and odd > 5:
        builder.note(Issue("warning", "pdf-glyphs", f"{odd} characters of the PDF have no known letter.",
                           "Its fonts lack a table of letters; use another edition or OCR."))  # fmt: skip
