"""Whatever the bytes are: reading ends, raises nothing, loses nothing, and its spans hold."""

from __future__ import annotations

import io
import time
import zipfile
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.source.small_pdf import make_pdf, make_scan, paragraph

from netbrief.source.markdown import read_markdown
from netbrief.source.model import Source
from netbrief.source.read import read
from netbrief.source.text import read_text

# Far above what a few kilobytes take, far below a hang, also on a busy machine.
SECONDS = 10.0

LAW = "An Act.\n\n1. (1) The provider shall keep the data.\n(a) first; or\n(b) second – “quoted”.\n"


def small_docx() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in LAW.split("\n"))
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{rows}</w:body></w:document>'
        )
    return memory.getvalue()


SEEDS = {
    "pdf": make_pdf([paragraph(LAW.split("\n")), paragraph(["Page two (1) of it."])], title="A small law"),
    "scan": make_scan(20, 20),
    "docx": small_docx(),
    "xml": f'<?xml version="1.0" encoding="UTF-8"?><act xmlns="urn:x"><section>{LAW}</section></act>'.encode(),
    "html": f"<!DOCTYPE html><html><head><title>Law</title></head><body><p>{LAW}</p></body></html>".encode(),
    "markdown": f"---\ntitle: A law\n---\n# Act\n\n{LAW}\n* [x](y) **z** `q`\n\n| a | b |\n|--|--|\n".encode(),
    "utf-8": LAW.encode(),
    "utf-16": LAW.encode("utf-16"),
    "cp1252": LAW.encode("cp1252"),
    "gb18030": "第一条 为了保障网络安全，制定本法。\n第二条 适用本法。\n".encode("gb18030"),
}


def assert_sound(source: Source) -> None:
    """Lines are in order, do not overlap, and hold all text that is not white space."""
    place = 0
    for line in source.lines:
        assert place <= line.start < line.end <= len(source.text)
        assert not source.text[place : line.start].strip()
        assert "\n" not in source.text[line.start : line.end]
        place = line.end
    assert not source.text[place:].strip()
    assert all(0 <= start <= end <= len(source.text) for start, end in source.generated)
    assert all(0 <= one.at <= len(source.text) for one in source.omitted)
    source.text.encode("utf-8")
    assert source.text.strip() or source.issues or source.omitted


def check(data: bytes) -> Source:
    began = time.perf_counter()
    source = read(data, "any")
    assert time.perf_counter() - began < SECONDS
    assert_sound(source)
    assert read(data, "any") == source
    return source


@pytest.fixture(autouse=True)
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netbrief.source.ocr.shutil.which", lambda program: None)


RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@RELAXED
@given(st.binary(max_size=4_000))
def test_any_bytes(data: bytes) -> None:
    check(data)


@RELAXED
@given(
    st.sampled_from(
        [b"%PDF-1.4\n", b"PK\x03\x04", b"<?xml version='1.0'?>", b"<html>", b"---\n", b"# a\n## b\n"]
    ),
    st.binary(max_size=600),
)
def test_any_bytes_after_a_known_beginning(head: bytes, tail: bytes) -> None:
    check(head + tail)


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_each_seed_is_read(kind: str) -> None:
    source = check(SEEDS[kind])
    assert kind == "scan" or "1" in source.text or "第一条" in source.text


@RELAXED
@given(st.sampled_from(sorted(SEEDS)), st.data())
def test_damaged_files(kind: str, data: st.DataObject) -> None:
    seed = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(0, 8))):
        seed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(seed)))
    check(bytes(seed[:cut]) if data.draw(st.booleans()) else bytes(seed[:cut]) + bytes(seed[cut + 9 :]))


WORDS = st.lists(
    st.one_of(
        st.sampled_from(["(a)", "1.", "§ 5", "end-", "user", "\\*", "**", "_", "`", "[x](y)", "&amp;", "<b>", "<!--", "-->", "|",
                         "# ", "> ", "- ", "---", "===", "\n", "\n\n", "\r\n", "\x0c", "\x07", "\u00ad", "第三条", "[^1]: "]),
        st.text(max_size=12),
    ),
    max_size=60,
)  # fmt: skip


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


@RELAXED
@given(WORDS)
def test_text_and_markdown_lose_and_invent_nothing(words: list[str]) -> None:
    text = " ".join(words).encode("utf-8", "replace").decode()
    for source in (read_text(text.encode(), "x"), read_markdown(text.encode(), "x")):
        if any(issue.severity == "error" for issue in source.issues) or (
            not text.isprintable() and "\x00" in text
        ):
            continue
        kept = list(source.text)
        for start, end in source.generated:
            kept[start:end] = " " * (end - start)
        left_out = "".join(one.text for one in source.omitted)
        assert characters("".join(kept)) + characters(left_out) == characters(text.removeprefix("\ufeff"))
        assert_sound(source) if text.strip() and source.text else None


@RELAXED
@given(
    st.lists(
        st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=70),
        min_size=1,
        max_size=30,
    )
)
def test_printed_lines_lose_nothing(rows: list[str]) -> None:
    from tests.unit.source.test_pdf import assert_conserved, raw_pages

    data = make_pdf([paragraph([row.replace("bold:", "") for row in rows]), paragraph(rows[:3])])
    source = check(data)
    if not any(issue.severity == "error" for issue in source.issues):
        assert_conserved(source, raw_pages(data))
