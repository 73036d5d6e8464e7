"""Parse an expression into typed nodes; nothing is ever evaluated as Python or SQL.

Grammar, loosest first: or · and · not · comparison · + - · * / · quantity, name, call, parentheses.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import nearest
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules import calls, limits
from littlegiant.rules.conditions import All, Any, Compare, Condition, Not, OneOf, Operator, Truth
from littlegiant.rules.scope import Scope
from littlegiant.rules.stream import TokenStream
from littlegiant.rules.tokens import KnownMistakeError, Token
from littlegiant.rules.units import COUNTED, RATIO, base, written_unit, written_units
from littlegiant.rules.values import Add, Divide, FactValue, Multiply, Number, ScorePart, Subtract, Value

_FLIPPED: dict[str, Operator] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "==": "==", "!=": "!="}
_OPERATORS: dict[str, Operator] = {">=": ">=", ">": ">", "<=": "<=", "<": "<", "==": "==", "!=": "!="}


@dataclass(frozen=True)
class Category:
    """A category, code or text fact before it is compared with its options."""

    fact: Fact
    shift: int


@dataclass(frozen=True)
class Bare:
    """A number without a unit: takes the unit of a count, rank, level or points it is compared with."""

    number: Number


Term = Value | Condition | Category | Bare


def parse_condition(text: str, scope: Scope) -> Condition:
    """Return the condition an expression states; raises ExpressionError with the offset of the mistake."""
    parser = Parser(text, scope)
    start = parser.peek()
    result = parser.disjunction(scope)
    parser.expect_end()
    return parser.as_condition(result, start)


def parse_value(text: str, scope: Scope) -> Value:
    """Return the value an expression states; raises ExpressionError with the offset of the mistake."""
    parser = Parser(text, scope)
    start = parser.peek()
    result = parser.addition(scope)
    parser.expect_end()
    return parser.as_value(result, start)


class Parser(TokenStream):
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str, scope: Scope) -> None:
        super().__init__(text)
        self.place = scope.place
        self.literals = 0
        self.counts = 0

    # -- conditions

    def disjunction(self, scope: Scope) -> Term:
        """Parse c or c or …"""
        return self.joined(scope, "or")

    def joined(self, scope: Scope, word: str) -> Term:
        """Parse conditions joined by one word; a single one is returned as it is."""
        start = self.peek()
        below = self.negation if word == "and" else lambda inner: self.joined(inner, "and")
        items = [below(scope)]
        while self.take_if(word):
            items.append(below(scope))
        if len(items) == 1:
            return items[0]
        parts = tuple(self.as_condition(item, start) for item in items)
        return Any(parts) if word == "or" else All(parts)

    def negation(self, scope: Scope) -> Term:
        """Parse not c, or what binds tighter."""
        token = self.take_if("not")
        if token is None:
            return self.comparison(scope)
        with self.deeper(token):
            return Not(self.as_condition(self.negation(scope), token))

    def comparison(self, scope: Scope) -> Term:
        """Parse a >= b and its like, a in […], or a plain term."""
        start = self.peek()
        left = self.addition(scope)
        if isinstance(left, Category):
            return self.category_test(left)
        operator = self.take_if(*_OPERATORS)
        if operator is None:
            return left
        right = self.addition(scope)
        return self.compare(
            self.as_operand(left, start),
            _OPERATORS[operator.text],
            self.as_operand(right, operator),
            operator,
        )

    def compare(self, left: Value | Bare, operator: Operator, right: Value | Bare, at: Token) -> Compare:
        """Build a comparison with the constant on the right; both sides must have the same unit."""
        if isinstance(left, Bare | Number):
            if isinstance(right, Bare | Number):
                raise self.wrong(Text("两边都是常数", "both sides are constants"), at)
            return self.compare(right, _FLIPPED[operator], left, at)
        if isinstance(right, Bare):
            if left.unit not in COUNTED and right.number.value != 0:
                raise self.wrong(_bare_message(left), at)
            return Compare(left, operator, Number(right.number.value, left.unit, right.number.key))
        if left.unit != right.unit:
            raise self.wrong(
                Text(
                    f"单位不同：{left.unit} 与 {right.unit} 不能比较",
                    f"{left.unit} cannot be compared with {right.unit}",
                ),
                at,
            )
        if isinstance(right, Number):
            return Compare(left, operator, right)
        return Compare(Subtract(left, right), operator, Number(Fraction(0), left.unit))

    def category_test(self, category: Category) -> Condition:
        """Parse fact == option, != option, in […], or >= option on an ordered category."""
        token = self.take_if("in", *_OPERATORS)
        if token is None:
            raise self.wrong(Text("分类事实须与选项比较", "a category must be compared with its options"))
        options = self.option_list(category) if token.text == "in" else [self.option(category)]
        return calls.category_condition(self, category.fact, category.shift, (token, options))

    def option_list(self, category: Category) -> list[str]:
        """Parse [a, b, …]."""
        self.expect("[")
        options = [self.option(category)]
        while self.take_if(","):
            options.append(self.option(category))
        self.expect("]")
        return options

    def option(self, category: Category) -> str:
        """Take one option and check that the fact has it."""
        token = self.take()
        known = [option.id for option in category.fact.options]
        if token.kind == "end" or (known and token.text not in known):
            listed = "、".join(known)
            raise self.wrong(
                Text(
                    f"{category.fact.id} 没有这一选项，可选：{listed}",
                    f"{category.fact.id} has no such option; it has {', '.join(known)}",
                ),
                token,
            )
        return token.text

    # -- values

    def addition(self, scope: Scope) -> Term:
        """Parse a + b - c."""
        start = self.peek()
        left = self.product(scope)
        while token := self.take_if("+", "-"):
            one, other = self.as_value(left, start), self.as_value(self.product(scope), token)
            if one.unit != other.unit:
                raise self.wrong(
                    Text(
                        f"{one.unit} 与 {other.unit} 不能相加减",
                        f"{one.unit} and {other.unit} cannot be added",
                    ),
                    token,
                )
            left = self.computable(Add(one, other) if token.text == "+" else Subtract(one, other), token)
        return left

    def product(self, scope: Scope) -> Term:
        """Parse a * b / c."""
        start = self.peek()
        left = self.primary(scope)
        while token := self.take_if("*", "/"):
            one, other = self.as_factor(left, start), self.as_factor(self.primary(scope), token)
            left = self.computable(Multiply(one, other) if token.text == "*" else Divide(one, other), token)
        return left

    def computable(self, value: Value, at: Token) -> Value:
        """Demand a value that can be computed exactly."""
        fault = limits.fault_of(value)
        if fault is not None:
            raise self.wrong(fault, at)
        return value

    def primary(self, scope: Scope) -> Term:
        """Parse a quantity, a name, a call or parentheses."""
        token = self.take()
        if token.text == "(":
            with self.deeper(token):
                inner = self.disjunction(scope)
            self.expect(")")
            return inner
        self.counted(token)
        if token.kind == "number":
            return self.quantity(token, scope)
        if token.kind != "name":
            raise self.wrong(
                Text("此处应为数量、名称或括号", "expected a quantity, a name or parentheses"), token
            )
        if self.peek().text == "(" and token.text in calls.FUNCTIONS:
            return calls.parse_call(self, token, scope)
        return self.name(token, scope)

    def quantity(self, token: Token, scope: Scope) -> Term:
        """Read a number with its unit, if one follows."""
        self.literals += 1
        key = f"{self.place}#{self.literals}"
        amount = Fraction(token.text.replace("_", ""))
        unit = self.peek()
        if unit.text == "%" or (unit.kind == "name" and unit.text not in ("and", "or", "not", "in")):
            self.take()
            written = written_unit(unit.text)
            if written is None:
                raise self.wrong(
                    Text(
                        f"没有这一单位，可用：{'、'.join(written_units())}",
                        f"no such unit; there are {', '.join(written_units())}",
                    ),
                    unit,
                )
            return scope.numbers.make(key, amount * written[1], written[0], offset=token.offset)
        return Bare(scope.numbers.make(key, amount, RATIO, Fraction(1), offset=token.offset))

    def name(self, token: Token, scope: Scope) -> Term:
        """Resolve a fact, a threshold or a part of the score."""
        if token.text == "score" and scope.score_parts:
            return self.score_part(scope)
        if token.text in scope.thresholds:
            scope.used.add(token.text)
            threshold = scope.thresholds[token.text]
            return scope.numbers.make(token.text, threshold.value, threshold.unit, threshold.step)
        if token.text in scope.dictionary:
            return self.fact(token, scope)
        if token.text in scope.broken:
            raise KnownMistakeError(Text("阈值有误。", "the threshold is broken."), token.offset)
        known = nearest(token.text) + [name for name in scope.thresholds if name.startswith(token.text[:4])]
        hint = ", ".join(known[:5]) or "-"
        raise self.wrong(
            Text(
                f"没有名为“{token.text}”的事实或阈值，相近的有：{hint}",
                f"no fact or threshold is called '{token.text}'; near ones: {hint}",
            ),
            token,
        )

    def score_part(self, scope: Scope) -> ScorePart:
        """Read score or score.part."""
        if not self.take_if("."):
            return ScorePart("", base("points"))
        part = self.take()
        if part.text not in scope.score_parts:
            listed = ", ".join(sorted(scope.score_parts))
            raise self.wrong(
                Text(f"评分没有这一部分，有：{listed}", f"the score has no such part; it has {listed}"), part
            )
        return ScorePart(part.text, base("points"))

    def fact(self, token: Token, scope: Scope) -> Term:
        """Read a fact, with .previous or .before(n) for an earlier year."""
        fact = scope.dictionary[token.text]
        shift = self.reached(token, (scope.shift if fact.is_yearly else 0) - self.years_back(fact, scope))
        if fact.type is ValueType.BOOLEAN:
            return Truth(fact.id, shift)
        if fact.type.is_number:
            return FactValue(fact.id, base(fact.unit), shift)
        if fact.type is ValueType.DATE:
            raise self.wrong(Text("日期不能用于条件", "a date cannot stand in a condition"), token)
        return Category(fact, shift)

    def years_back(self, fact: Fact, scope: Scope) -> int:
        """Read .previous or .before(n)."""
        if not self.take_if("."):
            return 0
        word = self.take()
        if not fact.is_yearly or word.text not in ("previous", "before"):
            raise self.wrong(
                Text("年度事实可写 .previous 或 .before(n)", "a yearly fact takes .previous or .before(n)"),
                word,
            )
        if word.text == "previous":
            return self.count(scope, word, 1, least=0)
        self.expect("(")
        years = calls.years(self, scope, least=0)
        self.expect(")")
        return years

    def count(
        self, scope: Scope, token: Token, number: int, *, least: int = 1, most: int = limits.MAX_YEARS
    ) -> int:
        """Return a number of years or items by its place; `least` and `most` are what it could be instead."""
        self.counts += 1
        return scope.numbers.count(f"{self.place}#count{self.counts}", number, (least, most), token.offset)

    # -- what a term may be used as

    def as_condition(self, term: Term, at: Token) -> Condition:
        """Demand a condition."""
        if isinstance(term, Condition):
            return term
        raise self.wrong(Text("此处应为条件，而不是数值", "expected a condition here, not a value"), at)

    def as_operand(self, term: Term, at: Token) -> Value | Bare:
        """Demand something that can be compared."""
        return term if isinstance(term, Bare) else self.as_value(term, at)

    def as_value(self, term: Term, at: Token) -> Value:
        """Demand a number with a unit."""
        if isinstance(term, Value):
            return term
        if isinstance(term, Bare):
            raise self.wrong(Text("数字须带单位", "a number needs its unit here"), at)
        raise self.wrong(Text("此处应为数值，而不是条件", "expected a value here, not a condition"), at)

    def as_factor(self, term: Term, at: Token) -> Value:
        """Demand a number; a bare one is a plain factor."""
        return term.number if isinstance(term, Bare) else self.as_value(term, at)


def _bare_message(left: Value) -> Text:
    if left.unit == RATIO:
        return Text(
            "比率须与百分数或具名阈值比较，例如 5 %",
            "a ratio is compared with a percentage or a named threshold, such as 5 %",
        )
    return Text(
        f"{left.unit} 须与带单位的数量比较", f"{left.unit} is compared with a quantity that has a unit"
    )


__all__ = ["Bare", "Category", "OneOf", "Parser", "parse_condition", "parse_value"]
