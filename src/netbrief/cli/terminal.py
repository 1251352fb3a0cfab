"""What people see: results on standard output, everything else on standard error, colours only on a
terminal (and not where NO_COLOR is set)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from netbrief.errors import Issue

if TYPE_CHECKING:
    from netbrief.services.analyze import Outcome

_STYLES = {"error": "31;1", "warning": "33", "info": "36", "good": "32;1", "dim": "2"}
_MOST_ISSUES = 5


class Progress:
    """A line on a terminal that says how far a long work is; silent elsewhere and for one file."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self.total = total
        self.stream = stream
        self.done = 0
        self.shown = total > 1 and stream.isatty()

    def step(self, name: str) -> None:
        """One more is done."""
        self.done += 1
        if self.shown:
            self.stream.write(f"\r\x1b[K[{self.done}/{self.total}] {name}\n")
            self.stream.flush()

    def __enter__(self) -> Progress:
        if self.shown:
            self.stream.write(f"[0/{self.total}] reading ...")
            self.stream.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self.stream.flush()


class Terminal:
    """Standard output and standard error of a command."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        for stream in (self.out, self.err):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")

    def _styled(self, text: str, style: str, stream: TextIO) -> str:
        if not stream.isatty() or "NO_COLOR" in os.environ:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

    def print(self, text: str) -> None:
        """A result."""
        self.out.write(text if text.endswith("\n") else f"{text}\n")
        self.out.flush()

    def error(self, text: str) -> None:
        """What went wrong and what to do."""
        self.err.write(self._styled("error: ", "error", self.err) + f"{text}\n")
        self.err.flush()

    def progress(self, total: int) -> Progress:
        """Shows how far the work is."""
        return Progress(total, self.err)

    def issues(self, issues: Iterable[Issue]) -> None:
        """What the reader of a result should know; repeated ones are counted."""
        listed = list(dict.fromkeys((i.severity, i.message, i.hint) for i in issues if i.severity != "info"))
        for severity, message, hint in listed[:_MOST_ISSUES]:
            self.err.write(
                f"  {self._styled(severity, severity, self.err)}: {message} {hint}".rstrip() + "\n"
            )
        if len(listed) > _MOST_ISSUES:
            self.err.write(f"  ... and {len(listed) - _MOST_ISSUES} more, all in the brief\n")

    def outcome(self, outcome: Outcome) -> None:
        """What came of one file."""
        if outcome.failed:
            self.error(f"{outcome.path}: {outcome.failed}")
            return
        title = self._styled(" ".join(outcome.title.split())[:100], "good", self.out)
        self.print(f"{title}: {outcome.findings} finding(s) in {outcome.provisions} provisions")
        for file in outcome.files:
            self.print(f"  {file}")
        self.issues(outcome.issues)
