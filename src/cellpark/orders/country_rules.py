"""A country's rules for a product as expressions over the facts of an order. Pure (docs/expression-language.md)."""

from collections.abc import Iterable, Mapping
from typing import Final

from cellpark.kernel.expression import DAY, INSTANT, TEXT, TRUTH, Kind, Program, Value, compile_expression
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.events import CountryRule, Rule, RuleAt

RULES_MAX: Final = 40
CLAUSE_MAX: Final = 120
WORDS_MAX: Final = 300
EXPRESSION_MAX: Final = 500
# the records of a supply out of specification that a product and its market may set a limit for (ATMP-1b, ATMP-1c)
SUPPLY_RECORDS: Final = ("request", "evaluate", "notice", "answer", "supply", "tell_sponsor", "tell_authority")
HOURS_MAX: Final = 8760
# what is known of every order; a fact that is not there yet makes a rule that needs it unknown, and that is told
FACTS: Final[Mapping[str, Kind]] = {
    "country": TEXT,
    "product": TEXT,
    "now": INSTANT,
    "today": DAY,
    "collect_day": DAY,
    "collect_at": INSTANT,
    "manufacture_from": INSTANT,
    "manufacture_until": INSTANT,
    "infuse_at": INSTANT,
    "signed_at": INSTANT,
    "collected_at": INSTANT,
    "made_at": INSTANT,
    "disposition": TEXT,
}


def fact_name(group: str, item: str) -> str:
    """The name of an item in an expression: ``hla-typing`` is ``reference.hla_typing``."""
    plain = item.replace("-", "_")
    return f"{group}.{'_' if plain[:1].isdigit() else ''}{plain}"


def kinds_of(asked: CountryRule) -> dict[str, Kind]:
    """The names that this country's rules may use, and of what kind each is."""
    items = {fact_name("reference", each): TEXT for each in (*asked.eligibility, *asked.consents)}
    doses = {fact_name("last_dose", each): DAY for each in asked.wash_outs}
    return {**FACTS, **items, **doses}


def compiled(rule: Rule, asked: CountryRule) -> Program:
    """The rule's expression. Raises ``Refused`` (``expression....``)."""
    return compile_expression(rule.expression, kinds_of(asked), expect=TRUTH)


def rule_problems(asked: CountryRule) -> list[Problem]:
    """Each rule has a clause, words and an expression that holds together over the facts of an order."""
    problems: list[Problem] = []
    if len(asked.rules) > RULES_MAX:
        problems.append(Problem("orders.rule.many", {"limit": RULES_MAX}, field="rules"))
    for each in asked.rules[:RULES_MAX]:
        limits = ((each.clause, CLAUSE_MAX), (each.words, WORDS_MAX), (each.expression, EXPRESSION_MAX))
        if each.at not in set(RuleAt) or any(not text.strip() or len(text) > most for text, most in limits):
            problems.append(Problem("orders.rule.malformed", {"clause": each.clause[:60]}, field="rules"))
            continue
        try:
            compiled(each, asked)
        except Refused as refused:
            problems += [Problem(one.code, one.params, field="rules", rule=one.rule) for one in refused.problems]
    return problems


def supply_problems(asked: CountryRule) -> list[Problem]:
    """Each limit names a record once, whole hours, and where it is written; nobody else's words set a clock."""
    named = [each.record for each in asked.supply]
    wrong = [
        each
        for each in asked.supply
        if each.record not in SUPPLY_RECORDS
        or not 0 < each.hours <= HOURS_MAX
        or not each.source.strip()
        or len(each.source) > WORDS_MAX
        or named.count(each.record) > 1
    ]
    return [Problem("orders.supply.malformed", {"record": each.record[:40]}, field="supply") for each in wrong]


def unmet(asked: CountryRule, at: RuleAt, facts: Mapping[str, Value]) -> list[Problem]:
    """The rules of this point that say no, or cannot say yes for want of a fact; each by its clause."""
    return [problem for each in asked.rules if each.at == at for problem in _judged(each, asked, facts)]


def _judged(rule: Rule, asked: CountryRule, facts: Mapping[str, Value]) -> Iterable[Problem]:
    try:
        answer = compiled(rule, asked).answer(facts)
    except Refused as refused:
        yield from refused.problems
        return
    said = {"clause": rule.clause, "words": rule.words}
    if answer.value is None:
        yield Problem("orders.rule.unknown", {**said, "missing": ", ".join(answer.missing)}, rule=rule.clause)
    elif answer.value is not True:
        yield Problem("orders.rule.unmet", {**said, "expression": rule.expression}, rule=rule.clause)
