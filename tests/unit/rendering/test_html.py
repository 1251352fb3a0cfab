"""The brief as one HTML file."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from tests.unit.brief.sample import make_knowledge, make_law, make_screening, sample

from netbrief.assessment.assess import assess
from netbrief.brief.material import BriefMeta
from netbrief.brief.write import write_brief
from netbrief.rendering.html import words
from netbrief.rendering.render import render

META = BriefMeta("0.1.0", "1")


def page(*, findings: bool = True, language: str = "en") -> str:
    law, screening, knowledge = sample()
    if not findings:
        law, screening, knowledge = make_law(language), make_screening(), make_knowledge()
    return render(write_brief(law, screening, assess(law, screening, knowledge), knowledge, META), "html")


def parsed(text: str) -> Any:
    return html.document_fromstring(text)


@pytest.fixture(params=[True, False], ids=["findings", "no findings"])
def tree(request: pytest.FixtureRequest) -> Any:
    return parsed(page(findings=request.param))


def test_headings_begin_with_one_h1_and_never_jump(tree: Any) -> None:
    levels = [int(e.tag[1]) for e in tree.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_inner_link_resolves(tree: Any) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_nothing_runs_and_nothing_is_fetched(tree: Any) -> None:
    assert tree.xpath("//script|//img|//link|//iframe|//object|//embed|//@src|//@style") == []
    assert not [name for name in tree.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    assert "url(" not in page()
    assert "@import" not in page()


def test_landmarks_language_and_skip_link(tree: Any) -> None:
    assert tree.get("lang") == "en"
    assert [len(tree.xpath(f"//{tag}")) for tag in ("main", "nav", "footer")] == [1, 1, 1]
    assert tree.xpath("//body/a")[0].get("href") == "#main"


def test_tables_have_captions_and_header_cells(tree: Any) -> None:
    for table in tree.xpath("//table"):
        assert table.xpath("string(caption)").strip()
        assert table.xpath("thead//th/@scope") == ["col"] * len(table.xpath("thead//th"))
        assert all(row.xpath("th/@scope") == ["row"] for row in table.xpath("tbody/tr"))


def test_words_of_the_law_are_escaped_and_carry_its_language() -> None:
    text = page()
    assert "Safe &lt;Network&gt; Bill" in text
    assert "<from>" not in text
    quotes = parsed(text).xpath("//blockquote")
    assert quotes
    assert {quote.get("lang") for quote in quotes} == {"en"}
    assert "order access providers | to block *any* domain name" in [
        q.xpath("string(.//mark)") for q in quotes
    ]


def test_the_figure_says_in_words_what_it_shows() -> None:
    figure = parsed(page()).xpath("//svg")[0]
    assert figure.get("role") == "img"
    assert figure.xpath("string(title)")
    assert "0 in the first, 1 in the second" in figure.xpath("string(desc)")


def test_a_verdict_is_told_in_words_beside_its_sign() -> None:
    marks = parsed(page()).xpath("//span[contains(@class, 'mark')]")
    assert all(mark.text_content().strip(" ▼▲◆?–") for mark in marks)


def test_characters_that_html_may_not_hold_are_replaced() -> None:
    assert words("a\x00b\x0c<\ud800>\"'") == "a\ufffdb\ufffd&lt;\ufffd&gt;&quot;&#x27;"


def test_an_unknown_format_is_refused_by_name() -> None:
    law, screening, knowledge = sample()
    brief = write_brief(law, screening, assess(law, screening, knowledge), knowledge, META)
    with pytest.raises(ValueError, match="allowed: html, md"):
        render(brief, "docx")
