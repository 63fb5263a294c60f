"""What is drawn of a plan: rows, lanes, bars, what-ifs beside the plan, and the window that a script gets. Pure."""

from dataclasses import replace
from functools import cache

import pytest

from bench.generated_plan import DAY, HOUR, generated
from cellpark.planning.facts import Facts, Need, Resource
from cellpark.planning.scheduling import Schedule
from cellpark.planning.trying import Standing, Wish, tried
from cellpark.web.areas.plans.picture import Scene, View, Window, scene_of, window_of
from cellpark.web.areas.plans.picture.lanes import Span, laid
from cellpark.web.areas.plans.picture.paper import paper_of
from cellpark.web.areas.plans.picture.scene import view_of
from cellpark.web.areas.plans.picture.window import FIXED, GHOST, KEPT, LATE, MOVED, URGENT, Names

NAMES = Names(group=lambda _view, key: key, operation=lambda job, key: f"{job} {key}", state={"P-0001": "stopped"})


@cache
def plan() -> tuple[Facts, Schedule]:
    return generated(12, 5, turns=20)


@cache
def held() -> Standing:
    return Standing(*plan())


@cache
def scene() -> Scene:
    return scene_of(held())


def drawn(view: View = View.SUITE, since: int = 0, days: int = 28, now: int = 0, batch: str = "") -> dict[str, object]:
    return window_of(scene(), Window(view, since, since + days * DAY, now, batch), NAMES)


def test_nobody_shares_a_lane() -> None:
    """Every use has as many lanes as it takes, none of them with another, whatever it keeps overnight."""
    for resource in held().facts.resources:
        lanes: dict[int, list[tuple[int, int]]] = {}
        for use in (use for uses in held().uses.values() for use in uses if use.resource == resource.key):
            mine = scene().lanes[resource.key][use.job, use.first, use.last]
            assert len(mine) == use.count
            for lane in mine:
                assert all(start >= use.end or end <= use.start for start, end in lanes.get(lane, []))
                lanes.setdefault(lane, []).append((use.start, use.end))
        assert max(lanes, default=0) < resource.capacity


def test_a_lane_is_kept_while_others_move() -> None:
    spans = [Span(("a", "", ""), 0, 5, 1), Span(("b", "", ""), 2, 6, 2), Span(("c", "", ""), 5, 9, 1)]
    before = laid(spans, {}, frozenset())
    assert before == {("a", "", ""): (0,), ("b", "", ""): (1, 2), ("c", "", ""): (0,)}
    moved = [spans[0], spans[1], Span(("c", "", ""), 3, 7, 1)]
    after = laid(moved, before, frozenset({("a", "", ""), ("b", "", "")}))
    assert after == {("a", "", ""): (0,), ("b", "", ""): (1, 2), ("c", "", ""): (3,)}


@pytest.mark.parametrize(
    ("key", "view"),
    [
        ("suite B/B", View.SUITE),
        ("suite", View.SUITE),
        ("operator", View.PEOPLE),
        ("operator CART-019", View.PEOPLE),
        ("QA", View.PEOPLE),
        ("QC", View.PEOPLE),
        ("rocking-bioreactor/B", View.DEVICE),
        ("freezer", View.DEVICE),
    ],
)
def test_resources_are_shown_where_people_look_for_them(key: str, view: View) -> None:
    assert view_of(key) is view


def test_a_window_has_what_reaches_into_it_and_nothing_else() -> None:
    found = drawn(since=3 * DAY, days=7)
    bars = found["bars"]
    assert isinstance(bars, list)
    assert bars
    assert all(bar[2] < 10 * DAY and max(bar[3], bar[4]) > 3 * DAY for bar in bars)
    wanted = {
        (use.job, use.first)
        for uses in held().uses.values()
        for use in uses
        if use.resource.startswith("suite") and use.start < 10 * DAY and use.end > 3 * DAY
    }
    operations, jobs = found["operations"], found["jobs"]
    assert {(jobs[operations[bar[1]][0]][0], operations[bar[1]][1]) for bar in bars} == wanted  # type: ignore[index]


def test_bars_say_what_they_are() -> None:
    """Kept, late, urgent, begun: as marks; the clearance after the work; the state that the house knows goes first."""
    marks = {bar[5] for bar in drawn(View.DEVICE)["bars"]}  # type: ignore[attr-defined]
    assert any(each & KEPT for each in marks)
    suite = drawn(now=20 * DAY)
    assert {bar[4] - bar[3] for bar in suite["bars"]} == {2 * HOUR}  # type: ignore[attr-defined]
    assert all(bool(bar[5] & FIXED) == (bar[2] < 20 * DAY) for bar in suite["bars"])  # type: ignore[attr-defined]
    urgent = {each.key for each in held().facts.jobs if each.weight > 1}
    named = {job[0] for job in suite["jobs"]}  # type: ignore[attr-defined]
    for bar in suite["bars"]:  # type: ignore[attr-defined]
        job = suite["jobs"][suite["operations"][bar[1]][0]][0]  # type: ignore[index]
        assert bool(bar[5] & URGENT) == (job in urgent)
    states = {job[0]: job[1] for job in suite["jobs"]}  # type: ignore[attr-defined]
    assert states["P-0001"] == "stopped"
    assert set(states.values()) <= {"planned", "running", "done", "stopped"}
    assert named == set(states)


def test_a_batch_that_ends_after_its_day_is_late() -> None:
    facts, schedule = plan()
    hurried = replace(facts, jobs=tuple(replace(each, due=each.release + DAY) for each in facts.jobs))
    late = window_of(scene_of(Standing(hurried, schedule)), Window(View.BATCH, 0, 28 * DAY, 0), NAMES)
    assert all(bar[5] & LATE for bar in late["bars"])  # type: ignore[attr-defined]
    assert not any(bar[5] & LATE for bar in drawn(View.BATCH)["bars"])  # type: ignore[attr-defined]


def test_rows_are_shut_when_nobody_is_there() -> None:
    """People have a row for each of them; at night all rows are grey, at weekends those who are off."""
    found = drawn(View.PEOPLE, days=7)
    away = {group[0]: group[3] for group in found["groups"]}  # type: ignore[attr-defined]
    rows = {group[0]: group[1] for group in found["groups"]}  # type: ignore[attr-defined]
    assert rows["operator"] == 14
    night = [(start, end) for _row, start, end in away["operator"] if (start, end) == (22 * HOUR, 30 * HOUR)]
    assert len(night) == 14
    weekend = {row for row, start, end in away["operator"] if start <= 5 * DAY + 12 * HOUR < end}
    assert len(weekend) == 14 - 8
    assert away["QC"] == []


def test_one_batch_alone_is_shown_where_it_is_asked_for() -> None:
    found = drawn(View.SUITE, batch="P-0003")
    assert [job[0] for job in found["jobs"]] == ["P-0003"]  # type: ignore[attr-defined]
    assert len(found["groups"]) == 2  # type: ignore[arg-type]
    assert [group[0] for group in drawn(View.BATCH, batch="P-0003")["groups"]] == ["P-0003"]  # type: ignore[attr-defined]


def test_a_what_if_stands_beside_the_plan() -> None:
    """What was moved is marked, its old place is still there, and everybody else is in the same lane."""
    job = held().facts.jobs[-1].key
    start = held().placed[job, "U1.1"].start
    found = next(
        each
        for later in range(1, 20 * HOUR)
        if (each := tried(held(), Wish(job, "U1.1", start + later, rest=True), 0)).fits
    )
    after = held().having(found.placed, found.kept)
    moved = frozenset((each.job, each.operation) for each in found.placed)
    changed = scene_of(after, scene(), moved)
    window = window_of(changed, Window(View.SUITE, 0, 40 * DAY, 0), NAMES)
    marks = [bar[5] & (MOVED | GHOST) for bar in window["bars"]]  # type: ignore[attr-defined]
    assert MOVED in marks
    assert GHOST in marks
    before = {(bar.group, bar.job, bar.operation, bar.lane, bar.start) for bar in scene().bars[View.SUITE]}
    still = {
        (bar.group, bar.job, bar.operation, bar.lane, bar.start)
        for bar in changed.bars[View.SUITE]
        if bar.job != job and not bar.ghost
    }
    assert still == {each for each in before if each[1] != job}
    ghosts = {(bar.job, bar.operation, bar.start) for bar in changed.bars[View.SUITE] if bar.ghost}
    assert (job, "U1.1", start) in ghosts


def test_more_of_one_kind_than_fit_are_shown_as_far_as_they_are_used() -> None:
    facts, schedule = plan()
    stores = replace(
        facts,
        resources=tuple(replace(each, capacity=100) if "freezer" in each.key else each for each in facts.resources),
    )
    groups = scene_of(Standing(stores, schedule)).groups[View.DEVICE]
    lanes = {group.key: group.lanes for group in groups}
    assert lanes["rate-freezer/B"] < 24
    assert isinstance(stores.resources[0], Resource)
    assert Need(("a",)).count == 1


def test_a_sheet_of_paper_has_every_row() -> None:
    paper = paper_of(scene(), Window(View.SUITE, 0, 7 * DAY, 10), NAMES, [(0, "Mon", 1), (6 * HOUR, "06", 0)])
    assert [each.text for each in paper.rows] == ["suite A/C", "suite B/B"]
    assert paper.height == paper.head + 10 * 18 + 4
    assert all(box.x >= 0 and box.x + box.width <= paper.width for box in paper.boxes)
    assert {word for box in paper.boxes for word in box.classes.split()} >= {"paper-planned", "paper-clear"}
