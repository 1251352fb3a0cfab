"""Norms: sentences with the lead-in of the units above."""

from __future__ import annotations

from netbrief.knowledge.language import LanguagePack
from netbrief.knowledge.model import Concept
from netbrief.knowledge.phrase import fold
from netbrief.law.norms import Norm, find_norms, split_sentences
from netbrief.law.parse import parse
from netbrief.law.terms import Terms
from netbrief.source.model import SourceBuilder

CONCEPTS = {
    name: Concept(name, role, name)
    for name, role in (("minister", "actor"), ("suspend", "action"), ("service", "object"))
}
PACK = LanguagePack(
    "en", {"minister": ["minister"], "suspend": ["suspend*"], "service": ["service*"]}, CONCEPTS
)
TEXT = """1. Powers
(1) In an emergency, the Minister may by order—
(a) suspend any service;
(b) take possession of a network.
(2) An order lapses after ten days. It may be renewed by the court.
"""


def norms_of(text: str) -> tuple[str, tuple[Norm, ...]]:
    builder = SourceBuilder("t", "text", language="en")
    for line in text.splitlines():
        builder.put(line)
        builder.break_line()
    law = parse(builder.build())
    folded = fold(law.text)
    return law.text, find_norms(law, PACK, folded, Terms(law, PACK, folded, 0), {})


def test_items_inherit_the_lead_in() -> None:
    text, norms = norms_of(TEXT)
    item = next(norm for norm in norms if text[norm.start : norm.end].startswith("suspend"))
    assert PACK.names(item.concepts) == ("service", "suspend")
    assert PACK.names(item.above) == ("minister",)
    assert [text[start:end] for start, end in item.lead_in] == ["In an emergency, the Minister may by order—"]


def test_a_closed_sentence_is_no_lead_in() -> None:
    text, norms = norms_of("1. A thing\nThe Minister decides.\n(a) suspend the service;\n(b) other.\n")
    item = next(n for n in norms if text[n.start : n.end].startswith("suspend") and not n.joined)
    assert item.lead_in == ()


def test_sentences_are_split_but_not_at_abbreviations() -> None:
    text = "See Art. 5 and No. 7. The court decides. It may, e.g. under s. 3, act."
    assert [text[s:e] for s, e in split_sentences(text, 0, len(text))] == [
        "See Art. 5 and No. 7.",
        "The court decides.",
        "It may, e.g. under s. 3, act.",
    ]


def test_chinese_sentences() -> None:
    text = "网络运营者应当留存日志。不得泄露。"
    assert [text[s:e] for s, e in split_sentences(text, 0, len(text))] == [
        "网络运营者应当留存日志。",
        "不得泄露。",
    ]


def test_a_very_long_sentence_is_cut() -> None:
    text = "word " * 10_000
    parts = list(split_sentences(text, 0, len(text)))
    assert len(parts) > 5
    assert all(end - start <= 6_000 for start, end in parts)
