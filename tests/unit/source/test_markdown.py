"""Markdown: the text without its marks, and every mark accounted for."""

from __future__ import annotations

from collections import Counter

import pytest

from netbrief.source.markdown import read_markdown
from netbrief.source.model import Source

DOCUMENT = r"""---
title: "An Act about Networks"
language: en
---
# An Act about Networks

Part One
========

<!-- a remark
over two lines -->
## 1. Purpose ##

(1) The *purpose* of this Act is to **protect** the `dns_root` and snake_case_names
and [the Internet](https://example.org/a_(b)).[^1]
(2) A fee of 3\. April is 5 \* 3 & 4 &amp; 6.

* (a) first item
- (b) second item
  going on
1. numbered

> quoted text

| Head | Other |
|------|------:|
| cell | **x** |

***
[^1]: The note.
"""


def read(text: str) -> Source:
    return read_markdown(text.encode(), "law.md")


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def conserved(source: Source, text: str) -> bool:
    kept = list(source.text)
    for start, end in source.generated:
        kept[start:end] = " " * (end - start)
    left_out = "".join(one.text for one in source.omitted)
    return characters("".join(kept)) + characters(left_out) == characters(text)


def test_the_text_is_there_without_its_marks() -> None:
    source = read(DOCUMENT)
    assert (source.title, source.language) == ("An Act about Networks", "en")
    assert [(line.role, line.level, source.text[line.start : line.end]) for line in source.lines] == [
        ("heading", 1, "An Act about Networks"),
        ("heading", 1, "Part One"),
        ("heading", 2, "1. Purpose"),
        ("text", 0, "(1) The purpose of this Act is to protect the dns_root and snake_case_names"),
        ("text", 0, "and the Internet."),
        ("text", 0, "(2) A fee of 3. April is 5 * 3 & 4 & 6."),
        ("item", 0, "(a) first item"),
        ("item", 0, "(b) second item"),
        ("item", 0, "going on"),
        ("text", 0, "1. numbered"),
        ("quote", 0, "quoted text"),
        ("cell", 0, "Head"),
        ("cell", 0, "Other"),
        ("cell", 0, "cell"),
        ("cell", 0, "x"),
        ("note", 0, "The note."),
    ]
    assert [source.text[line.start : line.end] for line in source.lines if not line.new_block] == [
        "and the Internet.", "going on",
    ]  # fmt: skip
    assert conserved(source, DOCUMENT)
    assert {one.reason for one in source.omitted} == {"metadata", "mark-up"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b_c and __init__x", "a_b_c and __init__x"),
        ("**bold** and __strong__ and ***both***", "bold and strong and both"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        (r"\*not emphasis\* \_x\_ \# \[a\]", "*not emphasis* _x_ # [a]"),
        ("``a ` b``", "a ` b"),
        ("![a seal](seal.png) here", "a seal here"),
        ("see <https://example.org> now", "see https://example.org now"),
        ("a<br/>b<sup>1</sup>", "ab1"),
        ("[40/2019] and [x] (y)", "[40/2019] and [x] (y)"),
        ("~~repealed~~ text", "repealed text"),
        ("AT&T and x<y and a > b", "AT&T and x<y and a > b"),
    ],
)
def test_inline_marks(text: str, expected: str) -> None:
    source = read("# h\n\n" + text)
    assert source.text == "h\n" + expected
    assert conserved(source, "# h\n\n" + text)


def test_an_escaped_number_begins_no_item() -> None:
    text = (
        "# h\n\n"
        + "geändert durch Artikel 8 des Gesetzes vom\n3\\. April 2013 worden ist, das gilt auch\n" * 3
    )
    assert "vom 3. April" in read(text).text


def test_front_matter_that_does_not_close_is_text() -> None:
    source = read("---\ntitle: x\n\n# A law\n")
    assert "title: x" in source.text
