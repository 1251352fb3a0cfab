"""The door: formats by content, refusals that say what to do, guards, and errors only at the rim."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from tests.unit.source.small_pdf import make_pdf

from netbrief.errors import SourceError
from netbrief.source import read as read_module
from netbrief.source.detect import detect_bytes, detect_text
from netbrief.source.read import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\njunk before it\n%PDF-1.4\n", "pdf"),
        (zipped("word/document.xml"), "docx"),
        (zipped("word/document2.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("ppt/presentation.xml"), "pptx"),
        (zipped("a.txt"), "zip"),
        (OLE, "doc"),
        (b"{\\rtf1\\ansi A law}", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\x1f\x8b\x08", "archive"),
        (b"", "empty"),
        (b"Section 1", None),
    ],
)
def test_formats_that_bytes_tell(data: bytes, kind: str | None) -> None:
    assert detect_bytes(data) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<?xml version="1.0"?>\n<akomaNtoso><act/></akomaNtoso>', "xml"),
        ('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"></html>', "html"),
        ("<!-- saved --><HTML><BODY>Law</BODY></HTML>", "html"),
        ("<law><section>One</section></law>", "xml"),
        ("<p>Section 1</p><p>Section 2</p>", "html"),
        ("---\ntitle: A law\n---\nText", "markdown"),
        ("# An Act\n\n## Section 1\n\nText", "markdown"),
        ("An Act\n======\n\nSection 1\n---------\n\nText", "markdown"),
        ("Section 1. Text\n(a) a thing < another", "text"),
        ("# 5 is a number sign and nothing else", "text"),
        ("- a list\n- of things\n", "text"),
    ],
)
def test_formats_that_text_tells(text: str, kind: str) -> None:
    assert detect_text(text) == kind


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        (b"", "empty", "text of a law"),
        (b" \n\t ", "empty", "text of a law"),
        (OLE, "old-office-format", "docx"),
        (b"{\\rtf1 x}", "rtf-format", "docx"),
        (zipped("xl/workbook.xml"), "not-a-text-document", "DOCX"),
        (zipped("a.txt"), "archive", "Unpack"),
        (bytes(range(256)) * 20, "not-text", "PDF"),
    ],
)
def test_what_is_not_read_is_said_with_what_to_do(data: bytes, code: str, hint: str) -> None:
    source = read(data, "file")
    assert source.text == ""
    assert [(issue.severity, issue.code) for issue in source.issues] == [("error", code)]
    assert hint in source.issues[0].hint


def test_a_path_bytes_and_an_open_file_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "law.bin"
    path.write_bytes("Artikel 1\nDie Behörde.".encode())
    with path.open("rb") as file:
        opened = read(file)
    assert read(path) == read(str(path)) == opened == read(path.read_bytes(), "law.bin")
    assert opened.name == "law.bin"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Section 1. Text")))
    assert read("-").text == "Section 1. Text"


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_only_a_path_that_cannot_be_read_raises(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path / name)
    assert name in str(caught.value) or str(tmp_path) in str(caught.value)
    assert caught.value.hint


def test_a_reader_that_fails_becomes_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, name: str) -> None:
        raise KeyError("a part that is missing")

    monkeypatch.setattr("netbrief.source.pdf.read_pdf", fail)
    source = read(make_pdf([[]]), "x.pdf")
    assert [(issue.severity, issue.code) for issue in source.issues] == [("error", "unreadable")]


def test_a_file_over_the_limit_is_read_up_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MAX_BYTES", 1024)
    source = read(b"word " * 1000)
    assert "file-too-large" in {issue.code for issue in source.issues}
    assert len(source.text) <= 1024


def test_a_hundred_megabytes_on_one_line() -> None:
    began = time.process_time()
    source = read(b"x" * 100_000_000)
    assert time.process_time() - began < 10
    assert "too-long" in {issue.code for issue in source.issues}
    assert max(line.end - line.start for line in source.lines) <= 20_000
