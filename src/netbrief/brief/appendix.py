"""The provisions cited, word for word, and the sources: where every link of the brief leads."""

from __future__ import annotations

from netbrief.brief.context import aim_provisions
from netbrief.brief.elsewhere import precedents_of
from netbrief.brief.material import Material
from netbrief.brief.model import Block, Item, Link, ListBlock, Paragraph, Section, Text, anchor
from netbrief.brief.quoting import quote
from netbrief.law.model import Provision

LONG_PROVISION = 3_000
AROUND = 500


def appendix_section(material: Material) -> Section | None:
    """Every provision that the brief cites, in the order of the law."""
    say = material.say
    cited = cited_provisions(material)
    if not cited:
        return None
    sections = tuple(_provision(material, provision) for provision in cited)
    return Section("provisions", say("appendix"), (Paragraph((Text(say("appendix_intro")),)),), sections)


def cited_provisions(material: Material) -> list[Provision]:
    """The provisions that findings and aims stand in, each once, in the order of the law."""
    law = material.law
    wanted = {material.operative(finding).id for finding in material.findings} | set(aim_provisions(material))
    return [provision for provision in law.provisions if provision.id in wanted]


def _provision(material: Material, provision: Provision) -> Section:
    law, say = material.law, material.say
    marked = _marked(material, provision)
    blocks: list[Block] = []
    page = material.page(provision)
    if page:
        blocks.append(Paragraph((Text(page),), "note"))
    done = provision.start
    for start, end in _windows(material, provision, marked):
        if start > done:
            blocks.append(Paragraph((Text(say("left_out", n=f"{start - done:,}")),), "note"))
        inside = tuple((max(a, start), min(b, end)) for a, b in marked if a < end and b > start)
        blocks.append(quote(law, start, end, marked=inside, exact=True, provision_id=provision.id))
        done = end
    if done < provision.end and law.text[done : provision.end].strip():
        blocks.append(Paragraph((Text(say("left_out", n=f"{provision.end - done:,}")),), "note"))
    label, heading = material.label(provision.id), " ".join(provision.heading.split())
    title = f"{label} – {heading[:120]}" if heading and heading[:80] not in label else label
    return Section(anchor("p", provision.id), title, tuple(blocks), lang=law.language)


def _marked(material: Material, provision: Provision) -> tuple[tuple[int, int], ...]:
    """The places in a provision that findings quote, without overlaps, in order."""
    spans = sorted(
        (start, end)
        for finding in material.findings
        for start, end in {(finding.start, finding.end), *finding.places}
        if provision.start <= start and end <= provision.end
    )
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def _windows(
    material: Material, provision: Provision, marked: tuple[tuple[int, int], ...]
) -> list[tuple[int, int]]:
    """What to show: all of a short provision; of a long one its beginning and the places that are
    cited from it, those quoted by its own findings or aims."""
    if provision.end - provision.start <= LONG_PROVISION:
        return [(provision.start, provision.end)]
    own = [(f.start, f.end) for f in material.findings if material.operative(f).id == provision.id]
    own += [aim for aim in material.assessment.aims if material.law.innermost(aim[0]).id == provision.id]
    wanted = [(provision.start, provision.start + AROUND)]
    wanted += [(start - AROUND, end + AROUND) for start, end in own]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        start, end = max(start, provision.start), min(end, provision.end)
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def sources_section(material: Material) -> Section:
    """Every source that the brief names, with where to read it."""
    items = []
    for name in _source_names(material):
        source = material.knowledge.sources.get(name)
        if source is None:
            continue
        about = ", ".join(part for part in (source.author, source.date) if part)
        link = Link(source.title, source.url) if source.url.startswith("http") else Text(source.title)
        items.append(Item((link, Text(f". {about}." if about else ".")), anchor("source", name)))
    return Section("sources", material.say("sources"), (ListBlock(tuple(items)),))


def _source_names(material: Material) -> list[str]:
    knowledge = material.knowledge
    names = [source for criterion in knowledge.criteria.values() for source in criterion.sources]
    names += [source for mechanism, _ in material.groups for source in mechanism.sources]
    for name in precedents_of(material):
        precedent = knowledge.precedents[name]
        names += [*precedent.sources, *(figure.source for figure in precedent.figures)]
    return list(dict.fromkeys(names))
