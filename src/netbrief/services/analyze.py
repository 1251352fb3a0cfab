"""Analyzes files and writes their briefs; several files use all cores."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import netbrief
from netbrief.analysis import Options, analyze
from netbrief.brief.material import BriefMeta
from netbrief.brief.record import record_text
from netbrief.brief.write import write_brief
from netbrief.errors import Issue, NetbriefError, OutputError
from netbrief.knowledge.load import load_knowledge
from netbrief.rendering.render import render
from netbrief.source.read import read

FORMATS = ("html", "md", "json")
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to analyze, and where its brief goes. `path` is "-" for standard input."""

    path: str
    stem: str
    out: str
    formats: tuple[str, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the files written, what was found, what could not be read. `failed` says
    why there is no brief; it is empty where there is one."""

    path: str
    files: tuple[str, ...] = ()
    title: str = ""
    provisions: int = 0
    findings: int = 0
    issues: tuple[Issue, ...] = ()
    failed: str = ""


def analyze_files(
    paths: Sequence[str], out: Path, formats: Sequence[str], options: Options
) -> Iterator[Outcome]:
    """Analyze files and write DIR/<stem>.<format> for each; yields outcomes in the order of `paths` as
    they come. A file that fails does not stop the others. Raises OutputError where the folder cannot
    be made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {out} cannot be made: {error.strerror}.") from error
    jobs = [
        Job(path, stem, str(out), tuple(formats), options)
        for path, stem in zip(paths, stems(paths), strict=True)
    ]
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers < 2:
        yield from map(run_job, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(run_job, jobs)


def stems(paths: Iterable[str]) -> list[str]:
    """A name for each file's brief: its stem; with its extension where two files share the stem."""
    names: list[str] = []
    taken: set[str] = set()
    for path in paths:
        plain = "stdin" if path == "-" else Path(path).name
        stem = _UNSAFE.sub("-", Path(plain).stem) or "law"
        for name in (stem, _UNSAFE.sub("-", plain), *(f"{stem}-{count}" for count in range(2, 10_000))):
            if name.casefold() not in taken:
                break
        taken.add(name.casefold())
        names.append(name)
    return names


def run_job(job: Job) -> Outcome:
    """Read, analyze, write. Every error of ours becomes part of the outcome."""
    try:
        return _analyze_one(job)
    except NetbriefError as error:
        return Outcome(job.path, failed=str(error))
    except OSError as error:
        return Outcome(job.path, failed=f"The brief cannot be written: {error.strerror or error}.")


def _analyze_one(job: Job) -> Outcome:
    source = read(job.path)
    if not source.text.strip():
        why = " ".join(f"{issue.message} {issue.hint}".strip() for issue in source.issues)
        return Outcome(job.path, issues=source.issues, failed=why or "There is no text in this file.")
    knowledge = load_knowledge()
    analysis = analyze(source, knowledge, job.options)
    meta = BriefMeta(knowledge_version=knowledge.version, netbrief_version=netbrief.__version__)
    files = []
    brief = None
    for name in job.formats:
        if name == "json":
            text = record_text(analysis, knowledge, meta)
        else:
            brief = brief or write_brief(
                analysis.law, analysis.screening, analysis.assessment, knowledge, meta
            )
            text = render(brief, name)
        path = Path(job.out) / f"{job.stem}.{name}"
        path.write_text(text, encoding="utf-8", newline="\n")
        files.append(str(path))
    return Outcome(
        job.path,
        tuple(files),
        analysis.law.title or Path(job.path).stem,
        len(analysis.law.provisions),
        len(analysis.screening.findings),
        analysis.law.issues,
    )
