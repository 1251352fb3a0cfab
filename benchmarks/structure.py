"""How much of the structure that legal XML declares is found again in its plain text and in its PDF.

Each law whose mark-up declares its units is flattened twice, to text (one block a line, labels at the
head of lines, no mark-up) and to PDF (running header, page numbers, two page sizes), and parsed again.
A declared numbered unit counts as found when a parsed unit has the same path (numbers from the article
or section down) and the same first words. Printed: a line for each law.

    python benchmarks/structure.py ../shared/laws [--pdf] [--misses 20] [name ...]
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from netbrief.errors import NetbriefError
from netbrief.law.labels import normalise
from netbrief.law.model import Law, Provision
from netbrief.law.parse import parse
from netbrief.law.traditions import ANNEX, BASE, GROUP_ORDER
from netbrief.source.model import Source
from netbrief.source.read import read

_PATTERNS = ("us/*.xml", "ca/*.xml", "eu/*formex.xml", "uk/*.xml", "eu/*.xhtml", "eu/*.html")
_PDF_LIMIT = 60_000
_WORDS = re.compile(r"[^\W_]+")
_OUTER = frozenset({*BASE, *ANNEX, *GROUP_ORDER, "recital", "law", "preamble", "front", "back", "toc"})

Key = tuple[tuple[str, ...], str]


@dataclass(frozen=True)
class Score:
    """Units declared, found again, and parsed."""

    declared: int
    found: int
    parsed: int

    @property
    def recall(self) -> float:
        """Share of the declared units that were found."""
        return self.found / self.declared if self.declared else 1.0

    @property
    def precision(self) -> float:
        """Share of the parsed units that are declared."""
        return self.found / self.parsed if self.parsed else 1.0


def keys(law: Law, *, quoted: bool | None = None) -> Counter[Key]:
    """Path and first words of each numbered unit; `quoted` chooses only those in or outside quotations."""
    found: Counter[Key] = Counter()
    paths: dict[str, tuple[str, ...]] = {}
    for one in law.provisions:
        above = paths.get(one.parent or "", ())
        number = _plain(one.number)
        path = above
        if number:
            path = (number,) if one.kind in _OUTER else (*above, number)
        elif one.kind in _OUTER:
            path = ()
        paths[one.id] = () if one.kind in GROUP_ORDER else path
        if number and number != "-" and one.kind != "toc" and (quoted is None or one.quoted == quoted):
            found[path, _first_words(law.text, one)] += 1
    return found


_RANGE = re.compile(r"\s+(?:to|and|à|et|bis|und|[-–])\s+.*$")


def _plain(number: str) -> str:
    number = _RANGE.sub("", number)
    core = normalise(number.split()[-1] if number.split() else "")
    return core.strip("—–-•") if not core.isalpha() or len(core) < 8 else ""


def _first_words(text: str, one: Provision) -> str:
    """The first words after the printed number, wherever a heading stands."""
    label = one.number.split()[-1] if one.number.split() else ""
    found = re.compile(rf"(?m)^[\W_]*(?:\w+\.?\s+)?{re.escape(label)}").search(
        text, one.start, one.start + 600
    )
    begin = found.end() if found else max(text.find(label, one.start), 0) + len(label)
    return "".join(_WORDS.findall(text[begin : begin + 60])).lower()[:16]


def compare(truth: Law, parsed: Law, *, quoted: bool | None = None) -> Score:
    """The score of a parsed law against the same law as declared."""
    want = keys(truth, quoted=quoted)
    have = keys(parsed) if quoted is not None else keys(parsed, quoted=quoted)
    return Score(want.total(), (want & have).total(), keys(parsed, quoted=quoted).total())


def flatten(source: Source) -> str:
    """The text of a source with a line for each block and a label at the head of its unit's line."""
    starts = {unit.start for unit in source.declared}
    glue: set[int] = set()
    for unit in source.declared:
        end = unit.start + len(unit.label)
        if (
            unit.label
            and source.text.startswith(unit.label, unit.start)
            and unit.kind not in ("article", *GROUP_ORDER)
        ):
            glue.add(end)
    out: list[str] = []
    at = 0
    for cut in sorted(starts | glue | {len(source.text)}):
        out.append(source.text[at:cut])
        at = cut
        if cut in starts and out and not "".join(out[-1:]).endswith("\n") and out[-1].strip():
            out.append("\n")
        elif cut in glue:
            rest = source.text[cut : cut + 4]
            if rest[:1] == "\n" or not rest[:1].isspace():
                out.append(" ")
                at += len(rest) - len(rest.lstrip("\n"))
    return "\n".join(line.strip() for line in "".join(out).split("\n") if line.strip()) + "\n"


def to_pdf(text: str, title: str, size: str) -> bytes:
    """The text as a printed law: running header, page numbers, blocks with space between them."""
    import weasyprint

    css = (
        f"@page {{ size: {size}; margin: 20mm; @top-center {{ content: '{title[:40]}' }} "
        "@bottom-center { content: counter(page) } } p { margin: 0 0 4pt; text-align: justify }"
        "body { font: 10pt serif }"
    )
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return bytes(weasyprint.HTML(string=f"<style>{css}</style>{body}").write_pdf())


def laws(folder: Path, names: list[str]) -> Iterator[tuple[str, Source]]:
    """The sources that declare their units."""
    for pattern in _PATTERNS:
        for path in sorted(folder.glob(pattern)):
            if names and not any(name in path.name for name in names):
                continue
            try:
                source = read(path)
            except NetbriefError as error:
                print(f"{path.name}: {error}", file=sys.stderr)
                continue
            if source.declared:
                yield path.name, source


def _text_source(source: Source, text: str) -> Source:
    return Source(name="flat.txt", format="text", sha256="", text=text, language=source.language)


def head_of(source: Source, limit: int) -> Source:
    """The source up to the last declared unit that begins before `limit`, with its declared units."""
    if len(source.text) <= limit:
        return source
    cut = max((unit.start for unit in source.declared if unit.start < limit), default=limit)
    kept = tuple(
        replace(unit, end=min(unit.end, cut))
        for unit in takewhile(lambda unit: unit.start < cut, source.declared)
    )
    lines = tuple(line for line in source.lines if line.end <= cut)
    return replace(source, text=source.text[:cut], declared=kept, lines=lines)


def _pdf_score(source: Source) -> str:
    """Recall of the declared units from PDF in both sizes, on the first part of the law."""
    part = head_of(source, _PDF_LIMIT)
    truth = parse(part)
    found = []
    for size in ("A4", "A5"):
        printed = replace(
            read(to_pdf(flatten(part), source.name.replace("'", ""), size)), language=source.language
        )
        found.append(f"{compare(truth, parse(printed)).recall:6.1%}")
    return " ".join(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    print(
        f"{'law':44} {'format':10} {'declared':>8} {'recall':>7} {'precis.':>7} {'quoted':>7} {'unquoted':>8}  pdf"
    )
    for name, source in laws(options.folder, options.names):
        truth = parse(source)
        flat = flatten(source)
        parsed = parse(_text_source(source, flat))
        score, own = compare(truth, parsed), compare(truth, parsed, quoted=False)
        added = compare(truth, parsed, quoted=True)
        pdf = _pdf_score(source) if options.pdf else ""
        print(
            f"{name[:44]:44} {source.format[:10]:10} {score.declared:8} {score.recall:7.1%} {score.precision:7.1%} "
            f"{f'{added.recall:.1%}' if added.declared else '-':>7} {own.recall:8.1%}  {pdf}"
        )
        missing = keys(truth) - keys(parsed)
        extra = keys(parsed) - keys(truth)
        for sign, group in (("-", missing), ("+", extra)):
            for (path, words), count in list(group.items())[: options.misses]:
                print(f"    {sign} {'/'.join(path):30} {words} {count if count > 1 else ''}")


if __name__ == "__main__":
    main()
