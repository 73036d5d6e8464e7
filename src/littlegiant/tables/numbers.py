"""SQL that reads a number out of a cell's text, exactly.

A cell becomes a *number text*: sign, digits, point and exponent as `CAST` reads them, already in the canonical
unit because a unit only shifts the exponent. A cell that is no number becomes a text no `CAST` accepts. From a
number text DOUBLE is the nearest double and DECIMAL is the very value.

DuckDB evaluates an expression that occurs twice once for all rows, even where a CASE would have spared most of
them; therefore the costly parts below occur only once each.
"""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.facts.model import ValueType
from littlegiant.tables.sql import literal

# What people leave around a value: blanks, tabs, line ends, the ideographic and the no-break space, a BOM.
BLANKS = " \t\r\n\u3000\u00a0\ufeff"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FULL_WIDTH = "０１２３４５６７８９．，％＋－−" + "".join(chr(ord(letter) + 0xFEE0) for letter in LETTERS)
HALF_WIDTH = "0123456789.,%+--" + LETTERS

# Lengths are bounded so that no number text over- or underflows a double.
PLAIN = r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?"
DIGITS = r"[+-]?(?:(?:[0-9]{1,60}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,19})(?:\.[0-9]{0,60})?|\.[0-9]{1,60})"
NUMBER = f"^{DIGITS}(?:[eE][+-]?0?[0-9]{{1,2}})?$"
PERCENT_SIGN = " *%$"
CURRENCY = r"^([+-]?) *[¥￥] *"

MOST_DIGITS = 38
# No double from here on either, so that what is too large does not depend on how a file keeps its numbers.
BEYOND = f"1e{MOST_DIGITS}"
# Leave room before the point, so that every bound of the dictionary fits the type.
MOST_DECIMALS = MOST_DIGITS - 6

DATE_RANGE = ("DATE '1000-01-01'", "DATE '9999-12-31'")


@dataclass(frozen=True)
class Storage:
    """How a column is kept: `kind` as in `FactTable.columns`, `scale` for a decimal."""

    kind: str
    scale: int = 0

    @property
    def type(self) -> str:
        """The DuckDB type."""
        if self.kind == "decimal":
            return f"DECIMAL({MOST_DIGITS}, {self.scale})"
        return {"double": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}.get(self.kind, "VARCHAR")


DOUBLE = Storage("double")


def trimmed(sql: str) -> str:
    """Strip blanks from a text."""
    return f"trim({sql}, {literal(BLANKS)})"


def half_width(sql: str) -> str:
    """Turn full-width digits and signs into ASCII, without surrounding blanks."""
    return f"translate({trimmed(sql)}, {literal(FULL_WIDTH)}, {literal(HALF_WIDTH)})"


def plain_number(sql: str, exponent: int) -> str:
    """Read a text known to be digits with perhaps a sign and a point."""
    return f"{sql} || 'e{exponent}'" if exponent else sql


def number_text(sql: str, value_type: ValueType, exponent: int) -> str:
    """Read a text as a number in the canonical unit, `exponent` being the power of ten of the column's unit."""
    plain = f"regexp_full_match({sql}, {literal(PLAIN)})"
    unusual = _unusual_number(sql, value_type, exponent)
    return f"CASE WHEN {plain} THEN {plain_number(sql, exponent)} ELSE {unusual} END"


def _unusual_number(sql: str, value_type: ValueType, exponent: int) -> str:
    text = half_width(sql)
    if value_type is ValueType.MONEY:
        text = f"regexp_replace({text}, {literal(CURRENCY)}, '\\1')"
    if value_type is ValueType.FRACTION:
        # A percent sign says more than the unit of the column, whose shift is taken back here.
        text = f"regexp_replace({text}, {literal(PERCENT_SIGN)}, 'e{-2 - exponent}')"
    number = f"replace(regexp_extract({text}, {literal(NUMBER)}), ',', '')"
    if not exponent:
        return number
    own = "coalesce(TRY_CAST(regexp_extract(n, '[eE](.+)$', 1) AS INTEGER), 0)"
    shifted = f"regexp_extract(n, '^[^eE]+') || 'e' || CAST({own} + {exponent} AS VARCHAR)"
    return f"list_transform([{number}], lambda n: {shifted})[1]"


def significant_digits(number: str) -> str:
    """Count the significant digits of a number text."""
    return f"length(trim({_all_digits(number)}, '0'))"


def decimals(number: str) -> str:
    """Count the decimals a number text needs, none for trailing zeros."""
    digits = _all_digits(number)
    trailing = f"(length({digits}) - length(rtrim({digits}, '0')))"
    needed = f"greatest({_fraction_length(number)} - {trailing} - {_exponent(number)}, 0)"
    return f"CASE WHEN trim({digits}, '0') = '' THEN 0 ELSE {needed} END"


def whole_digits(number: str) -> str:
    """Count the digits a number text needs before the point."""
    leading = f"length(ltrim({_all_digits(number)}, '0'))"
    return f"greatest({leading} - {_fraction_length(number)} + {_exponent(number)}, 0)"


def stored(number: str, storage: Storage) -> str:
    """Cast a number text to its storage; NULL when the storage cannot hold it exactly."""
    if storage.kind == "double":
        return f"TRY_CAST({number} AS DOUBLE)"
    fits = f"CASE WHEN {decimals('n')} <= {storage.scale} THEN TRY_CAST(n AS {storage.type}) END"
    return f"list_transform([{number}], lambda n: {fits})[1]"


def _all_digits(number: str) -> str:
    return f"regexp_replace({_mantissa(number)}, '[^0-9]', '', 'g')"


def _mantissa(number: str) -> str:
    return f"regexp_extract({number}, '^[^eE]+')"


def _fraction_length(number: str) -> str:
    return f"length(split_part({_mantissa(number)}, '.', 2))"


def _exponent(number: str) -> str:
    return f"coalesce(TRY_CAST(regexp_extract({number}, '[eE](.+)$', 1) AS INTEGER), 0)"
