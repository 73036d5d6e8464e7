"""The functions of the language: what each takes and which node it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from littlegiant.errors import Text
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules import limits
from littlegiant.rules.conditions import All, Any, AtLeast, ClassAmong, Condition, OneOf
from littlegiant.rules.scope import Scope
from littlegiant.rules.tokens import Token
from littlegiant.rules.units import base
from littlegiant.rules.values import CompoundGrowth, Mean, MeanGrowth, Total, Value

if TYPE_CHECKING:
    from littlegiant.rules.parser import Parser, Term


def parse_call(parser: Parser, name: Token, scope: Scope) -> Term:
    """Parse the arguments of a function and return its node; raises ExpressionError."""
    parser.expect("(")
    with parser.deeper(name):
        result = FUNCTIONS[name.text](parser, name, scope)
    parser.expect(")")
    return result


def whole_number(parser: Parser) -> tuple[Token, int]:
    """Take a whole number above zero and of few digits, with its token."""
    token = parser.take()
    if token.kind != "number" or not token.text.isdigit() or int(token.text) == 0:
        raise parser.wrong(Text("此处应为正整数", "expected a whole number above zero"), token)
    return token, int(token.text)


def years(parser: Parser, scope: Scope, *, least: int = 1) -> int:
    """Take a number of years, which proves by a worked case that it matters; `least` is what it could be instead."""
    token, number = whole_number(parser)
    if number > limits.MAX_YEARS:
        raise parser.wrong(limits.TOO_FAR, token)
    return parser.count(scope, token, number, least=least)


def category_condition(parser: Parser, fact: Fact, shift: int, test: tuple[Token, list[str]]) -> Condition:
    """Turn a comparison of a category into the set of options that satisfy it."""
    operator, options = test
    every = [option.id for option in fact.options]
    if operator.text in ("==", "in"):
        return OneOf(fact.id, frozenset(options), shift)
    if operator.text == "!=" and every:
        return OneOf(fact.id, frozenset(every) - frozenset(options), shift)
    if not fact.ordered:
        raise parser.wrong(
            Text(f"{fact.id} 的选项没有高低之分", f"the options of {fact.id} have no order"), operator
        )
    place = every.index(options[0])
    chosen = {">=": every[place:], ">": every[place + 1 :], "<=": every[: place + 1], "<": every[:place]}
    return OneOf(fact.id, frozenset(chosen[operator.text]), shift)


def _series_fact(parser: Parser, scope: Scope) -> Fact:
    token = parser.take()
    fact = scope.dictionary.facts.get(token.text)
    if fact is None or not fact.is_yearly or fact.type is ValueType.BOOLEAN:
        raise parser.wrong(Text("此处应为年度数值事实", "expected a yearly numeric fact"), token)
    return fact


def _over_years(
    node: Callable[[Fact, int, int], Value], *, bases: int = 0
) -> Callable[[Parser, Token, Scope], Term]:
    """Return how a series is parsed; `bases` is how many years it reads before its first."""

    def parse(parser: Parser, name: Token, scope: Scope) -> Term:
        fact = _series_fact(parser, scope)
        parser.expect(",")
        over = years(parser, scope)
        parser.counted(name, over)
        parser.reached(name, scope.shift - over + 1 - bases)
        return parser.computable(node(fact, over, scope.shift), name)

    return parse


def _growth(parser: Parser, _name: Token, scope: Scope) -> Term:
    fact = _series_fact(parser, scope)
    return MeanGrowth(fact.id, base(fact.unit), 1, scope.shift)


def _repeated(parser: Parser, name: Token, scope: Scope) -> Term:
    """Parse the same condition once for each year: the tokens are read again, a year earlier each time."""
    over = years(parser, scope)
    parser.expect(",")
    start, written = parser.index, (parser.literals, parser.counts)
    items: list[Condition] = []
    for back in range(over):
        parser.index, (parser.literals, parser.counts) = start, written
        items.append(parser.as_condition(parser.disjunction(scope.earlier(back)), parser.tokens[start]))
    return All(tuple(items), series=over) if name.text == "each" else Any(tuple(items), series=over)


def _at_least(parser: Parser, name: Token, scope: Scope) -> Term:
    token, number = whole_number(parser)
    items: list[Condition] = []
    while parser.take_if(","):
        start = parser.peek()
        items.append(parser.as_condition(parser.disjunction(scope), start))
    if number > len(items):
        raise parser.wrong(Text("项数少于所要求的数目", "fewer items than the number asked for"), name)
    return AtLeast(parser.count(scope, token, number, most=len(items)), tuple(items))


def _meets(parser: Parser, _name: Token, scope: Scope) -> Term:
    start = parser.peek()
    parts: list[str] = []
    while parser.peek().text not in (")", "") and parser.peek().kind != "end":
        parts.append(parser.take().text)
    standard = "".join(parts)
    if standard not in scope.classifications:
        known = ", ".join(sorted(scope.classifications)) or "-"
        raise parser.wrong(
            Text(f"没有这一划型标准，有：{known}", f"no such classification; there are {known}"), start
        )
    return ClassAmong(standard, scope.classifications[standard])


FUNCTIONS: dict[str, Callable[[Parser, Token, Scope], Term]] = {
    "total": _over_years(lambda fact, over, shift: Total(fact.id, base(fact.unit), over, shift)),
    "mean": _over_years(lambda fact, over, shift: Mean(fact.id, base(fact.unit), over, shift)),
    "mean_growth": _over_years(
        lambda fact, over, shift: MeanGrowth(fact.id, base(fact.unit), over, shift), bases=1
    ),
    "compound_growth": _over_years(
        lambda fact, over, shift: CompoundGrowth(fact.id, base(fact.unit), over, shift), bases=1
    ),
    "growth": _growth,
    "each": _repeated,
    "any_year": _repeated,
    "at_least": _at_least,
    "meets": _meets,
}
