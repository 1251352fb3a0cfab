"""A brief as one HTML file: no script, nothing fetched, every word escaped.

The page has one h1, headings in order, landmarks, a skip link, captions and header cells; below 40rem tables
are set as cards, with explicit roles so that assistive technology still meets a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files

from netbrief.brief.model import (
    Block,
    Brief,
    Code,
    Details,
    Figure,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Terms,
    Text,
)
from netbrief.rendering.strip import draw_strip

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 6
# Whatever a law holds, the page runs nothing and fetches nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@lru_cache(maxsize=1)
def _style() -> str:
    return (files("netbrief.rendering") / "style.css").read_text("utf-8")


def render_html(brief: Brief) -> str:
    """The whole brief as an HTML5 document that ends with a line break."""
    return "\n".join(_page(brief)) + "\n"


def _page(brief: Brief) -> Iterator[str]:
    subject = words(brief.subject)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{words(brief.language)}">'
    yield '<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{words(brief.title)}: {subject}</title>"
    yield f"<style>\n{_style()}</style>\n</head>\n<body>"
    yield f'<a class="skip" href="#main">{words(brief.skip_label)}</a>'
    yield f'<header class="top">\n<p class="kind">{words(brief.title)}</p>'
    yield f"<h1{_lang(brief.subject_language)}>{subject}</h1>"
    yield from _terms(brief.facts)
    yield "</header>"
    yield from _contents(brief)
    yield '<main id="main" tabindex="-1">'
    for section in brief.sections:
        yield from _section(section, 2)
    yield "</main>"
    yield f"<footer>\n<p>{_inlines(brief.footer)}</p>\n</footer>\n</body>\n</html>"


def _contents(brief: Brief) -> Iterator[str]:
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{words(brief.contents_label)}</h2>\n<ol>'
    for section in brief.sections:
        yield f'<li><a href="#{words(section.anchor)}">{words(section.title)}</a></li>'
    yield "</ol>\n</nav>"


def _section(section: Section, depth: int) -> Iterator[str]:
    level = min(depth, _DEEPEST)
    yield f'<section id="{words(section.anchor)}">'
    yield f"<h{level}{_lang(section.lang)}>{words(section.title)}</h{level}>"
    for block in section.blocks:
        yield from _block(block)
    for below in section.sections:
        yield from _section(below, depth + 1)
    yield "</section>"


def _block(block: Block) -> Iterable[str]:
    return _BLOCKS[type(block)](block)


def _paragraph(block: Paragraph) -> Iterator[str]:
    role = f' class="{block.role}"' if block.role != "text" else ""
    yield f"<p{role}>{_inlines(block.content)}</p>"


def _quote(block: Quote) -> Iterator[str]:
    kind = "quote exact" if block.exact else "quote"
    yield f'<figure class="{kind}">\n<blockquote{_lang(block.lang)} dir="auto">'
    yield f"<p>{_quoted(block)}</p></blockquote>"
    if block.citation:
        yield f"<figcaption>{_inlines(block.citation)}</figcaption>"
    yield "</figure>"


def _quoted(block: Quote) -> str:
    if block.before or block.after:
        around = (f'<span class="around">{words(part)}</span>' for part in (block.before, block.after))
        return f"<mark>{words(block.words)}</mark>".join(around)
    parts, done = [], 0
    for start, end in block.marked:
        parts += [words(block.words[done:start]), "<mark>", words(block.words[start:end]), "</mark>"]
        done = end
    return "".join([*parts, words(block.words[done:])])


def _list(block: ListBlock) -> Iterator[str]:
    tag = "ol" if block.ordered else "ul"
    yield f"<{tag}>"
    for item in block.items:
        yield f"<li{_id(item.anchor)}>{_inlines(item.content)}</li>"
    yield f"</{tag}>"


def _terms(block: Terms) -> Iterator[str]:
    yield "<dl>"
    for term in block.items:
        yield f"<div><dt>{_inlines(term.term)}</dt><dd>{_inlines(term.content)}</dd></div>"
    yield "</dl>"


def _table(block: Table) -> Iterator[str]:
    yield f'<table id="{words(block.anchor)}" role="table">'
    yield f"<caption>{words(block.caption)}</caption>"
    heads = "".join(f'<th scope="col" role="columnheader">{words(title)}</th>' for title in block.header)
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">'
    for row in block.rows:
        yield _row(row, block.header)
    yield "</tbody>\n</table>"


def _row(row: Row, header: tuple[str, ...]) -> str:
    first, *rest = row.cells
    cells = [f'<th scope="row" role="rowheader">{_inlines(first)}</th>']
    for title, cell in zip(header[1:], rest, strict=True):
        cells.append(f'<td role="cell" data-column="{words(title)}"><span>{_inlines(cell)}</span></td>')
    return f'<tr role="row"{_id(row.anchor)}>{"".join(cells)}</tr>'


def _figure(block: Figure) -> Iterator[str]:
    yield f'<figure class="strip" id="{words(block.anchor)}">'
    yield draw_strip(block)
    yield f"<figcaption><strong>{words(block.title)}.</strong> {words(block.description)}</figcaption>"
    yield "</figure>"


def _details(block: Details) -> Iterator[str]:
    yield f"<details>\n<summary>{words(block.summary)}</summary>"
    for inner in block.blocks:
        yield from _block(inner)
    yield "</details>"


_BLOCKS: dict[type, Callable[..., Iterable[str]]] = {
    Paragraph: _paragraph,
    Quote: _quote,
    ListBlock: _list,
    Terms: _terms,
    Table: _table,
    Figure: _figure,
    Details: _details,
}


def _inlines(content: Inlines) -> str:
    return "".join(_inline(piece) for piece in content)


def _inline(piece: Inline) -> str:
    text = words(piece.words)
    if isinstance(piece, Text):
        return f"<span{_lang(piece.lang)}>{text}</span>" if piece.lang else text
    if isinstance(piece, Strong):
        return f"<strong{_lang(piece.lang)}>{text}</strong>"
    if isinstance(piece, Code):
        return f"<code>{text}</code>"
    if isinstance(piece, Mark):
        symbol = f'<span aria-hidden="true">{words(piece.symbol)}</span>'
        return f'<span class="mark {piece.tone}">{symbol} {text}</span>'
    assert isinstance(piece, Link)
    return f'<a href="{_address(piece.target)}"{_lang(piece.lang)}>{text}</a>'


def _address(target: str) -> str:
    """An address that is safe to follow: an anchor or the web, nothing that could run."""
    return words(target) if target.startswith(("#", "https://", "http://")) else "#"


def words(text: str) -> str:
    """Text, escaped; characters that HTML may not hold become U+FFFD."""
    return escape(_CONTROL.sub("\ufffd", text), quote=True)


def _lang(tag: str) -> str:
    return f' lang="{words(tag)}"' if tag else ""


def _id(anchor: str) -> str:
    return f' id="{words(anchor)}"' if anchor else ""
