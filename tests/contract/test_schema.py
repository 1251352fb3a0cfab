"""analysis.json keeps to its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import pytest
from tests.unit.brief.sample import make_knowledge, make_law, make_screening, sample

from netbrief.assessment.assess import assess
from netbrief.brief.material import BriefMeta
from netbrief.brief.record import SCHEMA, analysis_record
from netbrief.errors import Issue
from netbrief.law.model import Amendment, Definition, Reference

jsonschema = pytest.importorskip("jsonschema")


def validator() -> Any:
    schema = json.loads((files("netbrief_knowledge") / "schema" / "analysis.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def record(*, empty: bool = False) -> dict[str, Any]:
    law, screening, knowledge = sample()
    if empty:
        law, screening, knowledge = make_law("sw"), make_screening(languages=()), make_knowledge()
    law = replace(
        law,
        definitions=(Definition("name", 0, 5, "sec_1", "law"),),
        references=(Reference(0, 5, "sec_1", None, "Another Act"),),
        amendments=(Amendment("sec_1", "insert", 0, 5, "section 3", ("q",)),),
        issues=(Issue("warning", "a-code", "Something", "Do that", 0, 5),),
        omitted=(("3", "page-number", 0), ("4", "page-number", 9)),
    )
    parts = SimpleNamespace(
        law=law,
        screening=screening,
        assessment=assess(law, screening, knowledge),
        options={},
        knowledge_version="1",
    )
    return analysis_record(parts, knowledge, BriefMeta("0.1.0", "1"))


@pytest.mark.parametrize("empty", [False, True])
def test_a_record_is_valid(empty: bool) -> None:
    made = json.loads(json.dumps(record(empty=empty)))
    assert [error.message for error in validator().iter_errors(made)] == []
    assert made["schema"] == SCHEMA


def test_the_schema_names_the_criteria_of_the_knowledge_base_in_order() -> None:
    schema = validator().schema
    assert schema["$defs"]["impact"]["properties"]["criterion"]["enum"] == list(make_knowledge().criteria)
    assert schema["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("findings", 0, "strength"), 4),
        (("findings", 0, "quote"), ""),
        (("findings", 0, "direction"), "negative"),
        (("impacts", 0, "severity"), -1),
        (("impacts",), []),
        (("sha256",), "abc"),
        (("law", "text"), None),
    ],
)
def test_a_wrong_record_is_refused(path: tuple[str | int, ...], value: object) -> None:
    made = json.loads(json.dumps(record()))
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not validator().is_valid(made)
