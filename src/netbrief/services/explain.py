"""Says why a finding was made, from the analysis in JSON that `analyze` wrote."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from netbrief.errors import SourceError
from netbrief.knowledge.model import Knowledge

_WIDTH = 100


def explain(finding_id: str, place: Path, knowledge: Knowledge) -> str:
    """The words, the rule, what it recognised, and what the mechanism does. `place` is an analysis in
    JSON or a folder of them. Raises SourceError where there is no such finding."""
    found = [
        (record, finding)
        for record in _analyses(place)
        for finding in record["findings"]
        if finding["id"] == finding_id
    ]
    if not found:
        raise SourceError(
            f"No finding {finding_id!r} in {place}.",
            hint="Ids stand in the brief and under `findings` in the JSON; --in names the file or folder.",
        )
    return "\n".join(_explained(record, finding, knowledge) for record, finding in found)


def _analyses(place: Path) -> list[dict[str, Any]]:
    files = sorted(place.glob("*.json")) if place.is_dir() else [place]
    if not files or not files[0].is_file():
        raise SourceError(f"There is no analysis in {place}.", hint="Run `netbrief analyze FILE` first.")
    analyses = []
    for file in files:
        try:
            record = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise SourceError(f"{file} is not an analysis: {error}") from error
        if isinstance(record, dict) and "findings" in record:
            analyses.append(record)
    return analyses


def _explained(record: dict[str, Any], finding: dict[str, Any], knowledge: Knowledge) -> str:
    mechanism = knowledge.mechanisms.get(finding["mechanism"])
    label = next((p["label"] for p in record["provisions"] if p["id"] == finding["provision_id"]), "")
    lines = [
        f"{record['law']['title']}, {label or finding['provision_id']}",
        f"  mechanism   {mechanism.label if mechanism else finding['mechanism']} ({finding['mechanism']})",
        f"  direction   {finding['direction']}, strength {finding['strength']} of 3, "
        f"confidence {finding['confidence']}",
        f"  modality    {finding['modality']}" + (f"; actor: {finding['actor']}" if finding["actor"] else ""),
        f"  rule        {finding['rule']}",
        *(f"  recognised  {signal}" for signal in finding["signals"]),
        *_wrapped("words", f"“{' '.join(finding['quote'].split())}”"),
        *_wrapped("why", " ".join(finding["why"].split())),
    ]
    return "\n".join(lines) + "\n"


def _wrapped(name: str, text: str) -> list[str]:
    rows = textwrap.wrap(text, _WIDTH - 14) or [""]
    return [f"  {name:<12}{rows[0]}", *(f"{'':14}{row}" for row in rows[1:])]
