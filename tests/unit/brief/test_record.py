"""The analysis as JSON."""

from __future__ import annotations

import json
from types import SimpleNamespace

from tests.unit.brief.sample import sample

from netbrief.assessment.assess import assess
from netbrief.brief.material import BriefMeta
from netbrief.brief.record import analysis_record, record_text, write_record

META = BriefMeta("0.1.0", "7", "2026-01-02", "en")


def analysis() -> SimpleNamespace:
    law, screening, knowledge = sample()
    return SimpleNamespace(
        law=law,
        screening=screening,
        assessment=assess(law, screening, knowledge),
        options={"language": "en"},
        knowledge_version="7",
    )


def test_the_text_reads_back_as_the_record_and_quotes_are_true() -> None:
    _, _, knowledge = sample()
    record = json.loads(record_text(analysis(), knowledge, META))
    assert record == analysis_record(analysis(), knowledge, META)
    for entry in (*record["findings"], *record["aims"]):
        assert record["law"]["text"][entry["start"] : entry["end"]] == entry["quote"]
    assert record["law"]["coverage"]["in_provisions"] == len(record["law"]["text"])
    assert record["created"] == "2026-01-02"
    assert [mechanism["id"] for mechanism in record["mechanisms"]] == ["dns_blocking", "exchange_points"]


def test_two_runs_are_the_same_text() -> None:
    _, _, knowledge = sample()
    assert record_text(analysis(), knowledge, META) == record_text(analysis(), knowledge, META)


def test_each_entry_of_a_list_has_its_own_line() -> None:
    assert (
        write_record({"a": [1, {"b": "ü"}], "c": []})
        == '{\n  "a": [\n    1,\n    {"b": "ü"}\n  ],\n  "c": []\n}\n'
    )


def test_text_that_utf8_cannot_hold_is_escaped() -> None:
    text = write_record({"a": "x\ud800"})
    assert text.encode("utf-8") == b'{\n  "a": "x\\ud800"\n}\n'
