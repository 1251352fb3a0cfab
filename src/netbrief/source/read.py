"""The one door into the source layer: bytes of any format become a `Source`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from netbrief.errors import Issue, SourceError
from netbrief.source.detect import Format, detect_bytes, detect_text
from netbrief.source.encoding import Decoded, decode
from netbrief.source.model import Source, SourceBuilder

# The largest file that is read; what follows is left out with an issue. The largest legal codes in
# PDF are some 60 MB.
MAX_BYTES = 256 * 1024 * 1024

_REFUSALS: dict[str, tuple[str, str, str]] = {
    "empty": ("empty", "The file is empty.", "Give a file that holds the text of a law."),
    "doc": (
        "old-office-format",
        "The file is in the old binary Office format (.doc, .xls, .ppt, .msg), which is not read.",
        'Save it as .docx or PDF; LibreOffice does it with "soffice --headless --convert-to docx FILE".',
    ),
    "odt": (
        "opendocument-format",
        "The file is an OpenDocument text (.odt), which is not read.",
        'Save it as .docx or PDF; LibreOffice does it with "soffice --headless --convert-to docx FILE".',
    ),
    "xlsx": (
        "not-a-text-document",
        "The file is a spreadsheet.",
        "Give the text of the law as DOCX, PDF or text.",
    ),
    "pptx": (
        "not-a-text-document",
        "The file is a slide show.",
        "Give the text of the law as DOCX, PDF or text.",
    ),
    "epub": (
        "epub-format",
        "The file is an e-book (EPUB), which is not read.",
        "Give its PDF or HTML edition.",
    ),
    "zip": (
        "archive",
        "The file is a zip archive without a document part.",
        "Unpack it and give the files in it.",
    ),
    "archive": ("archive", "The file is a compressed archive.", "Unpack it and give the files in it."),
    "rtf": (
        "rtf-format",
        "The file is in Rich Text Format, which is not read.",
        'Save it as .docx or PDF; LibreOffice does it with "soffice --headless --convert-to docx FILE".',
    ),
    "image": ("image", "The file is a picture.", "Make a PDF of it; scanned PDF pages are read by OCR."),
    "binary": (
        "not-text",
        "The file is neither a known document format nor text; nothing was read.",
        "Give a PDF, DOCX, HTML, XML, Markdown or plain text file.",
    ),
}


def read(source: str | os.PathLike[str] | bytes | BinaryIO, name: str = "") -> Source:
    """Read a law from a path, from bytes, from an open binary file, or from standard input ("-").

    The format is told by the content. Whatever the content is, a `Source` comes back, and its `issues`
    say what could not be read. `name` is what messages call it; by default the path's last part.
    Raises SourceError where a path cannot be opened or read, and for nothing else.
    """
    data, name, cut = _load(source, name)
    try:
        result = _dispatch(data, name)
    except RecursionError:
        result = _failed(data, name, "it is nested too deeply")
    except MemoryError:
        result = _failed(data, name, "it needs more memory than there is")
    except Exception as error:  # the promise of the house: reading never fails for what a file holds
        result = _failed(data, name, f"{type(error).__name__}: {error}")
    if not result.text.strip() and not result.issues:
        result = _with_issue(result, _no_text_issue())
    return _with_issue(result, _cut_issue()) if cut else result


def _load(source: str | os.PathLike[str] | bytes | BinaryIO, name: str) -> tuple[bytes, str, bool]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source[:MAX_BYTES]), name, len(source) > MAX_BYTES
    try:
        if isinstance(source, (str, os.PathLike)):
            if source == "-":
                data, name = sys.stdin.buffer.read(MAX_BYTES + 1), name or "standard input"
            else:
                path = Path(source)
                name = name or path.name
                with path.open("rb") as file:
                    data = file.read(MAX_BYTES + 1)
        else:
            data = source.read(MAX_BYTES + 1)
            name = name or Path(str(getattr(source, "name", "") or "")).name
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(
            f"{source!s} cannot be read: {reason}.", hint="Give the path of a file that exists."
        ) from error
    if isinstance(data, str):  # a file opened in text mode: what it holds is known, its bytes are not
        data = data.encode("utf-8", "surrogatepass")
    return data[:MAX_BYTES], name, len(data) > MAX_BYTES


def _dispatch(data: bytes, name: str) -> Source:
    kind = detect_bytes(data)
    if kind == "pdf":
        from netbrief.source.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "docx":
        from netbrief.source.docx import read_docx

        return read_docx(data, name)
    if kind is not None:
        return _refused(data, name, kind)
    decoded = decode(data)
    if decoded.binary:
        return _refused(data, name, "binary")
    if not decoded.text.strip("\ufeff\x00 \t\r\n"):
        return _refused(data, name, "empty")
    return _read_decoded(data, name, decoded, detect_text(decoded.text))


def _read_decoded(data: bytes, name: str, decoded: Decoded, kind: Format) -> Source:
    if kind == "xml":
        from netbrief.source.xml import read_xml

        return read_xml(data, name)
    if kind == "html":
        from netbrief.source.html import read_html

        return read_html(data, name)
    if kind == "markdown":
        from netbrief.source.markdown import read_markdown

        return read_markdown(data, name, decoded)
    from netbrief.source.text import read_text

    return read_text(data, name, decoded)


def _refused(data: bytes, name: str, kind: Format) -> Source:
    builder = SourceBuilder(name, kind, data)
    code, message, hint = _REFUSALS[kind]
    builder.note(Issue("error", code, message, hint))
    return builder.build()


def _failed(data: bytes, name: str, reason: str) -> Source:
    builder = SourceBuilder(name, detect_bytes(data) or "text", data)
    builder.note(
        Issue(
            "error",
            "unreadable",
            f"The file could not be read: {reason[:300]}.",
            "Check the file in its own program, or save it in another format.",
        )
    )
    return builder.build()


def _no_text_issue() -> Issue:
    return Issue("error", "no-text", "The file holds no text.", "Is it the right file, and complete?")


def _cut_issue() -> Issue:
    return Issue(
        "warning",
        "file-too-large",
        f"Only the first {MAX_BYTES // (1024 * 1024)} MB of the file were read.",
        "Split the file and read its parts one by one.",
    )


def _with_issue(source: Source, issue: Issue) -> Source:
    from dataclasses import replace

    return replace(source, issues=(*source.issues, issue))
