"""Names and what they stand for: each expression is checked with the names that have a value when it is asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from cellpark.kernel.expression.check import check as check_expression
from cellpark.kernel.expression.kinds import ANY, TEXT, TRUTH, Kind, Sort, number
from cellpark.kernel.expression.parser import Expression
from cellpark.kernel.expression.position import Span
from cellpark.kernel.expression.syntax import Call, Comparison, Listing, Membership, Name, Text, walk
from cellpark.kernel.problem import Problem, Refused
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.expressions import read_text
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.fields import Use

_PLAIN: Final = {str(each): each for each in (TEXT, TRUTH, ANY)}
_number = lru_cache(maxsize=512)(number)
NEAR: Final = 200
MATERIALS: Final = (model.In, model.Out, model.Use)


class Known(dict[str, Kind]):
    """The names that have a value so far. ``vec.titre`` reads a datum of a scanned material, of whatever kind."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.materials: set[str] = set()

    def get(self, name: str, default: Kind | None = None) -> Kind | None:  # type: ignore[override]
        """The kind of a name, or of a datum of a material."""
        found = super().get(name)
        if found is not None:
            return found
        owner, dot, datum = name.partition(".")
        return ANY if dot and owner in self.materials and "." not in datum else default


@dataclass(slots=True)
class Names:
    """The names of a document, declared in its order. ``lines`` says where each name is declared for the first time."""

    faults: Faults
    lines: dict[str, int]
    known: Known = field(default_factory=Known)
    certain: set[str] = field(default_factory=set)
    sorts: dict[str, Kind | None] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def declare(self, each: model.Field) -> None:
        """One name more; a name that is used again means the same sort of thing again, and the latest value counts."""
        kind = _kind(each)
        if kind is not None:
            self._agree(each, kind)
            self.known.setdefault(each.name, kind)
        elif isinstance(each, MATERIALS):
            self._agree(each, None)
            self.known.materials.add(each.name)
        if isinstance(each, model.Record) and each.choices:
            self.choices[each.name] = each.choices

    def _agree(self, each: model.Field, kind: Kind | None) -> None:
        before = self.sorts.setdefault(each.name, kind)
        if before is not kind and (before is None or kind is None or not before.fits(kind)):
            first = self.lines.get(each.name, each.line)
            self.faults.of("name_other_kind", each.line, each.name, name=each.name, first=first)

    def check(self, use: Use, own: Iterable[str] = ()) -> None:
        """Check one expression; ``own`` are the names of its own step, which has begun when it is asked."""
        found = read_text(use.text).names
        kinds = tuple([str(self.known.get(name)) for name in found])
        sort: Sort | None
        try:
            sort = _sort_of(use.text, kinds, use.expect is TRUTH)
        except Refused:
            sort = self._checked(use)
        if sort is None:
            return
        if use.expect is None and sort not in (Sort.NUMBER, Sort.ANY):
            self.faults.at("number_wanted", use.line, use.column, len(use.text))
        if not found and use.expect is TRUTH:
            self.faults.at("constant", use.line, use.column, len(use.text))
        if not self.certain.issuperset(owners := {name.partition(".")[0] for name in found}):
            known = self.certain.union(own)
            if not known.issuperset(owners):
                self._refuse_uncertain(use, known)
        if '"' in use.text:
            self._refuse_unknown_choices(use)

    def check_until(self, use: Use) -> None:
        """Check the condition of a loop, which may ask for the number of the round as well."""
        self.known["round"] = _number("1")
        self.check(use, ("round",))
        del self.known["round"]

    def _checked(self, use: Use) -> Sort | None:
        if self.faults.is_full:
            return None
        # whoever mistyped a name is shown near ones: among the last, so that a huge document stays quick to refuse
        near = Known()
        near.materials = self.known.materials
        near.update(islice(reversed(self.known.items()), NEAR))
        near.update((name, self.known[name]) for name in read_text(use.text).names if name in self.known)
        try:
            return check_expression(Expression(use.text, use.root), near, use.expect).kind.sort
        except Refused as refused:
            for problem in refused.problems:
                self._note(problem, use)
            return None

    def _note(self, problem: Problem, use: Use) -> None:
        name = str(problem.params.get("name") or "")
        owner = name.partition(".")[0]
        if problem.code.startswith("expression.unknown_name") and owner in self.lines:
            line, column = use.line, use.column + int(problem.params["column"] or 1) - 1
            first = self.lines[owner]
            code = "used_early" if first > use.line and owner not in self.sorts else "no_value"
            self.faults.at(code, line, column, len(name), name=name, first=first)
        else:
            self.faults.within(problem, use.line, use.column)

    def _refuse_uncertain(self, use: Use, certain: set[str]) -> None:
        nodes = list(walk(use.root))
        guarded = {_argument(call) for call in nodes if isinstance(call, Call) and call.function == "known"}
        for each in nodes:
            if not isinstance(each, Name) or each.name in guarded:
                continue
            if each.name.partition(".")[0] not in certain:
                self._at(use, each.span, "maybe_missing", name=each.name)

    def _refuse_unknown_choices(self, use: Use) -> None:
        for node in walk(use.root):
            texts: list[Text] = []
            match node:
                case Comparison(left=Name(name=name), right=Text() as text):
                    texts = [text]
                case Comparison(left=Text() as text, right=Name(name=name)):
                    texts = [text]
                case Membership(item=Name(name=name), group=Listing(items=items)):
                    texts = [each for each in items if isinstance(each, Text)]
                case _:
                    continue
            for text in texts:
                choices = self.choices.get(name)
                if choices is not None and text.value not in choices:
                    self._at(use, text.span, "choice_unknown", found=text.value, known=", ".join(choices))

    def _at(self, use: Use, span: Span, code: str, **params: str) -> None:
        self.faults.at(code, use.line, use.column + span.start, span.end - span.start, **params)


@lru_cache(maxsize=4096)
def _sort_of(text: str, kinds: tuple[str, ...], is_truth: bool) -> Sort:
    """The sort of an expression over names of these kinds; raises ``Refused``. Most are met again and again."""
    read = read_text(text)
    names = {name: _PLAIN.get(kind) or number(kind) for name, kind in zip(read.names, kinds, strict=True)}
    return check_expression(Expression(text, read.root), names, TRUTH if is_truth else None).kind.sort


def _argument(call: Call) -> str:
    first = call.arguments[0]
    return first.name if isinstance(first, Name) else ""


def _kind(each: model.Field) -> Kind | None:
    """The kind of the value that a field leaves; None when it leaves none."""
    kind = _KINDS.get(type(each))
    return None if kind is None else kind(each)


def _recorded(each: model.Record) -> Kind:
    if each.kind is model.ValueKind.NUMBER:
        return _number(each.unit)
    return TRUTH if each.kind is model.ValueKind.YES_NO else TEXT


_KINDS: Final[dict[type, Callable[[Any], Kind]]] = {
    model.Set: lambda each: _number(each.value.unit),
    model.Time: lambda each: _number(each.duration.unit),
    model.Record: _recorded,
}
