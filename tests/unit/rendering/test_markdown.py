"""The brief as Markdown."""

from __future__ import annotations

import re

import pytest
from tests.unit.brief.sample import sample

from netbrief.assessment.assess import assess
from netbrief.brief.material import BriefMeta
from netbrief.brief.model import Brief, Code, Link, Paragraph, Quote, Row, Section, Table, Terms, Text
from netbrief.brief.write import write_brief
from netbrief.rendering.markdown import render_markdown


def document(*blocks: object) -> str:
    section = Section("s", "S", blocks)  # type: ignore[arg-type]
    return render_markdown(Brief("T", "L", "en", "en", Terms(()), (section,), "skip", "Contents"))


def whole() -> str:
    law, screening, knowledge = sample()
    return render_markdown(
        write_brief(law, screening, assess(law, screening, knowledge), knowledge, BriefMeta("0.1.0", "1"))
    )


def test_every_inner_link_has_its_anchor() -> None:
    text = whole()
    known = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(<?#([^)>]+)>?\)", text)) <= known


def test_every_row_of_a_table_has_the_same_number_of_cells() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", whole(), re.M)
    assert tables
    for table in tables:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(counts) == 1


def test_words_cannot_become_markup() -> None:
    text = document(Paragraph((Text("# not *a* heading | [x](y) <b> `c` _d_ & e"),)))
    assert r"\# not \*a\* heading \| \[x\](y) \<b\> \`c\` \_d\_ \& e" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [("1. Go", r"1\. Go"), ("- Go", r"\- Go"), ("12) Go", r"12\) Go"), ("=== x", r"\=== x")],
)
def test_a_line_that_looks_like_a_list_stays_a_line(words: str, expected: str) -> None:
    assert expected in document(Paragraph((Text(words),)))


def test_an_exact_quotation_keeps_its_lines() -> None:
    text = document(Quote("(1) One\n- two\n\nthree", 0, 10, (Text("Section 1"),), exact=True))
    assert "> (1) One\\\n> \\- two\n>\n> three\n>\n> — Section 1\n" in text


def test_code_and_addresses_are_safe_in_a_table() -> None:
    row = Row(((Code("a|b`c"),), (Link("x", "https://e.org/a|b c"),)))
    assert "`` a\\|b`c `` | [x](<https://e.org/a%7Cb%20c>) |" in document(
        Table("t", "Cap", ("A", "B"), (row,))
    )
