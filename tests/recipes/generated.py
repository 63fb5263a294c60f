"""Recipes by chance: models that the dialect can say, for the property tests."""

from decimal import Decimal

from hypothesis import strategies as st

from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.model import Bilingual, Otherwise, Range, Reaction

CHINESE = "\u6d4b\u8bd5\u4e00\u6b65\u9aa4"
UNITS = ("mL", "h", "cell", "%", "bead/cell", "mm", "1")

words = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
plain = st.lists(words, min_size=1, max_size=4).map(" ".join)
texts = st.builds(
    lambda zh, en: Bilingual(CHINESE + zh, en), st.text("\u6d4b\u8bd5", max_size=3), st.text("abc", min_size=1)
)
amounts = st.decimals(min_value=1, max_value=10**9, places=2).map(lambda value: value.normalize())
quantities = st.builds(Quantity, amounts, st.sampled_from(UNITS))
hours = st.builds(Quantity, amounts, st.sampled_from(("h", "min", "d")))
reactions = st.sampled_from([Otherwise(each) for each in Reaction if each is not Reaction.DO])
titles = st.none() | texts


@st.composite
def ranges(draw, unit, within=None):
    """Limits that hold ``within``, one end perhaps open."""
    low, high = sorted(draw(st.tuples(amounts, amounts)))
    if within is not None:
        low, high = min(low, within), max(high, within)
    open_end = draw(st.sampled_from(("low", "high", None)))
    return Range(
        None if open_end == "low" else Quantity(low, unit),
        None if open_end == "high" else Quantity(high, unit),
    )


@st.composite
def fields(draw, name, numbers, materials):  # noqa: PLR0911 -- one case for each kind of field
    """A field of any kind; expressions use what was recorded before."""
    kind = draw(st.sampled_from(("in", "out", "use", "equip", "set", "time", "record", "choice", "sample", "check")))
    title = draw(titles)
    if kind == "in":
        match = draw(st.sampled_from(("patient", "batch")))
        return model.In(name=name, title=title, what=draw(plain), qty=draw(st.none() | quantities), match=match)
    if kind == "out":
        of = tuple(draw(st.lists(st.sampled_from(materials), unique=True, max_size=2))) if materials else ()
        qty = f"{draw(st.sampled_from(numbers))} * 2" if numbers and draw(st.booleans()) else None
        move = draw(st.sampled_from(model.Move))
        return model.Out(
            name=name, title=title, what=draw(plain), qty=qty, move=move, of=of, label=draw(st.none() | words)
        )
    if kind == "use":
        qty = draw(st.none() | amounts.map(lambda value: f"{value:f} mL"))
        tolerance = None if qty is None else draw(st.none() | amounts.map(lambda value: Quantity(value, "%")))
        material = f"RM-{draw(st.integers(1, 999))}"
        return model.Use(name=name, title=title, material=material, what=draw(plain), qty=qty, tolerance=tolerance)
    if kind == "equip":
        states = tuple(draw(st.lists(words, unique=True, max_size=3)))
        return model.Equip(name=name, title=title, equipment_class=draw(words), state=states)
    if kind == "set":
        value = draw(quantities)
        allow = draw(st.none() | ranges(value.unit, value.value))
        return model.Set(name=name, title=title, value=value, allow=allow, cpp=draw(st.booleans()))
    if kind == "time":
        duration = draw(hours)
        allow = draw(st.none() | ranges(duration.unit, duration.value))
        otherwise = Otherwise(Reaction.DEVIATION_MAJOR) if allow is None else draw(reactions)
        hands = draw(st.none() | st.integers(1, 9))
        return model.Time(name=name, title=title, duration=duration, allow=allow, hands=hands, otherwise=otherwise)
    if kind == "sample":
        tests = tuple(draw(st.lists(words, unique=True, min_size=1, max_size=4)))
        return model.Sample(name=name, title=title, qty=draw(quantities), tests=tests, to=draw(words))
    if kind == "check" and numbers:
        condition = draw(st.sampled_from((f"known({numbers[0]})", f"{numbers[0]} == {numbers[0]}")))
        return model.Check(name=name, title=title, condition=condition, otherwise=draw(reactions))
    if kind == "choice":
        choices = tuple(draw(st.lists(words, unique=True, min_size=2, max_size=4)))
        labels = tuple(draw(texts) for _ in choices)
        return model.Record(name=name, title=title, kind=model.ValueKind.CHOICE, choices=choices, labels=labels)
    return draw(records(name, title))


@st.composite
def records(draw, name, title):
    sort = draw(st.sampled_from((model.ValueKind.NUMBER, model.ValueKind.TEXT, model.ValueKind.YES_NO)))
    entry = draw(st.sampled_from(model.Entry))
    reader = draw(words) if entry in (model.Entry.FILE, model.Entry.STREAM) else None
    marks = {"entry": entry, "reader": reader, "cqa": draw(st.booleans()), "cpp": draw(st.booleans())}
    if sort is not model.ValueKind.NUMBER:
        return model.Record(name=name, title=title, kind=sort, **marks)
    unit = draw(st.sampled_from(UNITS))
    limits = draw(st.none() | ranges(unit))
    otherwise = None if limits is None else draw(st.none() | reactions)
    return model.Record(name=name, title=title, kind=sort, unit=unit, limits=limits, otherwise=otherwise, **marks)


@st.composite
def steps(draw, identity, number):
    """A step whose names carry the step's number, so that no name means two things."""
    found, numbers, materials = [], [], []
    for position in range(draw(st.integers(0, 5))):
        name = f"n{number}_{position}"
        each = draw(fields(name, numbers, materials))
        found.append(each)
        if isinstance(each, model.Set | model.Time) or (
            isinstance(each, model.Record) and each.kind is model.ValueKind.NUMBER
        ):
            numbers = [name]
        if isinstance(each, model.In | model.Out | model.Use):
            materials.append(name)
    marks = "".join(f" {{{each.name}}}" for each in found if not isinstance(each, model.Check))
    signs = [model.Sign(name="done", role=draw(words), meaning=draw(titles))]
    if draw(st.booleans()):
        signs.append(model.Sign(name="check", role=draw(words), not_by=("done",), meaning=draw(titles)))
    return model.Step(
        id=identity,
        title=draw(texts),
        text=Bilingual(CHINESE + marks, "do" + marks),
        fields=(*found, *signs),
        place=draw(st.none() | places),
        help=draw(titles),
        picture=draw(st.none() | st.just("pictures/step.png")),
    )


places = st.builds(
    model.Place,
    suite=words,
    grade=st.sampled_from(("A", "B", "C", "D", "CNC")),
    openness=st.sampled_from(model.Openness),
    crew=st.none() | st.integers(1, 20),
    infectious=st.booleans(),
)


@st.composite
def recipes(draw):
    """A whole recipe of one to three units."""
    units = []
    number = 0
    for unit in range(1, draw(st.integers(1, 3)) + 1):
        inside = []
        for step in range(1, draw(st.integers(1, 3)) + 1):
            number += 1
            inside.append(draw(steps(f"U{unit}.{step}", number)))
        place = draw(places) if unit == 1 else draw(st.none() | places)
        units.append(model.Unit(id=f"U{unit}", title=draw(texts), place=place, repeat=None, steps=tuple(inside)))
    return model.Recipe(
        mbr="T-1",
        version="1.0.0",
        title=draw(texts),
        units=tuple(units),
        product=draw(st.none() | st.just("CART-1")),
        kind=draw(st.none() | st.just("cell bank")),
    )


__all__ = ["Decimal", "recipes"]
