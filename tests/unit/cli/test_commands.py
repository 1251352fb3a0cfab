"""The commands as people type them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest

from netbrief.cli.main import main

BILL = """1. Short title
This Act may be cited as the Networks Act.
2. Suspension
In a public emergency the Minister may by order direct any licensee to suspend Internet services in any area.
3. Blocking
The Authority may order an internet access provider to prevent access by users to a website that is on the list.
"""
SCHEMA = Path(__file__).parents[3] / "src/netbrief_knowledge/schema/analysis.schema.json"


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.txt"
    path.write_text(BILL, "utf-8")
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_analyze_writes_three_files_and_nothing_else(bill: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("analyze", bill, "-o", out) == 0
    assert sorted(path.name for path in out.iterdir()) == ["bill.html", "bill.json", "bill.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bill.txt", "out"]
    record = json.loads((out / "bill.json").read_text("utf-8"))
    jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))
    assert {finding["mechanism"] for finding in record["findings"]} >= {
        "network_shutdown",
        "access_blocking_order",
    }
    for finding in record["findings"]:
        assert record["law"]["text"][finding["start"] : finding["end"]] == finding["quote"]
    assert len(record["impacts"]) == 15


def test_two_runs_are_the_same_byte_for_byte(bill: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("analyze", bill, "-o", tmp_path / name) == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(BILL.encode())

    monkeypatch.setattr("sys.stdin", Input())
    assert run("analyze", "-", "-o", tmp_path / "out", "--format", "json") == 0
    assert (tmp_path / "out" / "stdin.json").is_file()


def test_a_broken_file_does_not_stop_the_others(
    bill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    assert (
        run("analyze", empty, tmp_path / "missing.pdf", bill, "-o", tmp_path / "out", "--format", "md") == 1
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["bill.md"]
    said = capsys.readouterr().err
    assert "empty.pdf" in said
    assert "missing.pdf" in said


def test_files_with_the_same_stem_do_not_overwrite_each_other(bill: Path, tmp_path: Path) -> None:
    other = tmp_path / "bill.md"
    other.write_text("# Another bill\n\nNothing.\n", "utf-8")
    assert run("analyze", bill, other, "-o", tmp_path / "out", "--format", "json") == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_unknown_format_is_a_wrong_command_line(bill: Path, tmp_path: Path) -> None:
    assert run("analyze", bill, "-o", tmp_path / "out", "--format", "pdf") == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made(bill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("analyze", bill, "-o", bill / "out") == 3
    assert "cannot be made" in capsys.readouterr().err


def test_parse_shows_the_tree(bill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", bill) == 0
    shown = capsys.readouterr().out
    assert "Section 2" in shown
    assert "Suspension" in shown
    assert run("parse", bill, "--json") == 0
    assert json.loads(capsys.readouterr().out)["text"].startswith("1. Short title")


def test_explain_says_why(bill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("analyze", bill, "-o", tmp_path / "out", "--format", "json")
    record = json.loads((tmp_path / "out" / "bill.json").read_text("utf-8"))
    finding = record["findings"][0]["id"]
    capsys.readouterr()
    assert run("explain", finding, "--in", tmp_path / "out") == 0
    assert record["findings"][0]["rule"] in capsys.readouterr().out
    assert run("explain", "nothing", "--in", tmp_path / "out") == 3


def test_knowledge_list_show_and_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("knowledge", "list") == 0
    assert "108 mechanisms" in capsys.readouterr().out
    assert run("knowledge", "show", "dns_blocking") == 0
    assert "resolver" in capsys.readouterr().out
    assert run("knowledge", "show", "no_such_thing") == 3
    assert run("knowledge", "check", "--only", "dns_blocking") == 0


def test_evaluate_scores_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws = tmp_path / "laws"
    laws.mkdir()
    (laws / "bill.txt").write_text(BILL, "utf-8")
    labels = tmp_path / "labels.json"
    found = {
        "law": "bill",
        "quote": "suspend Internet services",
        "mechanism": "network_shutdown",
        "direction": "harms",
    }
    missed = {"law": "bill", "quote": "may be cited", "mechanism": "key_escrow", "direction": "harms"}
    labels.write_text(json.dumps([found, missed]), "utf-8")
    assert run("evaluate", labels, laws, "--json") == 0
    score = json.loads(capsys.readouterr().out)["all"]
    assert (score["labels"], score["found"], score["recall"], score["direction"]) == (2, 1, 0.5, 1.0)


def test_labels_listed_unit_by_unit_measure_precision(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laws = tmp_path / "laws"
    laws.mkdir()
    (laws / "bill.txt").write_text(BILL, "utf-8")
    labels = tmp_path / "labels.json"
    held = {
        "id": "network_shutdown",
        "quote": "suspend Internet services",
        "direction": "harms",
        "core": True,
    }
    units = [
        {"law": "bill", "unit": "Section 2", "heading": "", "mechanisms": [held]},
        {"law": "bill", "unit": "Section 3", "heading": "", "mechanisms": []},
    ]
    labels.write_text(json.dumps(units), "utf-8")
    assert run("evaluate", labels, laws, "--json") == 0
    score = json.loads(capsys.readouterr().out)["all"]
    assert score["true"] == 1
    assert score["false"] >= 1
    assert score["precision"] < 1
