"""The functions of the language: what each takes and which node it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from littlegiant.errors import Text
from littlegiant.facts.model import Fact, ValueType
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
    result = FUNCTIONS[name.text](parser, name, scope)
    parser.expect(")")
    return result


def whole_number(parser: Parser) -> int:
    """Take a whole number above zero."""
    token = parser.take()
    if token.kind != "number" or not token.text.isdigit() or int(token.text) == 0:
        raise parser.wrong(Text("此处应为正整数", "expected a whole number above zero"), token)
    return int(token.text)


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


def _over_years(node: Callable[[Fact, int, int], Value]) -> Callable[[Parser, Token, Scope], Term]:
    def parse(parser: Parser, _name: Token, scope: Scope) -> Term:
        fact = _series_fact(parser, scope)
        parser.expect(",")
        return node(fact, whole_number(parser), scope.shift)

    return parse


def _growth(parser: Parser, _name: Token, scope: Scope) -> Term:
    fact = _series_fact(parser, scope)
    return MeanGrowth(fact.id, base(fact.unit), 1, scope.shift)


def _repeated(parser: Parser, name: Token, scope: Scope) -> Term:
    """Parse the same condition once for each year: the tokens are read again, a year earlier each time."""
    years = whole_number(parser)
    parser.expect(",")
    start, literals = parser.index, parser.literals
    items: list[Condition] = []
    for back in range(years):
        parser.index, parser.literals = start, literals
        items.append(parser.as_condition(parser.disjunction(scope.earlier(back)), parser.tokens[start]))
    return All(tuple(items), series=years) if name.text == "each" else Any(tuple(items), series=years)


def _at_least(parser: Parser, name: Token, scope: Scope) -> Term:
    number = whole_number(parser)
    items: list[Condition] = []
    while parser.take_if(","):
        start = parser.peek()
        items.append(parser.as_condition(parser.disjunction(scope), start))
    if number > len(items):
        raise parser.wrong(Text("项数少于所要求的数目", "fewer items than the number asked for"), name)
    return AtLeast(number, tuple(items))


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
    "total": _over_years(lambda fact, years, shift: Total(fact.id, base(fact.unit), years, shift)),
    "mean": _over_years(lambda fact, years, shift: Mean(fact.id, base(fact.unit), years, shift)),
    "mean_growth": _over_years(lambda fact, years, shift: MeanGrowth(fact.id, base(fact.unit), years, shift)),
    "compound_growth": _over_years(
        lambda fact, years, shift: CompoundGrowth(fact.id, base(fact.unit), years, shift)
    ),
    "growth": _growth,
    "each": _repeated,
    "any_year": _repeated,
    "at_least": _at_least,
    "meets": _meets,
}
