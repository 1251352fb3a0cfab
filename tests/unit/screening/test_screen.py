"""Screening: rules over norms, with direction, places and safeguards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netbrief.knowledge.load import load_knowledge
from netbrief.knowledge.model import Knowledge, Mechanism, Rule
from netbrief.law.model import Law
from netbrief.law.parse import parse
from netbrief.screening.model import Finding, Screening
from netbrief.screening.screen import count_words, screen
from netbrief.source.model import SourceBuilder

RULE = Rule(
    "blocking/order",
    "blocking",
    actor=("access_provider",),
    modality=("must", "power"),
    action=("block",),
    object=("website",),
    confidence=0.8,
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    mechanism = Mechanism(
        "blocking", "Blocking", "s", "g", "access", "harms", 2, "why", (), (RULE,), ("court_order", "expiry")
    )
    return replace(load_knowledge(), mechanisms={"blocking": mechanism})


def law_of(text: str, language: str = "en") -> Law:
    builder = SourceBuilder("t", "text", language=language)
    for line in text.splitlines():
        builder.put(line)
        builder.break_line()
    return parse(builder.build())


def findings(text: str, knowledge: Knowledge) -> tuple[Law, tuple[Finding, ...]]:
    law = law_of(text)
    result: Screening = screen(law, knowledge)
    for finding in (*result.findings, *result.worth_a_look):
        assert law.text[finding.start : finding.end] == finding.quote
    return law, result.findings


def test_a_duty_is_found_with_its_words(knowledge: Knowledge) -> None:
    law, found = findings(
        "1. Blocking\nAn internet access provider must block a listed website.\n", knowledge
    )
    (finding,) = found
    assert finding.quote == "An internet access provider must block a listed website."
    assert (finding.direction, finding.modality, finding.confidence) == ("harms", "must", 0.8)
    assert law.by_id[finding.provision_id].label == "Section 1"
    assert finding.missing_safeguards == ("court_order", "expiry")


def test_lead_in_lowers_confidence_and_holds(knowledge: Knowledge) -> None:
    text = "1. Powers\nThe Minister may require internet access providers to—\n(a) block a website;\n(b) report.\n"
    law, found = findings(text, knowledge)
    (finding,) = found
    assert law.by_id[finding.provision_id].label == "Section 1(a)"
    assert 0.7 < finding.confidence < 0.8
    assert finding.modality == "power"


def test_a_prohibition_of_the_action_is_no_duty(knowledge: Knowledge) -> None:
    assert not findings("1. No\nInternet access providers shall not block any website.\n", knowledge)[1]


def test_a_savings_clause_turns_the_direction(knowledge: Knowledge) -> None:
    text = "1. Saving\nNothing in this Act requires an internet access provider to block a website.\n"
    (finding,) = findings(text, knowledge)[1]
    assert finding.direction == "supports"


def test_a_definition_is_no_finding(knowledge: Knowledge) -> None:
    text = (
        '1. Words\n"blocking order" means an order that an internet access provider must block a website.\n'
    )
    assert not findings(text, knowledge)[1]


def test_a_safeguard_is_shown_with_its_words(knowledge: Knowledge) -> None:
    text = (
        "1. Blocking\n(1) The court may order an internet access provider to block a website.\n"
        "(2) The order may be made for a period not exceeding thirty days.\n"
    )
    law, found = findings(text, knowledge)
    (finding,) = found
    words = {note.safeguard: law.text[note.start : note.end] for note in finding.safeguards}
    assert words["court_order"] == "court"
    assert words["expiry"].startswith("for a period not exceeding")
    assert finding.missing_safeguards == ()


def test_one_finding_a_unit_at_its_strongest_words(knowledge: Knowledge) -> None:
    text = (
        "1. Blocking\n(1) An internet access provider must block a listed website.\n"
        "(2) An internet access provider must block a mirror website within an hour.\n"
    )
    law, found = findings(text, knowledge)
    (finding,) = found
    assert law.by_id[finding.provision_id].label == "Section 1"
    assert len(finding.places) == 2


def test_a_defined_term_carries_its_meaning(knowledge: Knowledge) -> None:
    text = (
        '1. Words\nIn this Act, "carrier" means an internet access provider.\n'
        "2. Duty\nA carrier must block a listed website.\n"
    )
    (finding,) = findings(text, knowledge)[1]
    assert finding.quote == "A carrier must block a listed website."


def test_other_subjects_give_nothing(knowledge: Knowledge) -> None:
    assert not findings("1. Seeds\nThe inspector may block access to a field of infested seed.\n", knowledge)[
        1
    ]


def test_a_language_without_words_says_so(knowledge: Knowledge) -> None:
    result = screen(law_of("Ein Text.", "xx"), knowledge)
    assert result.languages == ()
    assert result.findings == ()


def test_words_are_counted_in_both_kinds_of_script() -> None:
    assert count_words("two words") == 2
    assert count_words("网络安全 law") == 5
