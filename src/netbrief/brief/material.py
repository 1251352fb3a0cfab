"""What all writers of a brief work from, and how they cite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from netbrief.assessment.model import Assessment, Impact
from netbrief.assessment.wording import Wording
from netbrief.brief.model import Inline, Inlines, Link, Mark, Text, Tone, anchor
from netbrief.knowledge.model import Knowledge, Mechanism
from netbrief.law.model import Law, Provision
from netbrief.screening.model import Direction, Finding, Screening

HIGH_CONFIDENCE = 0.8
MEDIUM_CONFIDENCE = 0.65
_TONE_OF_FINDING: dict[str, Tone] = {"harms": "harm", "supports": "help", "mixed": "mixed"}
_TONE_OF_IMPACT: dict[str, Tone] = {
    "negative": "harm",
    "positive": "help",
    "mixed": "mixed",
    "unclear": "unclear",
    "none": "none",
}
_SYMBOLS: dict[Tone, str] = {"harm": "▼", "help": "▲", "mixed": "◆", "unclear": "?", "none": "–"}
_ORDER: dict[str, int] = {"harms": 0, "mixed": 1, "supports": 2}


@dataclass(frozen=True)
class BriefMeta:
    """What the title block says of how the brief was made. `created` is a date given from outside, or
    "": the brief reads no clock. `language` is that of the brief."""

    netbrief_version: str = ""
    knowledge_version: str = ""
    created: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Material:
    """The parts of an analysis and the phrases of the brief's language."""

    law: Law
    screening: Screening
    assessment: Assessment
    knowledge: Knowledge
    meta: BriefMeta
    say: Wording

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings whose mechanism the knowledge base knows, in the order of the law."""
        known = self.knowledge.mechanisms
        return tuple(finding for finding in self.screening.findings if finding.mechanism in known)

    @cached_property
    def finding_by_id(self) -> dict[str, Finding]:
        """Findings by identifier."""
        return {finding.id: finding for finding in self.findings}

    @cached_property
    def groups(self) -> tuple[tuple[Mechanism, tuple[Finding, ...]], ...]:
        """Mechanisms with their findings: harms before mixed before supports, the gravest first."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.mechanism, []).append(finding)
        groups = [(self.knowledge.mechanisms[name], tuple(group)) for name, group in found.items()]
        return tuple(sorted(groups, key=lambda pair: (rank(lead(pair[1])), pair[0].id)))

    def label(self, provision_id: str) -> str:
        """How to cite a provision."""
        return self.say.place(self.law, provision_id)

    def to_provision(self, provision_id: str) -> Link:
        """A link to a provision in the appendix of this brief."""
        return Link(self.label(provision_id), "#" + anchor("p", provision_id), self.law.language)

    def to_finding(self, finding: Finding) -> Link:
        """A link to a finding, under the label of its provision."""
        return Link(self.label(finding.provision_id), "#" + anchor("f", finding.id), self.law.language)

    def to_mechanism(self, mechanism: Mechanism) -> Link:
        """A link to where a mechanism is explained."""
        return Link(mechanism.label, "#" + anchor("m", mechanism.id))

    def to_criterion(self, criterion: str) -> Link:
        """A link to the section about a criterion."""
        return Link(self.knowledge.criteria[criterion].label, "#" + anchor("c", criterion))

    def to_safeguard(self, safeguard: str) -> Link | Text:
        """A link to a safeguard, or its identifier where the knowledge base lacks it."""
        known = self.knowledge.safeguards.get(safeguard)
        if known is None:
            return Text(safeguard.replace("_", " "))
        return Link(known.label, "#" + anchor("s", safeguard))

    def to_source(self, source: str) -> Link | Text:
        """A link to a source in the list of sources."""
        known = self.knowledge.sources.get(source)
        return Link(known.title, "#" + anchor("source", source)) if known else Text(source)

    def mark_finding(self, finding: Finding) -> Mark:
        """Direction and strength of a finding, as symbols and words."""
        tone = _TONE_OF_FINDING[finding.direction]
        return Mark(
            symbols(tone, finding.strength), self.say(f"finding_{finding.direction}_{finding.strength}"), tone
        )

    def mark_impact(self, impact: Impact) -> Mark:
        """Direction and severity of an impact, as symbols and words."""
        tone = _TONE_OF_IMPACT[impact.direction]
        key = f"impact_{impact.direction}"
        if impact.direction not in ("unclear", "none"):
            key += f"_{impact.severity}"
        return Mark(symbols(tone, impact.severity), self.say(key), tone)

    def mark_direction(self, direction: Direction, strength: int) -> Mark:
        """A direction with a strength, where several findings are told as one."""
        tone = _TONE_OF_FINDING[direction]
        return Mark(symbols(tone, strength), self.say(f"finding_{direction}_{strength}"), tone)

    def confidence(self, value: float) -> str:
        """A confidence in words, with the figure."""
        level = "high" if value >= HIGH_CONFIDENCE else "medium" if value >= MEDIUM_CONFIDENCE else "low"
        return self.say(f"confidence_{level}", value=f"{value:.2f}")

    def page(self, provision: Provision | None) -> str:
        """Words for the page of a provision, or "" where there is none."""
        return self.say("page", n=provision.page) if provision and provision.page else ""

    def operative(self, finding: Finding) -> Provision:
        """The provision that a finding stands in."""
        return self.law.by_id.get(finding.provision_id) or self.law.innermost(finding.start)


def symbols(tone: Tone, strength: int) -> str:
    """The sign of a tone, repeated by strength."""
    return _SYMBOLS[tone] * (max(1, strength) if tone in ("harm", "help", "mixed") else 1)


def inside(label: str) -> str:
    """A label as it stands inside a sentence: its first letter small, names kept."""
    return label[:1].lower() + label[1:]


def rank(finding: Finding) -> tuple[int, int, float, int]:
    """Sorts findings: harms first, then by strength, confidence and place."""
    return (_ORDER[finding.direction], -finding.strength, -finding.confidence, finding.start)


def lead(findings: Sequence[Finding]) -> Finding:
    """The finding that speaks for a group of one mechanism."""
    return min(findings, key=rank)


def spread(pieces: Iterable[Inlines], separator: str = ", ") -> Inlines:
    """Pieces of running text with a separator between them."""
    joined: list[Inline] = []
    for index, piece in enumerate(pieces):
        if index:
            joined.append(Text(separator))
        joined.extend(piece)
    return tuple(joined)
