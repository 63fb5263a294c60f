"""An overlay as text again: what ``parse_plan`` reads gives the same plan. Pure."""

from collections.abc import Iterator

from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect.plan import FORMAT, VALUES, Duration, Plan, StepPlan, TestPlan


def write_plan(plan: Plan, remark: str = "") -> str:
    """The file ``*.plan.yaml`` of an overlay; ``remark`` stands on top as a comment."""
    return "".join(f"{line}\n" for line in _lines(plan, remark))


def _lines(plan: Plan, remark: str) -> Iterator[str]:
    yield from (f"# {line}" for line in remark.splitlines())
    yield f"format: {FORMAT}"
    yield f"recipe: {_quoted(plan.recipe)}"
    yield f"major: {plan.major}"
    yield f"currency: {_quoted(plan.currency)}"
    yield "steps:"
    for name, step in plan.steps.items():
        yield f"  {_quoted(name)}: {_step(step)}"
    if plan.rounds:
        yield "rounds:"
        for unit, seen in plan.rounds.items():
            yield f"  {_quoted(unit)}: {{{', '.join(f'{count}: {batches}' for count, batches in seen.items())}}}"
    if plan.prices:
        yield "prices:"
        for material, price in plan.prices.items():
            yield f"  {_quoted(material)}: {{amount: {price.amount}, per: {_quoted(price.per)}}}"
    if plan.tests:
        yield "tests:"
        for name, test in plan.tests.items():
            yield f"  {_quoted(name)}: {_test(test)}"
    yield from _rest(plan)


def _rest(plan: Plan) -> Iterator[str]:
    if plan.ways:
        yield "ways:"
        for name, duration in plan.ways.items():
            yield f"  {name}: {_duration(duration)}"
    if plan.again is not None:
        again = plan.again
        yield f"again: {{step: {again.step}, share: {_time(again.share)}, most: {again.most}{_source(again.source)}}}"
    if plan.sources:
        yield "sources:"
        for key, words in plan.sources.items():
            yield f"  {_quoted(key)}: {_quoted(words)}"


def _step(step: StepPlan) -> str:
    parts = [f"work: {_duration(step.work)}", f"people: {step.people}"]
    for name, value in (("chance", step.chance), ("hands", step.hands), ("fails", step.fails)):
        if value is not None:
            parts.append(f"{name}: {_time(value)}")
    return f"{{{', '.join(parts)}{_source(step.source)}}}"


def _test(test: TestPlan) -> str:
    parts = [f"work: {_duration(test.work)}", f"wait: {_duration(test.wait)}", f"people: {test.people}"]
    if test.out is not None:
        parts.append(f"out: {_time(test.out)}")
    return f"{{{', '.join(parts)}{_source(test.source)}}}"


def _duration(duration: Duration) -> str:
    names = VALUES[duration.shape]
    values = ", ".join(f"{name}: {_time(value)}" for name, value in zip(names, duration.values, strict=True))
    return f"{{{duration.shape}: {{{values}}}}}"


def _time(quantity: Quantity) -> str:
    return f"{format(quantity.value, 'f')} {quantity.unit}"


def _source(source: str | None) -> str:
    return "" if source is None else f", from: {_quoted(source)}"


def _quoted(text: str) -> str:
    """In single quotes, where a quote is written twice; a name of letters and digits stands as it is."""
    plain = text.replace("-", "").replace("_", "").replace(".", "")
    return text if plain.isascii() and plain.isalnum() else "'" + text.replace("'", "''").replace("\n", " ") + "'"
