"""The knowledge base that ships: no fault of form or meaning, and every example holds."""

from __future__ import annotations

from netbrief.knowledge.check import check_knowledge
from netbrief.knowledge.load import load_knowledge
from netbrief.screening.prove import prove_rules


def test_every_record_is_sound() -> None:
    assert [issue.message for issue in check_knowledge(load_knowledge())] == []


def test_every_example_and_counterexample_holds() -> None:
    assert [issue.message for issue in prove_rules(load_knowledge())] == []


def test_all_mechanisms_are_there() -> None:
    knowledge = load_knowledge()
    assert len(knowledge.mechanisms) == 108
    assert all(mechanism.effects and mechanism.questions for mechanism in knowledge.mechanisms.values())
    assert len(knowledge.criteria) == 15
