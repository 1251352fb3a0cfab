"""A brief as Markdown: CommonMark, with tables as GitHub Flavored Markdown has them.

Anchors are empty `a` elements, which CommonMark passes through. All words are escaped, so that no
text of a law can become mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from netbrief.brief.model import (
    Block,
    Brief,
    Code,
    Details,
    Figure,
    Inline,
    Inlines,
    Item,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Quote,
    Section,
    Strong,
    Table,
    Terms,
    Text,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$#]")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_DEEPEST = 6


def render_markdown(brief: Brief) -> str:
    """The whole brief as Markdown text that ends with a line break."""
    lines: list[str] = [f"# {_escape(brief.title)}: {_escape(brief.subject)}", ""]
    lines += _terms(brief.facts)
    lines += [f"**{_escape(brief.contents_label)}**", ""]
    lines += [f"- [{_escape(section.title)}](#{section.anchor})" for section in brief.sections]
    lines.append("")
    for section in brief.sections:
        lines += _section(section, 2)
    if brief.footer:
        lines += ["---", "", _inlines(brief.footer), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: Section, depth: int) -> Iterator[str]:
    yield f'<a id="{section.anchor}"></a>'
    yield ""
    yield f"{'#' * min(depth, _DEEPEST)} {_escape(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _block(block)
    for below in section.sections:
        yield from _section(below, depth + 1)


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        text = _start(_inlines(block.content))
        return [f"*{text}*" if block.role == "note" and _is_plain(block.content) else text, ""]
    return _BLOCKS[type(block)](block)


def _is_plain(content: Inlines) -> bool:
    """Whether a paragraph is one run of words, which may be set in italics as a whole."""
    return len(content) == 1 and isinstance(content[0], Text) and content[0].words == content[0].words.strip()


def _quote(block: Quote) -> Iterator[str]:
    body = _exact(block) if block.exact else _in_context(block)
    yield from (f"> {line}".rstrip() for line in body)
    if block.citation:
        yield ">"
        yield "> — " + _inlines(block.citation)
    yield ""


def _in_context(block: Quote) -> list[str]:
    """Words of the law on one line; `mark` stands out also where asterisks would not, as in Chinese."""
    before, words, after = (_escape(part, strip=False) for part in (block.before, block.words, block.after))
    return [_start(f"{before}<mark>{words}</mark>{after}" if before or after else words)]


def _exact(block: Quote) -> list[str]:
    """Words of the law with their line breaks, as hard breaks; an empty line ends a paragraph."""
    lines = [_start(_escape(line)) for line in block.words.strip("\n").split("\n")]
    broken = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        broken.append(line + "\\" if line and following else line)
    return broken


def _list(block: ListBlock) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{number}. {_item(item)}" if block.ordered else f"- {_item(item)}"
    yield ""


def _item(item: Item) -> str:
    anchor = f'<a id="{item.anchor}"></a>' if item.anchor else ""
    return anchor + _start(_inlines(item.content))


def _terms(block: Terms) -> Iterator[str]:
    for term in block.items:
        yield f"- **{_inlines(term.term)}:** {_inlines(term.content)}"
    yield ""


def _table(block: Table) -> Iterator[str]:
    yield f'<a id="{block.anchor}"></a>'
    yield ""
    yield f"**{_escape(block.caption)}**"
    yield ""
    yield "| " + " | ".join(_escape(title) for title in block.header) + " |"
    yield "|" + " --- |" * len(block.header)
    for row in block.rows:
        cells = [_inlines(cell) for cell in row.cells]
        if row.anchor:
            cells[0] = f'<a id="{row.anchor}"></a>' + cells[0]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _figure(block: Figure) -> Iterator[str]:
    yield f"**{_escape(block.title)}.** {_escape(block.description)}"
    yield ""


def _details(block: Details) -> Iterator[str]:
    yield f"**{_escape(block.summary)}**"
    yield ""
    for inner in block.blocks:
        yield from _block(inner)


_BLOCKS: dict[type, Callable[..., Iterable[str]]] = {
    Quote: _quote,
    ListBlock: _list,
    Terms: _terms,
    Table: _table,
    Figure: _figure,
    Details: _details,
}


def _inlines(content: Inlines) -> str:
    return "".join(_inline(piece) for piece in content).strip()


def _inline(piece: Inline) -> str:
    words = piece.words
    if isinstance(piece, Text):
        return _escape(words, strip=False)
    if isinstance(piece, Strong):
        return f"**{_escape(words)}**"
    if isinstance(piece, Mark):
        return f"**{_escape(piece.symbol)} {_escape(words)}**"
    if isinstance(piece, Code):
        return _code(words)
    assert isinstance(piece, Link)
    return f"[{_escape(words)}](<{_address(piece.target)}>)"


def _code(words: str) -> str:
    text = _SPACE.sub(" ", _CONTROL.sub("\ufffd", words)).replace("|", "\\|")
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _address(target: str) -> str:
    return target.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("|", "%7C")


def _escape(text: str, *, strip: bool = True) -> str:
    """Words with every character escaped that Markdown could take for mark-up, on one line."""
    flat = _SPACE.sub(" ", _CONTROL.sub("\ufffd", text))
    return _SPECIAL.sub(r"\\\g<0>", flat.strip() if strip else flat)


def _start(text: str) -> str:
    """The same at the start of a line, where a dash or a number would begin a list."""
    stripped = text.lstrip()
    match = _LINE_START.match(stripped)
    if not match:
        return stripped
    head = match[2]
    escaped = head[:-1] + "\\" + head[-1] if head[0].isdigit() else "\\" + head
    return escaped + stripped[len(head) :]
