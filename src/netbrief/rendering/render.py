"""Turns a brief into text of a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from netbrief.brief.model import Brief
from netbrief.rendering.html import render_html
from netbrief.rendering.markdown import render_markdown

FORMATS: Mapping[str, Callable[[Brief], str]] = {"html": render_html, "md": render_markdown}


def render(brief: Brief, format: str) -> str:
    """The brief as a text of "html" or "md". Raises ValueError for another format."""
    try:
        writer = FORMATS[format]
    except KeyError:
        allowed = ", ".join(FORMATS)
        raise ValueError(f"There is no format {format!r} for a brief; allowed: {allowed}.") from None
    return writer(brief)
