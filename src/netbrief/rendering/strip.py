"""The strip of a law as inline SVG: one mark for each finding, at its place in the text."""

from __future__ import annotations

from html import escape

from netbrief.brief.model import Figure, Tick

WIDTH, HEIGHT, MIDDLE, MARGIN = 1000, 120, 60, 10
UNIT = 15
# Marks nearer to each other than this are drawn as one; the strongest speaks for them.
NEAREST = 4


def draw_strip(figure: Figure) -> str:
    """The figure as an SVG element with title and description; colours come from the style sheet, and
    the side of the line says the same as the colour."""
    title, about = f"{figure.anchor}-title", f"{figure.anchor}-about"
    marks = "".join(_mark(tick) for tick in _thinned(figure.ticks))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{title} {about}">'
        f'<title id="{title}">{escape(figure.title)}</title>'
        f'<desc id="{about}">{escape(figure.description)}</desc>'
        f'<line class="axis" x1="{MARGIN}" y1="{MIDDLE}" x2="{WIDTH - MARGIN}" y2="{MIDDLE}"/>{marks}</svg>'
        f'<p class="ends" aria-hidden="true"><span>{escape(figure.start_label)}</span>'
        f"<span>{escape(figure.end_label)}</span></p>"
    )


def _thinned(ticks: tuple[Tick, ...]) -> list[Tick]:
    """Marks that can be told apart: of those at one place and side, the strongest."""
    best: dict[tuple[int, str], Tick] = {}
    for tick in ticks:
        place = (round(tick.position * WIDTH / NEAREST), tick.tone)
        if place not in best or best[place].strength < tick.strength:
            best[place] = tick
    return sorted(best.values(), key=lambda tick: (tick.position, tick.tone))


def _mark(tick: Tick) -> str:
    x = round(MARGIN + tick.position * (WIDTH - 2 * MARGIN), 1)
    length = UNIT * tick.strength
    top, bottom = {
        "harm": (MIDDLE, MIDDLE + length),
        "help": (MIDDLE - length, MIDDLE),
    }.get(tick.tone, (MIDDLE - length // 2, MIDDLE + length // 2))
    return f'<line class="{tick.tone}" x1="{x}" y1="{top}" x2="{x}" y2="{bottom}"/>'
