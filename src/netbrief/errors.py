"""One root exception, one child for each boundary, and the shape of every message.

Reading a law never raises for what the law looks like: it returns what it could read and a list of
`Issue`. An exception is for the rim: a file that is not there, an output folder that cannot be
written, a knowledge base with faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the reader of a result should know.

    `code` is stable and documented in docs/reference/issues.md, `message` says what and where,
    `hint` says what to do. `start` and `end` are offsets into the text of the law where the issue
    has a place there, else both are None.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    start: int | None = None
    end: int | None = None


class NetbriefError(Exception):
    """Root of all errors; carries a stable `code` and a `hint` that says what to do."""

    code = "error"

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        if code:
            self.code = code

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.hint}".strip() if self.hint else message


class SourceError(NetbriefError):
    """A file that cannot be opened or holds nothing readable."""

    code = "source"


class KnowledgeError(NetbriefError):
    """A knowledge base with faults; `issues` lists all of them."""

    code = "knowledge"

    def __init__(self, message: str, issues: tuple[Issue, ...] = (), *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.issues = issues


class OutputError(NetbriefError):
    """A result that cannot be written."""

    code = "output"


class EvaluationError(NetbriefError):
    """Labels that cannot be used."""

    code = "evaluation"
