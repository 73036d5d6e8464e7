"""SQL that reads a number out of a cell's text, exactly.

A cell becomes a *number text*: sign, digits, point and exponent as `CAST` reads them, already in the canonical
unit because a unit only shifts the exponent; NULL when the cell is no number. From that text DOUBLE is the
nearest double and DECIMAL is the very value.
"""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.facts.model import ValueType
from littlegiant.tables.sql import literal

# What people leave around a value: blanks, tabs, line ends, the ideographic and the no-break space, a BOM.
BLANKS = " \t\r\n\u3000\u00a0\ufeff"
FULL_WIDTH = "０１２３４５６７８９．，％＋－−ｅＥ"
HALF_WIDTH = "0123456789.,%+--eE"

# Lengths are bounded so that no number text over- or underflows a double.
PLAIN = r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?"
DIGITS = r"[+-]?(?:(?:[0-9]{1,60}|[0-9]{1,3}(?:,[0-9]{3}){1,19})(?:\.[0-9]{0,60})?|\.[0-9]{1,60})"
EXPONENT = r"(?:[eE][+-]?0?[0-9]{1,2})?"
CURRENCY = r"^([+-]?) *[¥￥] *"

MOST_DIGITS = 38
# Leave room before the point, so that every bound of the dictionary fits the type.
MOST_DECIMALS = MOST_DIGITS - 6


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


def number_text(sql: str, value_type: ValueType, exponent: int) -> str:
    """Read a text as a number in the canonical unit, `exponent` being the power of ten of the column's unit."""
    plain = f"regexp_full_match({sql}, {literal(PLAIN)})"
    shifted = f"{sql} || 'e{exponent}'" if exponent else sql
    return f"CASE WHEN {plain} THEN {shifted} ELSE {_unusual_number(sql, value_type, exponent)} END"


def _unusual_number(sql: str, value_type: ValueType, exponent: int) -> str:
    text = half_width(sql)
    if value_type is ValueType.MONEY:
        text = f"regexp_replace({text}, {literal(CURRENCY)}, '\\1')"
    bare = f"replace({text}, ',', '')"
    cases = f"WHEN regexp_full_match({text}, {literal(DIGITS + EXPONENT)}) THEN {_shifted(bare, exponent)}"
    if value_type is ValueType.FRACTION:
        percent = f"regexp_replace({bare}, ' *%$', 'e-2')"
        cases += f" WHEN regexp_full_match({text}, {literal(DIGITS + ' *%')}) THEN {percent}"
    return f"CASE {cases} END"


def _shifted(sql: str, exponent: int) -> str:
    if not exponent:
        return sql
    own = f"CAST(regexp_extract({sql}, '[eE](.+)$', 1) AS INTEGER)"
    mantissa = f"regexp_extract({sql}, '^[^eE]+')"
    return (
        f"CASE WHEN contains(lower({sql}), 'e') THEN {mantissa} || 'e' || CAST({own} + {exponent} AS VARCHAR) "
        f"ELSE {sql} || 'e{exponent}' END"
    )


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
    return f"CASE WHEN {decimals(number)} <= {storage.scale} THEN TRY_CAST({number} AS {storage.type}) END"


def _all_digits(number: str) -> str:
    return f"regexp_replace({_mantissa(number)}, '[^0-9]', '', 'g')"


def _mantissa(number: str) -> str:
    return f"regexp_extract({number}, '^[^eE]+')"


def _fraction_length(number: str) -> str:
    return f"length(split_part({_mantissa(number)}, '.', 2))"


def _exponent(number: str) -> str:
    return f"coalesce(TRY_CAST(regexp_extract({number}, '[eE](.+)$', 1) AS INTEGER), 0)"
