"""Which marks open units, and at which level: settled by the sequence of all of them.

A label is taken for the successor of the last number of an open level or for the first number of a new
one; each other choice costs something. The cheapest way through the whole law is kept among a few
(a beam), so that "(i)" is settled by whether "(j)" or "(ii)" follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from netbrief.law.groups import Group, learn_groups
from netbrief.law.labels import FIRST, Reading, Value, step_cost
from netbrief.law.patterns import Mark

_WIDTH = 8
_SLACK = 7.0
_MAX_DEPTH = 24


class Entry:
    """An open unit: the last number of its level. `above` is the unit that holds it, `span` the
    position of its mark; `key` is the level's style and scheme."""

    __slots__ = ("above", "cost", "depth", "key", "kind", "mark", "place", "sign", "value", "why")

    def __init__(
        self,
        above: Entry | None,
        key: str,
        value: Value,
        place: str,
        kind: str,
        mark: int,
        cost: float,
        why: str,
    ) -> None:
        self.above = above
        self.key = key
        self.value = value
        self.place = place
        self.kind = kind
        self.mark = mark
        self.cost = cost
        self.why = why
        self.depth: int = 0 if above is None else above.depth + 1
        self.sign: int = hash((0 if above is None else above.sign, key, value))


@dataclass(frozen=True, slots=True)
class _State:
    """A way to read the law so far. `base` is the last number of the main units, `main` the open unit
    before the annexes began; `trail` leads back over all choices."""

    cost: float
    top: Entry
    base: tuple[str, Value] | None = None
    main: Entry | None = None
    trail: tuple[object, Entry] | None = None


def settle(marks: list[Mark]) -> list[Entry]:
    """The units that the marks open, in document order; marks taken for running text are left out."""
    root = Entry(None, "root", FIRST, "root", "law", -1, 0.0, "")
    beam = [_State(0.0, root)]
    groups = learn_groups(marks)
    cost_of = attrgetter("cost")
    for index, mark in enumerate(marks):
        best: dict[tuple[int, object], _State] = {}
        for state in beam:
            for after in _choices(state, index, mark, groups):
                sign = (after.top.sign, after.base)
                held = best.get(sign)
                if held is None or after.cost < held.cost:
                    best[sign] = after
        beam = sorted(best.values(), key=cost_of)
        limit = beam[0].cost + _SLACK
        beam = [state for state in beam[:_WIDTH] if state.cost <= limit]
    return _unwind(beam[0])


def _unwind(state: _State) -> list[Entry]:
    found: list[Entry] = []
    trail = state.trail
    while trail is not None:
        found.append(trail[1])
        trail = trail[0]  # type: ignore[assignment]
    found.reverse()
    return found


def _push(
    state: _State,
    entry: Entry,
    cost: float,
    *,
    base: tuple[str, Value] | None = None,
    main: Entry | None = None,
) -> _State:
    return _State(state.cost + cost, entry, base or state.base, main or state.main, (state.trail, entry))


def _choices(state: _State, index: int, mark: Mark, groups: Group) -> list[_State]:
    found: list[_State] = []
    if mark.place == "item":
        _items(state, index, mark, found)
    elif mark.place == "base":
        _bases(state, index, mark, found)
    elif mark.place == "group":
        _groups(state, index, mark, groups, found)
    else:
        _annexes(state, index, mark, found)
    best = min((after.cost for after in found), default=1e9)
    if best > state.cost or mark.reject < 3:
        found.append(_State(state.cost + mark.reject, state.top, state.base, state.main, state.trail))
    return found


# --- groups, main units, annexes ------------------------------------------------------------------


def _frame(entry: Entry) -> Entry | None:
    """The quotation that holds an open unit, or None."""
    here: Entry | None = entry
    while here is not None and here.place != "quote":
        here = here.above
    return here


def _quote_cost(state: _State, mark: Mark) -> tuple[Entry | None, float, float]:
    """The open quotation, the cost of staying in it and the cost of leaving it."""
    frame = _frame(state.top)
    if frame is None:
        return None, 0.0, 0.0
    if mark.reject >= 9:  # a heading of the law's own
        return frame, 3.0, 0.0
    if frame.key == "open":  # no quotation marks: only the instruction says that new text follows
        return frame, (2.0 if mark.amending else 0.0), (0.0 if mark.amending else 0.8)
    if mark.quoted:
        return frame, 0.0, 4.0
    return frame, (0.0 if mark.inside else 4.0), (3.0 if mark.inside else 0.0)


def _enter(state: _State, index: int, mark: Mark) -> tuple[Entry | None, float]:
    """A quotation to be opened before this mark, and what it costs; None where nothing speaks for it."""
    if mark.quoted:
        return Entry(state.top, "quote", FIRST, "quote", "quoted", index, 0.0, "opening quotation mark"), 0.2
    if mark.after_open and not mark.amending:  # an instruction under an instruction is not new text
        return Entry(
            state.top, "open", FIRST, "quote", "quoted", index, 0.0, "after an amending instruction"
        ), 0.6
    return None, 0.0


def _places(state: _State, index: int, mark: Mark) -> list[tuple[Entry, float, bool]]:
    """Where a mark may stand with regard to quotations: the top of the chain, a cost, in a quotation."""
    frame, stay, leave = _quote_cost(state, mark)
    found: list[tuple[Entry, float, bool]] = []
    if frame is not None:
        found.append((state.top, stay, True))
        assert frame.above is not None
        if leave < 4 or not mark.quoted:
            found.append(
                (frame.above, leave + (1.6 if mark.after_open and not mark.amending else 0.0), False)
            )
        return found
    entered, cost = _enter(state, index, mark)
    if entered is not None and state.top.depth < _MAX_DEPTH:
        found.append((entered, cost, True))
    plain = 3.0 if mark.quoted else 2.2 if mark.after_open and not mark.amending else 0.0
    found.append((state.top, plain, False))
    return found


def _bases(state: _State, index: int, mark: Mark, found: list[_State]) -> None:
    for reading in mark.readings:
        _base(state, index, mark, reading.value, found)


def _base(state: _State, index: int, mark: Mark, value: Value, found: list[_State]) -> None:
    key = "kw:§" if mark.style == "§" else f"kw:{mark.kind}"
    if mark.close and state.top.place == "base" and state.top.key == key and state.top.value == value:
        # the head is printed twice, as in "Section 5" above "มาตรา ๕"
        found.append(_State(state.cost, state.top, state.base, state.main, state.trail))
        return
    for top, cost, inside in _places(state, index, mark):
        holder: Entry = top
        while holder.place in ("base", "item") and holder.above is not None:
            holder = holder.above
        last = state.base if not inside else None
        within_annex = _annex(holder) is not None
        if inside or within_annex:
            last = _open_value(top, key, holder)
        price = cost + mark.accept
        why = "first of its kind"
        if last is not None and last[0] == key:
            step = step_cost(last[1], value)
            if step is None:
                price += 1.0 if value[0] == 1 and holder.place != "root" else 5.0
                why = "numbering begins again"
            else:
                if step == 0 and not inside:  # the numbering of the law goes on: the quotation is over
                    price = min(price, mark.accept + 0.5)
                price, why = price + step * 0.25, "follows the one before" if step == 0 else "after a gap"
        elif not inside and value[0] > 1:
            price += 1.0
        entry = Entry(holder, key, value, "base", mark.kind, index, price, why)
        base = (key, value) if not inside and not within_annex else None
        found.append(_push(state, entry, price, base=base))
        if within_annex and state.base is not None and state.base[0] == key and state.main is not None:
            step = step_cost(state.base[1], value)
            if step is not None and step < 1.5:
                back = state.main
                while back.above is not None:  # the group that was open has ended with the annex
                    back = back.above
                entry = Entry(back, key, value, "base", mark.kind, index, price, "goes on after the annex")
                found.append(_push(state, entry, mark.accept + 0.5 + step, base=(key, value)))


def _open_value(top: Entry, key: str, holder: Entry) -> tuple[str, Value] | None:
    here: Entry | None = top
    while here is not None and here is not holder:
        if here.key == key:
            return key, here.value
        here = here.above
    return None


def _annex(entry: Entry) -> Entry | None:
    here: Entry | None = entry
    while here is not None and here.place != "annex":
        here = here.above
    return here


def _groups(state: _State, index: int, mark: Mark, groups: Group, found: list[_State]) -> None:
    value = mark.readings[0].value
    for top, cost, _inside in _places(state, index, mark):
        holder: Entry = top
        while True:
            if holder.place in ("root", "annex", "quote"):
                break
            if holder.place == "group" and holder.kind != mark.kind and groups.holds(holder.kind, mark.kind):
                break
            assert holder.above is not None
            holder = holder.above
        last = _open_value(top, mark.kind, holder)
        price = cost + mark.accept
        why = "first of its kind here"
        if last is not None:
            step = step_cost(last[1], value)
            price += 2.5 if step is None else step * 0.4
            why = "numbering begins again" if step is None else "follows the one before"
        entry = Entry(holder, mark.kind, value, "group", mark.kind, index, price, why)
        found.append(_push(state, entry, price))
        if _annex(holder) is not None and state.main is not None and last is None and value != FIRST:
            _group_back(state, index, mark, groups, value, found)


def _group_back(
    state: _State, index: int, mark: Mark, groups: Group, value: Value, found: list[_State]
) -> None:
    """A group that goes on with the body's numbering after an annex that stands before it."""
    here: Entry | None = state.main
    while here is not None and here.kind != mark.kind:
        here = here.above
    if here is not None and (step := step_cost(here.value, value)) is not None:
        back = here
        while back.above is not None:  # what was open before the annex has ended with it
            back = back.above
        entry = Entry(back, mark.kind, value, "group", mark.kind, index, step, "goes on after the annex")
        found.append(_push(state, entry, mark.accept + 0.2 + step * 0.4))


def _annexes(state: _State, index: int, mark: Mark, found: list[_State]) -> None:
    value = mark.readings[0].value if mark.readings else FIRST
    for top, cost, _inside in _places(state, index, mark):
        holder: Entry = top
        while holder.place not in ("root", "quote"):
            assert holder.above is not None
            holder = holder.above
        last = _open_value(top, mark.kind, holder)
        step = None if last is None else step_cost(last[1], value)
        price = cost + mark.accept + (0.0 if last is None or step is not None else 3.0)
        entry = Entry(
            holder, mark.kind, value, "annex", mark.kind, index, price, "annex word at the head of a line"
        )
        found.append(_push(state, entry, price, main=state.main or state.top))


# --- items --------------------------------------------------------------------------------------


def _key(style: str, scheme: str) -> str:
    return style.replace(".", scheme, 1) if style != "-" else "-"


def _items(state: _State, index: int, mark: Mark, found: list[_State]) -> None:
    for top, cost, inside in _places(state, index, mark):
        for reading in mark.readings:
            _item(state, index, mark, reading, top, cost + mark.accept, inside, found)


def _item(
    state: _State,
    index: int,
    mark: Mark,
    reading: Reading,
    top: Entry,
    cost: float,
    inside: bool,
    found: list[_State],
) -> None:
    key = "-" if mark.kind == "dash" else _key(mark.style, reading.scheme)
    value = reading.value
    if key == "-":
        _dash(state, index, top, cost, found)
        return
    if mark.close and index == top.mark + 1 and _repeats_base(top, key, value):
        # "Section 3. Meaning" and then "3. —(1) ...": the number is printed twice
        found.append(_State(state.cost + cost, state.top, state.base, state.main, state.trail))
        return
    if mark.style == "§":  # a paragraph mark below an article stands right below it
        while top.place == "item" and top.key != key and top.above is not None:
            top = top.above
    here: Entry | None = top
    open_levels = 0
    while here is not None and here.place == "item":
        if here.key == key:
            _go_on(state, index, mark, value, here, cost, found)
            open_levels += 1
        here = here.above
    if not open_levels:
        _begin(state, index, mark, key, value, top, cost, inside, found)
        if key in ("1", "1.") and here is not None and here is not top and here.place in ("root", "group"):
            # lists may stand before the first section, in a summary or a preamble
            _begin(state, index, mark, key, value, here, cost + 0.4, inside, found)
    elif open_levels == 1 and value == FIRST and top.key != key and mark.style == "..":
        # a list "1., 2., 3." inside a section whose number is printed the same way
        _begin(state, index, mark, key, value, top, cost + 1.2, inside, found)


def _repeats_base(top: Entry, key: str, value: Value) -> bool:
    if key not in ("1.", "1") or top.value != value:
        return False
    return top.key == "kw:section" or (
        top.key in ("1.", "1") and top.above is not None and _is_main(top.above, top.key)
    )


def _go_on(
    state: _State, index: int, mark: Mark, value: Value, level: Entry, cost: float, found: list[_State]
) -> None:
    """The next number of an open level, or its first again."""
    step = step_cost(level.value, value)
    bare = mark.style == "."
    if step is not None:
        price = cost + step * (4.0 if bare else 1.5)
        why = "follows the one before" if step == 0 else "after a gap"
    elif value == FIRST and level.value != FIRST:
        main = level.above is not None and _is_main(level.above, level.key)
        price, why = cost + (4.0 if bare else 3.0 if main else 1.5), "numbering begins again"
    elif level.value == value:
        price, why = cost + (8.0 if bare else 4.0), "the same number again"
    else:
        price, why = cost + (9.0 if bare and mark.reject < 4 else 3.8 if bare else 5.0), "out of order"
    assert level.above is not None
    entry = Entry(level.above, level.key, mark.until or value, "item", level.kind, index, price, why)
    base = (level.key, value) if _is_main(level.above, level.key) else None
    found.append(_push(state, entry, price, base=base))


def _is_main(above: Entry, key: str) -> bool:
    if key not in ("1.", "1"):
        return False
    outer = ""
    while above.place == "item" and above.above is not None and above.key != key:
        outer, above = above.key, above.above  # "B. The facts" over numbered paragraphs that run on
    if outer not in ("", "A.", "I."):
        return False
    return above.place in ("root", "group") and _annex(above) is None and _frame(above) is None


def _begin(
    state: _State,
    index: int,
    mark: Mark,
    key: str,
    value: Value,
    top: Entry,
    cost: float,
    inside: bool,
    found: list[_State],
) -> None:
    """The first number of a new level below the innermost open unit."""
    if top.depth >= _MAX_DEPTH:
        return
    main = _is_main(top, key)
    bare = mark.style == "."
    why = "first of a new level"
    if main and state.base is not None and state.base[0] == key:
        step = step_cost(state.base[1], value)
        price = step * (3.0 if bare else 1.0) if step is not None else (1.5 if value == FIRST else 5.0)
        why = "follows the one before"
    elif value == FIRST:
        price = 0.3 + (0.4 if bare else 0.0)
    elif top.place == "quote":
        price, why = 0.4, "first of the quoted text"
    else:
        stray = bare or (top.place == "root" and key[0] not in "1(")
        price, why = (5.5 if stray else 2.5), "first that is seen of its level"
    if bare and not main and not inside and _annex(top) is None:
        price += 2.0
    price += cost
    entry = Entry(top, key, mark.until or value, "item", "", index, price, why)
    found.append(_push(state, entry, price, base=(key, value) if main else None))


def _dash(state: _State, index: int, top: Entry, cost: float, found: list[_State]) -> None:
    here: Entry | None = top
    while here is not None and here.place == "item":
        if here.key == "-":
            assert here.above is not None
            entry = Entry(here.above, "-", (here.value[0] + 1,), "item", "dash", index, cost, "next indent")
            found.append(_push(state, entry, cost))
            return
        here = here.above
    if top.place in ("item", "base") and top.depth < _MAX_DEPTH:
        entry = Entry(top, "-", FIRST, "item", "dash", index, cost + 0.2, "first indent")
        found.append(_push(state, entry, cost + 0.2))
