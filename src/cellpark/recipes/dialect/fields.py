"""From bullets to the fields of a step: one reader for each verb. Expressions are noted for the check that follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from cellpark.kernel.expression.kinds import TRUTH, Kind
from cellpark.kernel.expression.syntax import Node
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import NO_UNIT, unit
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.bullet import Bullet, Value
from cellpark.recipes.dialect.expressions import read_expression
from cellpark.recipes.dialect.limits import MAX_NAME
from cellpark.recipes.dialect.recorded import read_record
from cellpark.recipes.dialect.values import (
    below,
    bilingual,
    bounds,
    is_name,
    names,
    one_of,
    plain_text,
    positive,
    quantity,
    reaction,
    step_id,
    whole,
    word,
    words,
)

MATCHES: Final = ("patient", "batch")
GRADES: Final = ("A", "B", "C", "D", "CNC")


class Use(NamedTuple):
    """An expression within a bullet: its tree, what it must be (None: a number of any unit), and where it stands."""

    root: Node
    text: str
    expect: Kind | None
    line: int
    column: int


@dataclass(slots=True)
class Fields:
    """Reads the bullets of one step or unit: the expressions that they hold, and whether one says ``place``."""

    uses: list[Use] = field(default_factory=list)
    has_place: bool = False

    def expression(self, bullet: Bullet, value: Value, expect: Kind | None) -> str:
        """The one spelling of an expression, which is noted for the check of its names."""
        read = read_expression(bullet, value)
        if read is None:
            return value.text
        if read.amount is not None and expect is None:
            if read.amount.value <= 0:
                bullet.fault("not_positive", value, found=value.text[:MAX_NAME])
        else:
            self.uses.append(Use(read.root, value.text, expect, bullet.line, value.column))
        return read.text

    def read(self, bullet: Bullet) -> model.Field | None:
        """The field that a bullet declares; None, with problems noted, when it cannot be told."""
        name = bullet.name
        if not name.text:
            return None
        if not is_name(name.text):
            bullet.fault("name_form", name, found=name.text[:MAX_NAME])
            return None
        if not bullet.head.text and bullet.verb != "equip":
            bullet.fault("head_missing", bullet.head, verb=bullet.verb)
            return None
        return READERS[bullet.verb](self, bullet)

    def place(self, bullet: Bullet) -> model.Place | None:
        """The ``place`` of a unit or a step."""
        given = bullet.attributes
        self.has_place = True
        suite, grade = bullet.need("suite"), bullet.need("grade")
        if "open" in given and "closed" in given:
            bullet.fault("not_both", given["closed"], one="open", other="closed")
        where = word(bullet, suite) if suite else None
        clean = one_of(bullet, grade, GRADES) if grade else None
        crew = whole(bullet, given["crew"]) if "crew" in given else None
        if where is None or clean is None:
            return None
        openness = model.Openness.CLOSED if "closed" in given else model.Openness.OPEN
        return model.Place(
            suite=where,
            grade=clean,
            openness=openness,
            crew=crew,
            infectious="infectious" in given,
            line=bullet.line,
        )

    def repeat(self, bullet: Bullet) -> model.Repeat | None:
        """The ``repeat`` of a unit. A loop has an end: ``max`` is never left out."""
        given = bullet.attributes
        until, most, otherwise = bullet.need("until"), bullet.need("max"), bullet.need("else")
        every = positive(bullet, given["every"]) if "every" in given else None
        if every is not None:
            _wants_time(bullet, given["every"], every)
        condition = self.expression(bullet, until, TRUTH) if until else ""
        least = whole(bullet, given["min"]) if "min" in given else 1
        last = whole(bullet, most) if most else None
        then = reaction(bullet, otherwise) if otherwise else None
        if least is None or last is None or then is None or not until:
            return None
        if least > last and most is not None:
            bullet.fault("loop_bounds", most, least=least, most=last)
        return model.Repeat(every=every, until=condition, least=least, most=last, otherwise=then, line=bullet.line)


Reader = Callable[[Fields, Bullet], model.Field | None]


def _title(bullet: Bullet) -> model.Bilingual | None:
    given = bullet.attributes.get("as")
    return None if given is None else bilingual(bullet, given)


def _else(bullet: Bullet) -> model.Otherwise | None:
    given = bullet.attributes.get("else")
    return None if given is None else reaction(bullet, given)


def _wants_time(bullet: Bullet, value: Value, found: Quantity) -> None:
    wanted = unit("h")
    if found.measured_in.dimension != wanted.dimension:
        bullet.fault("dimension", value, found=found.unit, wanted=wanted.text)


def _in(_: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    what = plain_text(bullet, bullet.head)
    qty = positive(bullet, given["qty"]) if "qty" in given else None
    match = one_of(bullet, given["match"], MATCHES) if "match" in given else None
    if "match" not in given and "match" not in bullet.misread:
        bullet.fault("match_missing", bullet.name, name=bullet.name.text)
    if what is None:
        return None
    return model.In(name=bullet.name.text, title=_title(bullet), what=what, qty=qty, match=match, line=bullet.line)


def _out(fields: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    moves = [each for each in model.Move if each in given]
    if len(moves) > 1:
        bullet.fault("not_both", given[moves[1]], one=moves[0].value, other=moves[1].value)
    what = plain_text(bullet, bullet.head)
    if what is None:
        return None
    return model.Out(
        name=bullet.name.text,
        title=_title(bullet),
        what=what,
        qty=fields.expression(bullet, given["qty"], None) if "qty" in given else None,
        move=moves[0] if moves else model.Move.TRANSFER,
        of=names(bullet, given["of"]) if "of" in given else (),
        label=word(bullet, given["label"]) if "label" in given else None,
        line=bullet.line,
    )


def _use(fields: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    code, _, rest = bullet.head.text.partition(" ")
    material = word(bullet, Value(code, bullet.head.column))
    start = bullet.head.column + len(bullet.head.text) - len(rest.lstrip())
    what = plain_text(bullet, Value(rest.strip(), start)) if rest else None
    if not rest:
        bullet.fault("material_unnamed", bullet.head, found=code[:MAX_NAME])
    lot = bullet.need("lot")
    if lot is not None:
        one_of(bullet, lot, ("scan",))
    tolerance = positive(bullet, given["tolerance"]) if "tolerance" in given else None
    if tolerance is not None and tolerance.measured_in.dimension != NO_UNIT.dimension:
        bullet.fault("dimension", given["tolerance"], found=tolerance.unit, wanted="%")
    if tolerance is not None and "qty" not in given:
        bullet.fault("needs", given["tolerance"], one="tolerance", other="qty")
    if material is None or what is None:
        return None
    return model.Use(
        name=bullet.name.text,
        title=_title(bullet),
        material=material,
        what=what,
        qty=fields.expression(bullet, given["qty"], None) if "qty" in given else None,
        tolerance=tolerance,
        line=bullet.line,
    )


def _equip(_: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    wanted = bullet.need("class")
    state = words(bullet, given["state"]) if "state" in given else ()
    holds = names(bullet, given["holds"]) if "holds" in given else ()
    until = step_id(bullet, given["until"]) if "until" in given else None
    of_class = word(bullet, wanted) if wanted else None
    if of_class is None:
        return None
    return model.Equip(
        name=bullet.name.text,
        title=_title(bullet),
        equipment_class=of_class,
        state=state,
        holds=holds,
        until=until,
        line=bullet.line,
    )


def _set(_: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    value = quantity(bullet, bullet.head)
    if value is None:
        return None
    allow = bounds(bullet, given["allow"], value.unit) if "allow" in given else None
    _refuse_outside(bullet, value, allow)
    return model.Set(
        name=bullet.name.text, title=_title(bullet), value=value, allow=allow, cpp="cpp" in given, line=bullet.line
    )


def _refuse_outside(bullet: Bullet, value: Quantity, allow: model.Range | None) -> None:
    if allow is None:
        return
    if (allow.low is not None and below(value, allow.low)) or (allow.high is not None and below(allow.high, value)):
        bullet.fault("outside_allow", bullet.head, found=str(value))


def _time(_: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    duration = positive(bullet, bullet.head)
    if duration is not None:
        _wants_time(bullet, bullet.head, duration)
    allow, since = None, None
    if "allow" in given and duration is not None:
        value = given["allow"]
        span, mark, step = value.text.partition(" from ")
        allow = bounds(bullet, Value(span.rstrip(), value.column), duration.unit)
        if mark:
            start = value.column + len(value.text) - len(step.lstrip())
            since = step_id(bullet, Value(step.strip(), start))
        else:
            # counted from the end of an earlier step, the usual time of this step alone says nothing about the limit
            _refuse_outside(bullet, duration, allow)
    hands = whole(bullet, given["hands"]) if "hands" in given else None
    if "else" in given and "allow" not in given and "allow" not in bullet.misread:
        bullet.fault("needs", given["else"], one="else", other="allow")
    otherwise = _else(bullet)
    if duration is None:
        return None
    return model.Time(
        name=bullet.name.text,
        title=_title(bullet),
        duration=duration,
        allow=allow,
        hands=hands,
        since=since,
        otherwise=otherwise or model.Otherwise(model.Reaction.DEVIATION_MAJOR),
        line=bullet.line,
    )


def _check(fields: Fields, bullet: Bullet) -> model.Field | None:
    condition = fields.expression(bullet, bullet.head, TRUTH)
    bullet.need("else")
    otherwise = _else(bullet)
    if otherwise is None:
        return None
    return model.Check(
        name=bullet.name.text, title=_title(bullet), condition=condition, otherwise=otherwise, line=bullet.line
    )


def _sample(_: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    qty = positive(bullet, bullet.head)
    tests, to = bullet.need("tests"), bullet.need("to")
    wanted = words(bullet, tests) if tests else ()
    where = word(bullet, to) if to else None
    of = names(bullet, given["of"]) if "of" in given else ()
    if len(of) > 1:
        bullet.fault("one_name", given["of"])
    if qty is None or where is None or not wanted:
        return None
    return model.Sample(
        name=bullet.name.text,
        title=_title(bullet),
        qty=qty,
        tests=wanted,
        to=where,
        of=of[0] if of else None,
        line=bullet.line,
    )


def _sign(_: Fields, bullet: Bullet) -> model.Field | None:
    given = bullet.attributes
    role = word(bullet, bullet.head)
    meaning = bilingual(bullet, given["meaning"]) if "meaning" in given else None
    not_by = words(bullet, given["not"]) if "not" in given else ()
    if role is None:
        return None
    return model.Sign(name=bullet.name.text, role=role, not_by=not_by, meaning=meaning, line=bullet.line)


def _record(_: Fields, bullet: Bullet) -> model.Field | None:
    return read_record(bullet, _title(bullet), _else(bullet))


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "in": _in,
        "out": _out,
        "use": _use,
        "equip": _equip,
        "set": _set,
        "time": _time,
        "record": _record,
        "check": _check,
        "sample": _sample,
        "sign": _sign,
    }
)
