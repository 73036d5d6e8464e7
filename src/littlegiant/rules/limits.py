"""How large an expression may be: generous for any instrument, small enough that nothing hangs on it."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.rules.linear import quotients_within
from littlegiant.rules.units import RATIO, Unit
from littlegiant.rules.values import (
    Add,
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    Multiply,
    Number,
    ScorePart,
    Subtract,
    Total,
    Value,
)

MAX_LENGTH = 1000
MAX_DEPTH = 20
MAX_TERMS = 100
MAX_YEARS = 20
MAX_DIGITS = 30
MAX_QUOTIENTS = 2
MAX_DECIMALS = 38

TOO_LONG = Text(
    f"表达式最多 {MAX_LENGTH} 个字符，请分成几个条件。",
    f"an expression has at most {MAX_LENGTH} characters; divide it into several conditions.",
)
TOO_DEEP = Text(
    f"括号、函数与 not 最多嵌套 {MAX_DEPTH} 层",
    f"parentheses, functions and not stand at most {MAX_DEPTH} deep inside one another",
)
TOO_MANY = Text(
    f"表达式最多 {MAX_TERMS} 项（年度序列按年数计），请分成几个条件",
    f"an expression has at most {MAX_TERMS} terms, each year of a series counted; divide it into several conditions",
)
TOO_FAR = Text(
    f"最多回溯 {MAX_YEARS} 年",
    f"an expression looks at most {MAX_YEARS} years back",
)
DIGITS = Text(f"数值最多 {MAX_DIGITS} 位。", f"a number has at most {MAX_DIGITS} digits.")
NESTED_QUOTIENTS = Text(
    f"除法最多嵌套 {MAX_QUOTIENTS} 层",
    f"divisions stand at most {MAX_QUOTIENTS} deep inside one another",
)
TOO_MANY_FACTORS = Text(
    "相乘的金额太多，无法精确计算（mean_growth 最多 9 年）",
    "multiplies too many amounts to be computed exactly (mean_growth takes at most 9 years)",
)


def fault_of(value: Value) -> Text | None:
    """Return why a value cannot be computed, None where it can."""
    if quotients_within(value) > MAX_QUOTIENTS:
        return NESTED_QUOTIENTS
    return TOO_MANY_FACTORS if max(_decimals(value)) > MAX_DECIMALS else None


def _decimals(value: Value) -> tuple[int, int]:
    """Return the decimals of numerator and denominator when the value is compared exactly (engines.exact)."""
    match value:
        case FactValue() | Total() | Mean():
            return _kept(value.unit), 0
        case MeanGrowth():
            return value.years * _kept(value.fact_unit), value.years * _kept(value.fact_unit)
        case CompoundGrowth():
            return 15, 15
        case Number() | ScorePart():
            return 0, 0
        case _:
            return _joined(value)


def _joined(value: Add | Subtract | Multiply | Divide) -> tuple[int, int]:
    (above, below), (other_above, other_below) = _decimals(value.left), _decimals(value.right)
    match value:
        case Multiply():
            return above + other_above, below + other_below
        case Divide():
            return above + other_below, below + other_above
        case _:
            return max(above + other_below, other_above + below), below + other_below


def _kept(unit: Unit) -> int:
    return 9 if unit == RATIO else 4
