"""The quote gate: no words stand in a brief as the law's that the law does not hold at that place."""

from __future__ import annotations

from netbrief.brief.model import Brief, Inlines, Quote, blocks_of
from netbrief.errors import NetbriefError
from netbrief.law.model import Law

CONTEXT = 160


class QuoteError(NetbriefError):
    """Words that the law does not hold where the brief says they stand."""

    code = "quote"


def quote(
    law: Law,
    start: int,
    end: int,
    citation: Inlines = (),
    *,
    within: tuple[int, int] | None = None,
    marked: tuple[tuple[int, int], ...] = (),
    exact: bool = False,
    provision_id: str = "",
) -> Quote:
    """The words of a law from `start` to `end`, with up to CONTEXT characters on both sides, cut at
    a space, that do not leave `within`. `marked` are extents in the law. Raises QuoteError where
    the extent is not in the text."""
    if not 0 <= start <= end <= len(law.text):
        raise QuoteError(
            f"A quotation from {start} to {end} is outside the text of {len(law.text)} characters."
        )
    low, high = within or (start, end)
    return Quote(
        words=law.text[start:end],
        start=start,
        end=end,
        citation=citation,
        before=_before(law.text, max(low, 0), start),
        after=_after(law.text, end, min(high, len(law.text))),
        lang=law.language,
        marked=tuple((a - start, b - start) for a, b in marked if start <= a < b <= end),
        exact=exact,
        provision_id=provision_id,
    )


def check_quotes(brief: Brief, law: Law) -> None:
    """Raises QuoteError unless every quotation of the brief, context included, is the law's own text."""
    for block in blocks_of(brief):
        if isinstance(block, Quote) and not _is_true(block, law.text):
            raise QuoteError(f"Not the law's words at {block.start} to {block.end}: {block.words[:60]!r}.")


def _is_true(block: Quote, text: str) -> bool:
    return (
        text[block.start : block.end] == block.words
        and text[max(0, block.start - len(block.before)) : block.start] == block.before
        and text[block.end : block.end + len(block.after)] == block.after
    )


def _before(text: str, low: int, start: int) -> str:
    if start <= low:
        return ""
    cut = max(low, start - CONTEXT)
    if cut > low:
        space = text.find(" ", cut, start)
        cut = space + 1 if space >= 0 else cut
    return text[cut:start]


def _after(text: str, end: int, high: int) -> str:
    if end >= high:
        return ""
    cut = min(high, end + CONTEXT)
    if cut < high:
        space = text.rfind(" ", end, cut)
        cut = space if space > end else cut
    return text[end:cut]
