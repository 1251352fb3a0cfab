"""What findings do to the fifteen criteria."""

from __future__ import annotations

from tests.unit.brief.sample import (
    BLOCKING,
    make_finding,
    make_knowledge,
    make_law,
    make_mechanism,
    make_screening,
    sample,
)

from netbrief.assessment.assess import assess
from netbrief.assessment.model import Impact
from netbrief.knowledge.model import Effect, Knowledge
from netbrief.law.model import Law
from netbrief.screening.model import Screening


def impacts(law: Law, screening: Screening, knowledge: Knowledge) -> dict[str, Impact]:
    return {impact.criterion: impact for impact in assess(law, screening, knowledge).impacts}


def test_there_is_one_row_for_each_criterion_in_the_order_of_the_method() -> None:
    law, screening, knowledge = sample()
    rows = assess(law, screening, knowledge).impacts
    assert [row.criterion for row in rows] == list(knowledge.criteria)
    assert len(rows) == 15
    assert [row.kind for row in rows] == ["critical_property"] * 5 + ["enabler"] * 10


def test_a_harm_makes_the_row_negative_and_names_the_provision() -> None:
    row = impacts(*sample())["common_global_identifiers"]
    assert (row.direction, row.severity, row.confidence) == ("negative", 2, 0.85)
    assert row.how == "Section 2 (Dns blocking): Names differ by place."
    assert row.effect_on_people == "People meet errors."
    assert row.findings == ("dns_blocking@sec_2",)


def test_help_and_harm_make_the_row_mixed_with_both_told() -> None:
    row = impacts(*sample())["unrestricted_reachability"]
    assert (row.direction, row.severity) == ("mixed", 2)
    assert "Sites are not found." in row.how
    assert "More paths exist." in row.how


def test_only_an_open_effect_is_unclear_and_no_effect_is_none() -> None:
    rows = impacts(*sample())
    assert (rows["integrity"].direction, rows["integrity"].severity) == ("unclear", 0)
    assert rows["integrity"].findings
    assert (rows["privacy"].direction, rows["privacy"].severity, rows["privacy"].findings) == ("none", 0, ())
    assert rows["privacy"].how == make_knowledge().criteria["privacy"].none_text


def test_an_exemption_alone_counts_as_a_weaker_help() -> None:
    law = make_law()
    exempt = make_finding(law, "Nothing in section 2 requires", "dns_blocking", "supports")
    row = impacts(law, make_screening(exempt), make_knowledge())["common_global_identifiers"]
    assert (row.direction, row.severity) == ("positive", 1)
    assert "exception from a harm" in row.how


def test_an_exemption_from_a_harm_that_the_law_holds_is_no_merit() -> None:
    row = impacts(*sample())["common_global_identifiers"]
    assert row.direction == "negative"
    assert "dns_blocking@sec_3" not in row.findings


def test_a_mixed_finding_counts_both_ways() -> None:
    law = make_law()
    mixed = make_finding(law, "order access providers", "dns_blocking", "mixed")
    row = impacts(law, make_screening(mixed), make_knowledge())["common_global_identifiers"]
    assert (row.direction, row.severity) == ("mixed", 2)


def test_a_finding_stronger_than_its_record_moves_the_effect_but_not_beyond_three() -> None:
    law = make_law()
    grave = make_finding(law, "order access providers", "dns_blocking", strength=3)
    row = impacts(law, make_screening(grave), make_knowledge())["common_global_identifiers"]
    assert row.severity == 3


def test_two_mechanisms_that_agree_raise_the_severity() -> None:
    law = make_law()
    other = make_mechanism(
        "other", "harms", (Effect("common_global_identifiers", "negative", 2, "So.", "Hm."),)
    )
    findings = (
        make_finding(law, "order access providers", "dns_blocking"),
        make_finding(law, "support Internet", "other"),
    )
    rows = impacts(law, make_screening(*findings), make_knowledge(BLOCKING, other))
    assert rows["common_global_identifiers"].severity == 3
    assert rows["unrestricted_reachability"].severity == 2


def test_many_mechanisms_are_counted_and_not_all_told() -> None:
    law = make_law()
    mechanisms = [
        make_mechanism(f"m{i}", "harms", (Effect("privacy", "negative", 2, f"How {i}.", "People lose."),))
        for i in range(5)
    ]
    findings = [make_finding(law, "order access providers", mechanism.id) for mechanism in mechanisms]
    row = impacts(law, make_screening(*findings), make_knowledge(*mechanisms))["privacy"]
    assert row.how.count("How ") == 3
    assert row.how.endswith("2 more mechanisms push the same criterion.")
    assert row.effect_on_people == "People lose."
    assert len(row.findings) == 5


def test_a_language_without_rules_is_unclear_not_none() -> None:
    law = make_law("sw")
    rows = impacts(law, make_screening(), make_knowledge())
    assert {row.direction for row in rows.values()} == {"unclear"}
    assert {row.severity for row in rows.values()} == {0}


def test_a_finding_of_an_unknown_mechanism_moves_nothing() -> None:
    law = make_law()
    strange = make_finding(law, "order access providers", "never_heard_of")
    assert {row.direction for row in impacts(law, make_screening(strange), make_knowledge()).values()} == {
        "none"
    }
