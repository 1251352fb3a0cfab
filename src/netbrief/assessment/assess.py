"""From findings to impacts: one row for each criterion of the Internet Impact Assessment.

The method, in full. Each finding carries the effects of its mechanism to the criteria, with the
strength of the record moved by as much as the finding is stronger or weaker than the record. A
finding that turns its mechanism round (an exemption from a harm) turns the effects round and makes
them one step weaker; where the same law also holds the mechanism itself, its exemptions only soften
it and are no merit of their own. A mixed finding counts both ways. A row is as severe as its
strongest effect, one step more where several distinct mechanisms agree, 3 at the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from netbrief.assessment.aims import find_aims
from netbrief.assessment.model import Assessment, Impact, ImpactDirection
from netbrief.assessment.wording import Wording, primary_language, wording
from netbrief.knowledge.model import Criterion, Effect, Knowledge, Mechanism
from netbrief.law.model import Law
from netbrief.screening.model import Direction, Finding, Screening

Sign = Literal["negative", "positive", "unclear"]
MECHANISMS_IN_TEXT = 3
STRONGEST = 3
# How many distinct mechanisms must reach a strength for the row to be one step more severe.
AGREEING = {1: 3, 2: 2}


@dataclass(frozen=True, slots=True)
class Push:
    """One finding's push on one criterion. `turned` marks an effect that is turned round."""

    finding: Finding
    mechanism: Mechanism
    effect: Effect
    sign: Sign
    strength: int
    turned: bool = False


def assess(law: Law, screening: Screening, knowledge: Knowledge) -> Assessment:
    """The impacts of a law's findings, one for each criterion in the order of the method, and the aims
    that the law states. Findings of mechanisms that the knowledge base lacks move nothing."""
    say = wording(knowledge)
    pushes = tuple(_pushes(screening.findings, knowledge))
    blind = _is_blind(law, screening)
    impacts = tuple(
        _impact(criterion, [p for p in pushes if p.effect.criterion == criterion.id], law, say, blind)
        for criterion in sorted(knowledge.criteria.values(), key=lambda item: item.order)
    )
    return Assessment(impacts, find_aims(law, knowledge))


def _is_blind(law: Law, screening: Screening) -> bool:
    """Whether nothing could be found at all: no text, or a language without rules."""
    if not law.text.strip():
        return True
    used = {primary_language(code) for code in screening.languages}
    return not used or (bool(law.language) and primary_language(law.language) not in used)


def _pushes(findings: Iterable[Finding], knowledge: Knowledge) -> Iterable[Push]:
    present = {
        finding.mechanism
        for finding in findings
        if finding.mechanism in knowledge.mechanisms
        and finding.direction in ("mixed", knowledge.mechanisms[finding.mechanism].polarity)
    }
    for finding in findings:
        mechanism = knowledge.mechanisms.get(finding.mechanism)
        if mechanism is None:
            continue
        turned = _is_turned(finding.direction, mechanism)
        if turned and mechanism.id in present:
            continue
        for effect in mechanism.effects:
            yield from _effect_pushes(finding, mechanism, effect, turned)


def _is_turned(direction: Direction, mechanism: Mechanism) -> bool:
    return (direction, mechanism.polarity) in (("supports", "harms"), ("harms", "supports"))


def _effect_pushes(finding: Finding, mechanism: Mechanism, effect: Effect, turned: bool) -> Iterable[Push]:
    sign = cast(Sign, effect.direction)
    base = min(STRONGEST, max(1, effect.strength + finding.strength - mechanism.strength))
    if sign == "unclear":
        if not turned:
            yield Push(finding, mechanism, effect, sign, 0)
        return
    own: Sign = "negative" if mechanism.polarity == "harms" else "positive"
    other: Sign = "positive" if own == "negative" else "negative"
    if turned:
        # Only the effects for which the mechanism is known turn round; its side effects say nothing.
        if sign == own:
            yield Push(finding, mechanism, effect, other, max(1, base - 1), True)
        return
    if mechanism.polarity == "mixed" and finding.direction != "mixed" and sign != _sign(finding.direction):
        return
    yield Push(finding, mechanism, effect, sign, base)
    if finding.direction == "mixed" and mechanism.polarity != "mixed" and sign == own:
        yield Push(finding, mechanism, effect, other, max(1, base - 1), True)


def _sign(direction: Direction) -> Sign:
    return "negative" if direction == "harms" else "positive"


def _impact(criterion: Criterion, pushes: Sequence[Push], law: Law, say: Wording, blind: bool) -> Impact:
    kind = cast(Literal["critical_property", "enabler"], criterion.kind)
    if not pushes:
        if blind:
            return Impact(criterion.id, kind, "unclear", 0, 0.0, say("blind_how"), say("blind_people"))
        return Impact(criterion.id, kind, "none", 0, 0.0, criterion.none_text, say("none_people"))
    direction, severity = _verdict(pushes)
    ranked = sorted(pushes, key=lambda p: (-p.strength, p.sign, -p.finding.confidence, p.finding.start))
    return Impact(
        criterion=criterion.id,
        kind=kind,
        direction=direction,
        severity=severity,
        confidence=_confidence(pushes, direction),
        how=_tell_how(ranked, law, say),
        effect_on_people=_tell_people(ranked, say),
        findings=tuple(dict.fromkeys(push.finding.id for push in ranked)),
    )


def _verdict(pushes: Sequence[Push]) -> tuple[ImpactDirection, int]:
    negative, positive = _severity(pushes, "negative"), _severity(pushes, "positive")
    if negative and positive:
        return "mixed", max(negative, positive)
    if negative:
        return "negative", negative
    if positive:
        return "positive", positive
    return "unclear", 0


def _severity(pushes: Sequence[Push], sign: Sign) -> int:
    """0 where nothing pushes this way, else the strongest, raised where mechanisms agree."""
    by_mechanism: dict[str, int] = {}
    for push in pushes:
        if push.sign == sign:
            by_mechanism[push.mechanism.id] = max(by_mechanism.get(push.mechanism.id, 0), push.strength)
    if not by_mechanism:
        return 0
    top = max(by_mechanism.values())
    agreeing = sum(1 for strength in by_mechanism.values() if strength == top)
    return top + 1 if top in AGREEING and agreeing >= AGREEING[top] else top


def _confidence(pushes: Sequence[Push], direction: ImpactDirection) -> float:
    """The confidence of the surest finding; of a mixed row, of the less sure of its two sides."""
    best: dict[str, float] = {}
    for push in pushes:
        best[push.sign] = max(best.get(push.sign, 0.0), push.finding.confidence)
    if direction == "mixed":
        return round(min(best["negative"], best["positive"]), 3)
    return round(best[direction], 3)


def _by_mechanism(ranked: Sequence[Push]) -> list[list[Push]]:
    """Pushes grouped by mechanism, sign and turn, the strongest group first."""
    groups: dict[tuple[str, str, bool], list[Push]] = {}
    for push in ranked:
        groups.setdefault((push.mechanism.id, push.sign, push.turned), []).append(push)
    return list(groups.values())


def _shown(ranked: Sequence[Push]) -> tuple[list[list[Push]], int]:
    """The groups to tell of, and how many other mechanisms are only counted; both sides of a mixed row are told."""
    groups = _by_mechanism(ranked)
    shown = groups[:MECHANISMS_IN_TEXT]
    missing = {group[0].sign for group in groups} - {group[0].sign for group in shown} - {"unclear"}
    for group in groups[MECHANISMS_IN_TEXT:]:
        if group[0].sign in missing:
            shown[-1] = group
            break
    told = {group[0].mechanism.id for group in shown}
    return shown, len({group[0].mechanism.id for group in groups} - told)


def _tell_how(ranked: Sequence[Push], law: Law, say: Wording) -> str:
    """One line for each mechanism, the strongest first; the rest is counted in the last line."""
    shown, rest = _shown(ranked)
    by_text: dict[tuple[str, str], list[Push]] = {}
    for group in shown:
        push = group[0]
        key = "how_turned_" + push.sign if push.turned else "how_" + push.sign
        by_text.setdefault((key, push.effect.how.strip()), []).extend(group)
    sentences = [_how_sentence(key, how, group, law, say) for (key, how), group in by_text.items()]
    if rest:
        sentences.append(say.count("more_mechanisms", rest))
    return "\n".join(sentences)


def _how_sentence(key: str, how: str, group: Sequence[Push], law: Law, say: Wording) -> str:
    labels = [say.place(law, push.finding.provision_id) for push in group]
    names = list(dict.fromkeys(push.mechanism.label for push in group))
    return say(key, where=say.cite(labels), mechanism=say.join(names), how=_sentence(how))


def _tell_people(ranked: Sequence[Push], say: Wording) -> str:
    shown, _ = _shown(ranked)
    told: dict[str, None] = {}
    for group in shown:
        push = group[0]
        text = _sentence(push.effect.people)
        told[say("people_turned_" + push.sign, people=text) if push.turned else text] = None
    return "\n".join(told)


def _sentence(text: str) -> str:
    """Text that ends as a sentence."""
    stripped = " ".join(text.split())
    return stripped if not stripped or stripped[-1] in ".!?。" else stripped + "."
