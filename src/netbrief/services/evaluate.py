"""Scores the screening against labelled laws: recall, precision and direction.

The scoring is that of the label files: white space is folded; a label is found when a finding of the
same law names its mechanism (or one it accepts) and the finding's provision overlaps the label's
quote. Where every unit of a law is labelled, a finding is a false alarm when its unit holds no record
of its mechanism; a record that readers call arguable counts neither way in the lenient figure and as
a false alarm in the strict one.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from netbrief.analysis import Analysis, Options, analyze
from netbrief.errors import EvaluationError
from netbrief.knowledge.model import Knowledge
from netbrief.screening.model import Finding
from netbrief.source.read import read

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Label:
    """A mechanism that readers found in a law, with the words that carry it."""

    law: str
    quote: str
    mechanism: str
    accept: frozenset[str]
    direction: str
    core: bool = True
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding in a unit that holds no record of its mechanism."""

    law: str
    unit: str
    rule: str
    mechanism: str
    confidence: float
    words: str

    def __str__(self) -> str:
        return f"{self.law} {self.unit} {self.rule} {self.confidence}: {self.words}"


@dataclass
class Score:
    """Counts; ratios are None where there is nothing to divide by."""

    labels: int = 0
    found: int = 0
    direction: float = 0.0
    true: int = 0
    false: int = 0
    arguable: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Labels found / labels."""
        return self.found / self.labels if self.labels else None

    @property
    def precision(self) -> float | None:
        """Findings in units with a core record / those and false alarms; arguable ones count neither way."""
        return self.true / (self.true + self.false) if self.true + self.false else None

    @property
    def strict_precision(self) -> float | None:
        """As `precision`, with the arguable ones as false alarms."""
        total = self.true + self.false + self.arguable
        return self.true / total if total else None

    @property
    def right_direction(self) -> float | None:
        """Found labels with the right direction / found labels; half for a mixed finding."""
        return self.direction / self.found if self.found else None


class FoldedText:
    """A text with its white space folded away, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self.offsets: list[int] = []
        kept: list[str] = []
        for index, character in enumerate(text):
            if not character.isspace() and character not in "*_\\":
                kept.append(character)
                self.offsets.append(index)
        self.text = "".join(kept)

    def find(self, quote: str) -> tuple[int, int] | None:
        """The extent of a quote in the text, whatever its white space and mark-up of emphasis."""
        needle = "".join(c for c in quote if not c.isspace() and c not in "*_\\")
        at = self.text.find(needle)
        if at < 0 or not needle:
            return None
        return self.offsets[at], self.offsets[at + len(needle) - 1] + 1


def load_labels(path: Path) -> tuple[list[Label], dict[str, list[dict[str, Any]]]]:
    """Labels of a file, and, where the file lists whole laws unit by unit, the units by law.
    Raises EvaluationError where the file is of neither kind."""
    try:
        records = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read as labels: {error}") from error
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise EvaluationError(f"{path} must hold a list of records", hint="See docs/reference/labels.md.")
    units: dict[str, list[dict[str, Any]]] = defaultdict(list)
    labels: list[Label] = []
    for record in records:
        if "mechanisms" in record:
            units[record["law"]].append(record)
            labels.extend(_label(record["law"], entry, record["unit"]) for entry in record["mechanisms"])
        else:
            labels.append(_label(record["law"], record, ""))
    return labels, dict(units)


def _label(law: str, entry: Mapping[str, Any], unit: str) -> Label:
    try:
        return Label(
            law,
            entry["quote"],
            entry.get("mechanism") or entry["id"],
            frozenset(entry.get("accept", ())),
            entry["direction"],
            entry.get("core", True),
            unit,
        )
    except KeyError as error:
        raise EvaluationError(f"a label of {law} lacks {error}") from error


def law_files(folder: Path) -> dict[str, Path]:
    """The files of the laws by slug: from index.json, else by the stem of each file."""
    index = folder / "index.json"
    if index.is_file():
        return {entry["slug"]: folder / entry["file"] for entry in json.loads(index.read_text("utf-8"))}
    return {path.stem: path for path in sorted(folder.rglob("*")) if path.is_file()}


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two extents share a character."""
    return one[0] < other[1] and other[0] < one[1]


class LawScorer:
    """Scores one law."""

    def __init__(self, law: str, analysis: Analysis) -> None:
        self.law = law
        self.analysis = analysis
        self.folded = FoldedText(analysis.law.text)
        self.places = {p.id: (p.start, p.end) for p in analysis.law.provisions}

    def score(self, labels: Sequence[Label], units: Sequence[Mapping[str, Any]], into: list[Score]) -> None:
        """Add the counts of this law to the scores."""
        for label in labels:
            if label.core:
                self.score_label(label, into)
        if units:
            self.score_alarms(labels, units, into)

    def score_label(self, label: Label, into: list[Score]) -> None:
        extent = self.folded.find(label.quote)
        hits = self._hits(label, extent) if extent else []
        for score in into:
            score.labels += 1
            if not hits:
                reason = "" if extent else " (words not in the text that was read)"
                score.missed.append(f"{self.law} {label.unit} {label.mechanism}{reason}: {label.quote[:160]}")
                continue
            score.found += 1
            score.direction += max(_direction(finding.direction, label.direction) for finding in hits)

    def _hits(self, label: Label, extent: tuple[int, int]) -> list[Finding]:
        wanted = label.accept | {label.mechanism}
        return [
            finding
            for finding in self.analysis.screening.findings
            if finding.mechanism in wanted and overlaps(self.places[finding.provision_id], extent)
        ]

    def score_alarms(
        self, labels: Sequence[Label], units: Sequence[Mapping[str, Any]], into: list[Score]
    ) -> None:
        extents = self._unit_extents(labels, units)
        for finding in self.analysis.screening.findings:
            unit = next((u for u, extent in extents if extent[0] <= finding.start < extent[1]), None)
            if unit is None:
                continue
            held = [entry for entry in unit["mechanisms"] if self._names(entry, finding.mechanism)]
            for score in into:
                if any(entry.get("core", True) for entry in held):
                    score.true += 1
                elif held:
                    score.arguable += 1
                else:
                    score.false += 1
                    words = " ".join(finding.quote.split())[:160]
                    score.alarms.append(
                        Alarm(
                            self.law, unit["unit"], finding.rule, finding.mechanism, finding.confidence, words
                        )
                    )

    @staticmethod
    def _names(entry: Mapping[str, Any], mechanism: str) -> bool:
        return mechanism == entry["id"] or mechanism in entry.get("accept", ())

    def _unit_extents(
        self, labels: Sequence[Label], units: Sequence[Mapping[str, Any]]
    ) -> list[tuple[Mapping[str, Any], tuple[int, int]]]:
        """Where each listed unit stands: by the number its name carries."""
        by_number: dict[str, tuple[int, int]] = {}
        for provision in self.analysis.law.provisions:
            if provision.kind in ("section", "article") and not provision.quoted:
                by_number.setdefault(unit_number(provision.label), (provision.start, provision.end))
        found = []
        for unit in units:
            extent = by_number.get(unit_number(unit["unit"]))
            if extent:
                found.append((unit, extent))
        return found


def unit_number(label: str) -> str:
    """The bare number of a unit: "s. 12A" and "Section 12A" are both "12a", "第六条" is "六"."""
    chinese = re.search(r"第([〇零一二三四五六七八九十百千\d]+)条", label)
    if chinese:
        return chinese.group(1)
    number = re.search(r"\d+(?:[.\-–]\d+)*\s?[A-Za-z]{0,3}\b", label)
    return re.sub(r"\s", "", number.group(0)).lower() if number else label.strip().lower()


def _direction(found: str, labelled: str) -> float:
    if found == labelled or labelled == "mixed":
        return 1.0
    return 0.5 if found == "mixed" else 0.0


@dataclass(frozen=True)
class Evaluation:
    """Scores over all, by mechanism, by language and by format; laws that could not be scored."""

    total: Score
    by_mechanism: Mapping[str, Score]
    by_language: Mapping[str, Score]
    by_format: Mapping[str, Score]
    not_found: tuple[str, ...]


def evaluate(labels_path: Path, laws: Path, knowledge: Knowledge) -> Evaluation:
    """Score the screening of every labelled law. Raises EvaluationError where labels are unusable."""
    labels, units = load_labels(labels_path)
    files = law_files(laws)
    by_law: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        by_law[label.law].append(label)
    total = Score()
    mechanisms: dict[str, Score] = defaultdict(Score)
    languages: dict[str, Score] = defaultdict(Score)
    formats: dict[str, Score] = defaultdict(Score)
    missing: list[str] = []
    for law in sorted(set(by_law) | set(units)):
        if law not in files:
            missing.append(law)
            continue
        analysis = analyze(read(files[law]), knowledge, Options())
        scorer = LawScorer(law, analysis)
        scores = [total, languages[analysis.law.language], formats[analysis.law.format]]
        scorer.score(by_law[law], units.get(law, ()), scores)
        _by_mechanism(scorer, by_law[law], units.get(law, ()), mechanisms)
    return Evaluation(total, dict(sorted(mechanisms.items())), languages, formats, tuple(missing))


def _by_mechanism(
    scorer: LawScorer, labels: Iterable[Label], units: Sequence[Mapping[str, Any]], into: dict[str, Score]
) -> None:
    for label in labels:
        if label.core:
            scorer.score_label(label, [into[label.mechanism]])
    if units:
        alarms = Score()
        scorer.score_alarms(list(labels), units, [alarms])
        for mechanism, count in Counter(alarm.mechanism for alarm in alarms.alarms).items():
            into[mechanism].false += count
