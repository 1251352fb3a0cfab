"""Markdown (CommonMark and the usual extensions): the text without its marks.

Front matter, heading marks, emphasis, link targets, comments and HTML tags go on the list of
omissions; every other character stays. Lists, tables and wrapped lines become lines of the source.
"""

from __future__ import annotations

import html
import re

from netbrief.source.blocks import BlockWriter
from netbrief.source.encoding import Decoded, decode
from netbrief.source.model import Role, Source, SourceBuilder
from netbrief.source.text import binary_issue, drop_hyphen, limited, split_lines, without_controls
from netbrief.source.wrap import HYPHENS, LABEL, Hyphens, goes_on, joint, wrap_width

# Front matter that does not close within so many lines is text.
MAX_FRONT_LINES = 200

_FENCES = ("---", "+++")
_META = re.compile(r"^\s*[\"']?([A-Za-z_-]+)[\"']?\s*[:=]\s*[\"']?(.*?)[\"']?\s*$")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_ATX = re.compile(r"(\#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?:^|[ \t]+)\#+[ \t]*$")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"(?:[ \t]*\*){3,}[ \t]*$|(?:[ \t]*-){3,}[ \t]*$|(?:[ \t]*_){3,}[ \t]*$")
_BULLET = re.compile(r"[-*+](?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_NUMBERED = re.compile(r"\d{1,9}[.)](?:[ \t]|$)")
_CODE_FENCE = re.compile(r"(?:`{3,}|~{3,})[^`]*$")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINK_TARGET = re.compile(r"\[[^\]]{1,200}\]:[ \t]+\S+.*$")
_PIPE = re.compile(r"(?<!\\)\|")

_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>(`+)(?!`)(.+?)(?<!`)\3(?!`))"
    r"|(?P<auto><(?:https?://|mailto:)[^<>\s]*>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s+[\w:-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+))*\s*/?>|<!--.*?-->)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<reference>\[\^[^\]\s]{1,40}\])"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)|\]\[[^\]]*\])"
    r"|(?P<run>\*+|_+|~~)"
)


def read_markdown(data: bytes, name: str, decoded: Decoded | None = None) -> Source:
    """Read Markdown in any encoding (`decoded` where that is done already); never raises."""
    decoded = decoded or decode(data)
    builder = SourceBuilder(name, "markdown", data)
    builder.issues.extend(decoded.issues)
    if decoded.binary:
        builder.note(binary_issue())
        return builder.build()
    lines = [line for line, _ in split_lines(limited(decoded.text, builder), builder)]
    _Reader(builder, lines).run()
    return builder.build()


class _Reader:
    """Goes through the lines once; `before` is the line that the next one may go on with."""

    def __init__(self, builder: SourceBuilder, lines: list[str]) -> None:
        self.builder = builder
        self.writer = BlockWriter(builder)
        self.lines = lines
        self.before = ""
        self.indent = 0.0
        self.role: Role = "text"
        self.commented = False
        full = [line.rstrip() for line in lines if line.strip()]
        self.width = wrap_width([len(line) for line in full])
        self.hyphens = Hyphens(full, len(full), sum(1 for line in full if line[-1] in HYPHENS))

    def run(self) -> None:
        at = self._front_matter()
        fenced = ""
        while at < len(self.lines):
            line = self.lines[at].strip("\ufeff") if at == 0 else self.lines[at]
            at += 1
            line = without_controls(line, self.writer).rstrip()
            body = line.lstrip()
            if fenced:
                if body.startswith(fenced):
                    fenced = ""
                    self._mark(body)
                elif body:
                    self._put(body, "text", new=True)
            elif self.commented or body.startswith("<!--"):
                self._comment(line)
            elif not body:
                self.before = ""
            elif _CODE_FENCE.match(body):
                fenced = body[:3]
                self._mark(body)
                self.before = ""
            else:
                following = self.lines[at].strip() if at < len(self.lines) else ""
                at += self._line(line, following)

    def _front_matter(self) -> int:
        """Leaves the front matter out; returns the index of the first line after it."""
        lines = self.lines
        start = next((i for i, line in enumerate(lines[:20]) if line.strip("\ufeff \t")), 0)
        fence = lines[start].strip("\ufeff \t") if lines else ""
        if fence not in _FENCES:
            return 0
        for end in range(start + 1, min(len(lines), start + MAX_FRONT_LINES)):
            if lines[end].strip() == fence:
                self._metadata(lines[start + 1 : end])
                self.writer.omit("\n".join(lines[: end + 1]), "metadata")
                return end + 1
        return 0

    def _metadata(self, lines: list[str]) -> None:
        for line in lines:
            found = _META.match(line)
            if found:
                key, value = found.group(1).lower(), found.group(2)
                if key == "title":
                    self.builder.title = self.builder.title or value
                elif key in ("language", "lang", "locale"):
                    self.builder.language = self.builder.language or value.replace("_", "-")[:35]

    def _comment(self, line: str) -> None:
        """An HTML comment over one or more lines; what follows it on its line is text."""
        end = line.find("-->")
        self.commented = end < 0
        self._mark(line if end < 0 else line[: end + 3])
        rest = line[end + 3 :].strip() if end >= 0 else ""
        if rest:
            self._put(rest, "text")

    def _mark(self, text: str) -> None:
        if text.strip():
            self.writer.omit(text.strip(), "mark-up")

    def _line(self, line: str, following: str) -> int:
        """Writes one line; returns how many of the lines after it belong to it (an underline)."""
        quote = _QUOTE.match(line)
        role: Role = "quote" if quote else "text"
        if quote:
            self._mark(quote.group())
            line = line[quote.end() :]
        body = line.lstrip()
        indent = float(len(line) - len(body))
        heading = _ATX.match(body)
        if not body:
            self.before = ""
        elif heading:
            self._heading(body, heading)
        elif _RULE.match(body):
            self._mark(body)
            self.before = ""
        elif not quote and _UNDERLINE.match(following) and self._may_be_heading(body, following):
            self._put(body, "heading", new=True, level=1 if following[0] == "=" else 2)
            self._mark(following)
            self.before = ""
            return 1
        elif "|" in body and (body[0] == "|" or _TABLE_RULE.match(following) or self.role == "cell"):
            self._row(body)
        else:
            self._prose(body, role, indent)
        return 0

    def _may_be_heading(self, body: str, following: str) -> bool:
        return "|" not in body and not self.before and not _BULLET.match(body) and (
            following[0] == "=" or len(body) < 200
        )  # fmt: skip

    def _heading(self, body: str, mark: re.Match[str]) -> None:
        self._mark(mark.group(1))
        rest = body[mark.end() :]
        closing = _ATX_END.search(rest)
        self._put(rest[: closing.start()] if closing else rest, "heading", new=True, level=len(mark.group(1)))
        if closing:
            self._mark(closing.group())
        self.before = ""

    def _row(self, body: str) -> None:
        if _TABLE_RULE.match(body):
            self._mark(body)
        else:
            place = 0
            for pipe in _PIPE.finditer(body):
                self._put(body[place : pipe.start()].strip(), "cell", new=True)
                self._mark("|")
                place = pipe.end()
            self._put(body[place:].strip(), "cell", new=True)
        self.role, self.before = "cell", ""

    def _prose(self, body: str, role: Role, indent: float) -> None:
        note = _NOTE.match(body)
        if note or _LINK_TARGET.match(body):
            self._mark(note.group() if note else body)
            if note:
                self._put(body[note.end() :], "note", new=True)
            return
        bullet = _BULLET.match(body)
        if bullet:
            self._mark(bullet.group())
            body, role = body[bullet.end() :], "item" if role == "text" else role
        elif _NUMBERED.match(body) and role == "text":
            role = "item" if indent else "text"
        if self.before and role == "text" and not bullet and not _NUMBERED.match(body):
            role = self.role if self.role in ("item", "note", "quote") else role
        self._put(body, role, new=bool(bullet), indent=indent)

    def _put(self, body: str, role: Role, *, new: bool = False, indent: float = 0.0, level: int = 0) -> None:
        """Writes text through the inline marks; it joins the paragraph before unless it begins a block."""
        if not body:
            return
        pieces = _inline(body)
        text = "".join(kept for kept, _ in pieces)
        for _, left_out in pieces:
            if left_out:
                self._mark(left_out)
        text = text.strip()
        if not text:
            return
        glue: str | None = None
        # "3\. April" says that "3." is no list number.
        escaped = body != text and re.match(r"\d+\\[.)]", body) is not None
        plain = text if not (escaped and LABEL.match(text)) else "x" + text
        if self.before and not new and role == self.role and goes_on(self.before, plain, width=self.width):
            glue = joint(self.before[-1], text[0])
            if self.before[-1] in HYPHENS:
                glue = drop_hyphen(self.writer, self.hyphens, self.before, text)
        self.writer.add(text, glue, role, indent=indent, level=level)
        self._generate(pieces, text)
        self.before, self.role = text, role

    def _generate(self, pieces: list[tuple[str, str]], text: str) -> None:
        """Letters that stand for an entity ("&amp;") are not the file's own."""
        if not any(left.startswith("&") and kept for kept, left in pieces):
            return
        at = self.builder.length - len(text)
        at -= len("".join(kept for kept, _ in pieces)) - len("".join(kept for kept, _ in pieces).lstrip())
        for kept, left in pieces:
            if left.startswith("&") and kept.strip():
                self.builder.generated.append((at, at + len(kept)))
            at += len(kept)


def _inline(body: str) -> list[tuple[str, str]]:
    """`body` as pairs of text that is kept and the mark that is left out after it."""
    if not re.search(r"[\\`<&\[\]*_~]", body):
        return [(body, "")]
    found = list(_INLINE.finditer(body))
    dropped = _paired(body, found)
    pieces: list[tuple[str, str]] = []
    place = 0
    skip = -1
    for number, match in enumerate(found):
        if match.start() < skip:
            continue
        kind = match.lastgroup
        if match.group("code"):
            ticks = match.group(3)
            pieces += [(body[place : match.start()], ticks), (match.group(4), ticks)]
        elif match.group("auto"):
            pieces += [(body[place : match.start()], "<"), (match.group()[1:-1], ">")]
        elif match.group("entity"):
            letter = html.unescape(match.group())
            if letter == match.group() or (not letter.isprintable() and not letter.isspace()):
                continue
            pieces += [
                (body[place : match.start()], ""),
                (" " if letter.isspace() else letter, match.group()),
            ]
        elif match.group("escape"):
            pieces.append((body[place : match.start()], "\\"))
            skip = match.end() + 1
        elif kind in ("tag", "reference") or number in dropped:
            pieces.append((body[place : match.start()], match.group()))
        else:
            continue
        place = match.end()
    pieces.append((body[place:], ""))
    return pieces


def _paired(body: str, found: list[re.Match[str]]) -> set[int]:
    """Which of the `found` brackets and emphasis marks come in pairs and so are marks."""
    dropped: set[int] = set()
    brackets: list[int] = []
    runs: dict[str, list[int]] = {}
    escaped = {match.end() for match in found if match.group("escape")}
    for number, match in enumerate(found):
        if match.start() in escaped:
            continue
        if match.group("open") or match.group("image"):
            brackets.append(number)
        elif match.group("close"):
            if brackets:
                dropped |= {brackets.pop(), number}
        elif match.group("run"):
            _pair_run(body, number, match, runs, dropped)
    return dropped


def _pair_run(
    body: str, number: int, match: re.Match[str], runs: dict[str, list[int]], dropped: set[int]
) -> None:
    """Emphasis opens before a character and closes after one; "_" inside a word is no mark."""
    before = body[match.start() - 1 : match.start()]
    after = body[match.end() : match.end() + 1]
    opens = bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace()
    if match.group()[0] == "_":
        opens = opens and not before.isalnum()
        closes = closes and not after.isalnum()
    waiting = runs.setdefault(match.group(), [])
    if closes and waiting:
        dropped |= {waiting.pop(), number}
    elif opens:
        waiting.append(number)
