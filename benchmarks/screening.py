"""Netbrief's screening beside the plain way: looking for each mechanism's trigger phrases.

    python benchmarks/screening.py MECHANISMS.json LABELS.json LAWS_FOLDER

Both are scored on the same laws by the same scorer (`netbrief.services.evaluate`): recall, lenient and strict
precision, direction; then findings per 10,000 words of the laws whose index says that they do not touch the
Internet (15 Chinese characters count as 10 words). A trigger phrase is found anywhere in a provision's own text,
letter case ignored; its direction is the sign of the sum of its mechanism's effects.
MECHANISMS.json: records with `id`, `triggers_en`, `triggers_local` (language to phrases), `effects`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from netbrief.analysis import Options, analyze
from netbrief.knowledge.load import load_knowledge
from netbrief.services.evaluate import LawScorer, Score, load_labels
from netbrief.source.read import read

_UNSPACED = ("zh", "th")


class TriggerPhrases:
    """Finds a mechanism wherever one of its trigger phrases stands."""

    def __init__(self, records: list[dict[str, Any]]) -> None:
        self.records = records

    def screen(self, law: Any) -> list[Any]:
        """One finding for each provision and mechanism with a phrase in the provision's own text."""
        found = []
        phrases = [
            (record["id"], self._direction(record), phrase.casefold())
            for record in self.records
            for phrase in (*record["triggers_en"], *record.get("triggers_local", {}).get(law.language, ()))
        ]
        children: dict[str | None, list[Any]] = defaultdict(list)
        for provision in law.provisions:
            children[provision.parent].append(provision)
        for provision in law.provisions:
            first = min((child.start for child in children[provision.id]), default=provision.end)
            own = law.text[provision.start : first]
            folded = " ".join(own.casefold().split())
            for mechanism in {name: way for name, way, phrase in phrases if phrase in folded}.items():
                found.append(
                    SimpleNamespace(
                        mechanism=mechanism[0],
                        direction=mechanism[1],
                        provision_id=provision.id,
                        start=provision.start,
                        quote=own,
                        rule="trigger phrase",
                        confidence=1.0,
                    )
                )
        return found

    @staticmethod
    def _direction(record: dict[str, Any]) -> str:
        signs = {"positive": 1, "negative": -1}
        total = sum(
            signs.get(effect["direction"], 0) * (effect["strength"] or 0) for effect in record["effects"]
        )
        return "helps" if total > 0 else "harms" if total < 0 else "unclear"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("mechanisms", "labels", "laws"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    index = json.loads((options.laws / "index.json").read_text("utf-8"))
    labels, units = load_labels(options.labels)
    plain = TriggerPhrases(json.loads(options.mechanisms.read_text("utf-8")))
    knowledge = load_knowledge()
    scores = {"netbrief": Score(), "trigger phrases": Score()}
    alarms, words = dict.fromkeys(scores, 0), 0.0
    wanted = {label.law for label in labels} | set(units)
    for entry in index:
        control = entry["touches_the_internet"] == "no"
        if entry["slug"] not in wanted and not control:
            continue
        analysis = analyze(read(options.laws / entry["file"]), knowledge, Options())
        found = {"netbrief": analysis.screening.findings, "trigger phrases": plain.screen(analysis.law)}
        if control:
            words += analysis.screening.words * (10 / 15 if analysis.law.language in _UNSPACED else 1)
        for tool, findings in found.items():
            if control:
                alarms[tool] += len(findings)
            view: Any = SimpleNamespace(law=analysis.law, screening=SimpleNamespace(findings=findings))
            own = [label for label in labels if label.law == entry["slug"]]
            LawScorer(entry["slug"], view).score(own, units.get(entry["slug"], ()), [scores[tool]])
    print("tool             recall  precision  strict  direction  findings/10,000 words of controls")
    for tool, score in scores.items():
        ratios = (score.recall, score.precision, score.strict_precision, score.right_direction)
        figures = "     ".join("  - " if ratio is None else f"{ratio:.2f}" for ratio in ratios)
        print(f"{tool:16} {figures}     {alarms[tool] / words * 10_000:.2f}")


if __name__ == "__main__":
    main()
