"""Tells the format of a file by what is in it, never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Format = Literal[
    "empty", "pdf", "docx", "xml", "html", "markdown", "text",
    "doc", "odt", "xlsx", "pptx", "epub", "zip", "rtf", "image", "archive", "binary",
]  # fmt: skip

# The PDF header may stand after junk (ISO 32000-1, annex H.3.4.1: within the first 1024 bytes).
PDF_HEADER_WITHIN = 1024
# How much of a text is looked at to tell XML, HTML and Markdown apart, in characters.
HEAD_CHARS = 65_536

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM\xd6", b"\x00\x00\x00\x0cjP")
_ARCHIVES = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\x28\xb5\x2f\xfd")


def detect_bytes(data: bytes) -> Format | None:
    """The format where the bytes themselves say it; None where the file has to be decoded first."""
    if not data:
        return "empty"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        return "doc"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(_IMAGES):
        return "image"
    if data.startswith(_ARCHIVES):
        return "archive"
    return None


def _zip_kind(data: bytes) -> Format:
    """Which document a zip holds; a damaged directory is searched for the parts' names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except Exception:  # zipfile raises many kinds of error on damaged files
        return "docx" if b"word/document" in data else "zip"
    if "word/document.xml" in names or any(re.match(r"word/document\d*\.xml$", n) for n in names):
        return "docx"
    if b"opendocument.text" in kind:
        return "odt"
    if b"epub" in kind:
        return "epub"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "pptx" if any(name.startswith("ppt/") for name in names) else "zip"


_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:head|body|title|div|table|p|h[1-6]|meta|span|article|section|ul|ol)[\s>/]",
    re.I,
)
_XML_DECLARATION = re.compile(r"<\?xml[\s?]")
_FIRST_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]*)(?=[\s/>])([^<>]{0,4000})")
_FENCE = re.compile(
    r"---[ \t]*\r?\n(?:.*\r?\n){0,80}?---[ \t]*\r?\n|\+\+\+[ \t]*\r?\n(?:.*\r?\n){0,80}?\+\+\+[ \t]*\r?\n"
)
_MARKS = re.compile(
    r"^(?:\#{1,6}[ \t]+\S|[-*+][ \t]+\S.{0,200}|>[ \t]|```|\|.*\|[ \t]*$|={3,}[ \t]*$)|\*\*[^*\n]{1,200}\*\*"
    r"|\[[^\]\n]{1,200}\]\([^)\n]{1,400}\)",
    re.M,
)
_ATX = re.compile(r"^\#{1,6}[ \t]+\S", re.M)
_SETEXT = re.compile(r"^\S.{0,200}\r?\n(?:={3,}|-{3,})[ \t]*\r?$", re.M)


def detect_text(text: str) -> Format:
    """The format of decoded text: "xml", "html", "markdown" or "text"."""
    head = text[:HEAD_CHARS].lstrip("\ufeff \t\r\n\x00")
    if head.startswith("<"):
        kind = _mark_up_kind(head)
        if kind:
            return kind
    if _FENCE.match(head):
        return "markdown"
    if _ATX.search(head) or _SETEXT.search(head):
        return "markdown" if len(_MARKS.findall(head)) + len(_SETEXT.findall(head)) >= 2 else "text"
    strong = len(re.findall(r"\*\*[^*\n]{1,200}\*\*|\[[^\]\n]{1,200}\]\([^)\n]{1,400}\)", head))
    if strong >= 3:
        return "markdown"
    # Saved fragments and mail bodies: HTML without a root, more tags than a text would quote.
    return "html" if len(_HTML.findall(head)) >= 3 and "</" in head else "text"


def _mark_up_kind(head: str) -> Format | None:
    if re.match(r"<!doctype\s+html", head, re.I):
        return "html"
    body = re.sub(r"<!--.*?-->|<\?.*?\?>", "", head[:20_000], flags=re.S)
    first = _FIRST_ELEMENT.search(body)
    if first is None:
        return "xml" if _XML_DECLARATION.match(head) or head.startswith("<!DOCTYPE") else None
    name = first.group(1).lower()
    if name == "html" or re.search(r"<!doctype\s+html", body[: first.start()], re.I):
        return "html"
    if _XML_DECLARATION.match(head) or "<!DOCTYPE" in body[: first.start()] or "xmlns" in first.group(2):
        return "xml"
    if _HTML.match(body[first.start() :]):
        return "html"
    closed = f"</{first.group(1)}" in head or len(re.findall(r"</[A-Za-z]", head)) >= 2
    return "xml" if closed else None
