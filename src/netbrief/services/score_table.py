"""The scores of an evaluation as a table or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from netbrief.services.evaluate import Evaluation, Score


def score_text(result: Evaluation, details: bool = False) -> str:
    """A table: recall, direction, lenient and strict precision; in all, by language, format, mechanism."""
    lines = [
        f"{'':<36}{'recall':>16}{'direction':>11}{'precision':>11}{'strict':>8}{'true':>6}{'false':>6}{'arguable':>9}"
    ]
    lines.append(_row("all", result.total))
    for title, scores in (
        ("by language", result.by_language),
        ("by format", result.by_format),
        ("by mechanism", result.by_mechanism),
    ):
        lines += ["", title, *(_row(f"  {name}", score) for name, score in scores.items())]
    if result.not_found:
        lines += ["", f"no file for: {', '.join(result.not_found)}"]
    if details:
        lines += ["", "missed", *result.total.missed, "", "false alarms", *map(str, result.total.alarms)]
    return "\n".join(lines) + "\n"


def _row(name: str, score: Score) -> str:
    counts = f"{score.found}/{score.labels}"
    return (
        f"{name:<36}{_ratio(score.recall):>6}{counts:>10}{_ratio(score.right_direction):>11}"
        f"{_ratio(score.precision):>11}{_ratio(score.strict_precision):>8}"
        f"{score.true:>6}{score.false:>6}{score.arguable:>9}"
    )


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def score_json(result: Evaluation) -> str:
    """The same as JSON; a ratio with nothing to divide by is null."""
    record = {
        "all": _record(result.total),
        "by_language": _records(result.by_language),
        "by_format": _records(result.by_format),
        "by_mechanism": _records(result.by_mechanism),
        "not_found": list(result.not_found),
        "missed": result.total.missed,
        "false_alarms": [asdict(alarm) for alarm in result.total.alarms],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _records(scores: Mapping[str, Score]) -> dict[str, object]:
    return {name: _record(score) for name, score in scores.items()}


def _record(score: Score) -> dict[str, object]:
    return {
        "labels": score.labels,
        "found": score.found,
        "recall": score.recall,
        "direction": score.right_direction,
        "precision": score.precision,
        "strict_precision": score.strict_precision,
        "true": score.true,
        "false": score.false,
        "arguable": score.arguable,
    }
