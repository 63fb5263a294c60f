"""A compiled expression: ``decide`` for the bare answer, ``answer`` for the answer with its reasons."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cellpark.kernel.expression.check import Typed, check
from cellpark.kernel.expression.compile import compile_typed, constant
from cellpark.kernel.expression.functions import Env, Run
from cellpark.kernel.expression.kinds import ANY, Kind, Names, Value, kind_of
from cellpark.kernel.expression.parser import Expression, parse
from cellpark.kernel.expression.position import problem_at
from cellpark.kernel.expression.reasons import Answer, Reason
from cellpark.kernel.expression.syntax import Name, walk
from cellpark.kernel.expression.values import Misfit, datum_problem, from_base, to_base
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity

Data = Mapping[str, Value]


class Program:
    """An expression that was read, checked and compiled. It holds no data and can be shared between threads."""

    def __init__(self, expression: Expression, names: Names, expect: Kind | None = None) -> None:
        """Check and compile; raises ``Refused`` with every problem found."""
        self._typed = check(expression, names, expect)
        self.expression = expression
        self.text = expression.text
        self.names = names_of(expression)
        self._kinds = {name: names[name] for name in self.names}
        self._slots = {name: index for index, name in enumerate(self.names)}
        self._inputs = [(name, to_base(kind)) for name, kind in self._kinds.items()]
        self._run = compile_typed(self._typed, self._slots, self.text)
        self._watched: Run | None = None

    @property
    def kind(self) -> Kind:
        """The kind of the result."""
        return self._typed.kind

    def decide(self, data: Data) -> Value:
        """The value for these data, None when unknown. A name without an entry, or with None, is unknown.

        Numbers may be quantities in any unit of the declared dimension, or bare numbers in the declared unit. Raises
        ``Refused``: ``expression.datum`` (not of the declared kind), ``expression.division_by_zero`` and the like.
        """
        value = self._run(self._env(data))
        return value if value is None or value is True or value is False else self._shown(self._typed, value)

    def answer(self, data: Data) -> Answer:
        """The same value with the tree of reasons and the names that must be asked for."""
        if self._watched is None:
            self._watched = compile_typed(self._typed, self._slots, self.text, self._watch)
        reasons: list[Reason] = []
        self._watched([*self._env(data), (reasons, data)])
        return Answer(reasons[0].value, reasons[0])

    def _env(self, data: Data) -> Env:
        env: Env = []
        for name, convert in self._inputs:
            value = data.get(name)
            try:
                env.append(None if value is None else convert(value))
            except Misfit:
                raise datum_problem(name, self._kinds[name], value) from None
        return env

    def _shown(self, typed: Typed, value: Any) -> Value:
        try:
            return from_base(typed.kind, value)
        except Refused:
            raise Refused(problem_at("number_out_of_range", self.text, typed.node.span)) from None

    def _watch(self, typed: Typed, run: Run) -> Run:
        """Wrap a part so that it enters its reason into the list of whatever part it belongs to."""
        node = typed.node
        if constant(typed) is not None and node is not self.expression.root:
            return run  # a literal explains itself
        text = self.text[node.span.start : node.span.end]

        def watched(env: Env) -> Any:
            outer, data = env[-1]
            parts: list[Reason] = []
            env[-1] = (parts, data)
            try:
                value = run(env)
            finally:
                env[-1] = (outer, data)
            match node:
                case Name(name=name):
                    given = data.get(name)
                    shown = given if isinstance(given, Quantity) else self._shown(typed, value)
                    missing: tuple[str, ...] = (name,)
                case _:
                    shown = self._shown(typed, value)
                    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
            outer.append(Reason(text, node.span, shown, tuple(parts), missing if _has_unknown(value) else ()))
            return value

        return watched


def _has_unknown(value: Any) -> bool:
    return value is None or (isinstance(value, list) and None in value)


def names_of(expression: Expression) -> tuple[str, ...]:
    """The names that an expression uses, in the order of their first appearance."""
    return tuple(dict.fromkeys(node.name for node in walk(expression.root) if isinstance(node, Name)))


def compile_expression(source: str | Expression, names: Names, expect: Kind | None = None) -> Program:
    """Read, check and compile. Every name must be declared in ``names``; ``expect`` is the kind of the result."""
    return Program(parse(source) if isinstance(source, str) else source, names, expect)


def evaluate(text: str, data: Data, expect: Kind | None = None) -> Answer:
    """Read and evaluate at once, taking the kinds of the names from the data themselves.

    Units are then checked against what the data bring. A name that is absent is unknown. For an expression that is
    used more than once, declare its names and compile it.
    """
    names = names_of(_parsed(text))
    kinds: list[tuple[str, Kind]] = []
    for name in names:
        try:
            kinds.append((name, kind_of(data.get(name))))
        except TypeError:
            raise datum_problem(name, ANY, data.get(name)) from None
    return _program(text, tuple(kinds), expect).answer(data)


@lru_cache(maxsize=512)
def _parsed(text: str) -> Expression:
    return parse(text)


@lru_cache(maxsize=512)
def _program(text: str, kinds: tuple[tuple[str, Kind], ...], expect: Kind | None) -> Program:
    return Program(_parsed(text), dict(kinds), expect)
