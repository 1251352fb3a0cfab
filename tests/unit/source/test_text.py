"""Plain text: wrapped or not, labels, hyphens, control characters, over-long lines."""

from __future__ import annotations

import pytest

from netbrief.source.text import MAX_LINE_CHARS, read_text
from netbrief.source.wrap import LABEL

WRAPPED = """An Act to make provision about the carriage of
signals and for connected purposes.

1. (1) A provider must keep a register of the
persons to whom it gives access, and must show
it to the Authority on request under subsection
(3) without delay.
(2) In this section "register" means
(a) a list; or
(b) any other record.
"""


def blocks(text: str) -> list[str]:
    source = read_text(text.encode(), "law.txt")
    return source.text.split("\n")


def test_wrapped_lines_become_paragraphs() -> None:
    assert blocks(WRAPPED) == [
        "An Act to make provision about the carriage of signals and for connected purposes.",
        "1. (1) A provider must keep a register of the persons to whom it gives access, and must show "
        "it to the Authority on request under subsection (3) without delay.",
        '(2) In this section "register" means',
        "(a) a list; or",
        "(b) any other record.",
    ]


def test_one_paragraph_a_line_stays_so() -> None:
    text = "1. " + "A long paragraph about a thing. " * 20 + "\n2. Short.\n3. " + "Again a long one. " * 30
    source = read_text(text.encode(), "law.txt")
    assert [line.new_block for line in source.lines] == [True, True, True]


def test_chinese_lines_are_joined_without_a_space() -> None:
    rows = [
        "第一条 为了保障网络安全，维护网络空间主权和国家安全、社会公共利益，保护公民、法人和其他组织的",
        "合法权益，制定本法。",
    ]
    assert blocks("\n".join(rows * 3))[0].startswith("".join(rows))


@pytest.mark.parametrize(
    "label",
    [
        "(a) x",
        "(12) x",
        "( b ) x",
        "(iv) x",
        "12. x",
        "1.2.3 x",
        "a) x",
        "§ 5 x",
        "第三条 x",
        "（一）x",
        "一、x",
        "• x",
        "IV. x",
    ],
)
def test_what_begins_a_block(label: str) -> None:
    assert LABEL.match(label)


@pytest.mark.parametrize("words", ["the (a) x", "2019 was", "under", "1st of", "means", "Act, 2000"])
def test_what_does_not(words: str) -> None:
    assert not LABEL.match(words)


def test_a_hyphenated_word_is_one_word_again() -> None:
    text = "\n".join(
        [
            "The Commission shall announce its decision and an-",
            "nounce it again, and the end-user shall be told by",
            "the Commission that each end-",
            "user has been told.",
            "That is all the law says here about announcements.",
        ]
    )
    source = read_text(text.encode(), "law.txt")
    assert "and announce it" in source.text
    assert "each end-user has" in source.text
    assert [(one.text, one.reason) for one in source.omitted] == [("-", "hyphen")]


def test_control_characters_and_form_feeds_are_accounted_for() -> None:
    source = read_text(b"Section 1\x07 text\x0cSection 2 \x01\x02text", "law.txt")
    assert source.text == "Section 1 text\nSection 2 text"
    assert [(one.text, one.reason) for one in source.omitted] == [
        ("\x07", "control"), ("\x0c", "control"), ("\x01\x02", "control"),
    ]  # fmt: skip


def test_an_over_long_line_is_cut_at_a_sentence() -> None:
    text = "The provider shall keep the data. " * 2_000
    source = read_text(text.encode(), "law.txt")
    assert all(line.end - line.start <= MAX_LINE_CHARS for line in source.lines)
    assert all(source.text[line.start : line.end].startswith("The provider") for line in source.lines)
    assert "".join(source.text.split()) == "".join(text.split())
