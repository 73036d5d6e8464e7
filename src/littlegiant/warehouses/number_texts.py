"""Reads numbers out of text, exactly, by the same rules as for files: see `littlegiant.tables.numbers`.

A cell becomes a mantissa (sign, digits, point) and a power of ten in the canonical unit; both together are a text that
any engine casts. What is no number has neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.sql import Expr
from littlegiant.facts.model import ValueType
from littlegiant.tables.numbers import DIGITS, MOST_DIGITS, Storage
from littlegiant.warehouses.vocabulary import Vocabulary

SHAPE = f"^{DIGITS}(?:[eE][+-]?0?[0-9]{{1,2}})?$"
MANTISSA = "^([^eE]+)"
EXPONENT = "[eE](.+)$"
PERCENT = " *%$"
BEFORE_PERCENT = "^(.*[^ %]) *%$"
CURRENCY = "^[+-]? *[¥￥]"
SIGN_BEFORE = "^([+-]) *[¥￥]"
AFTER_CURRENCY = "^[+-]? *[¥￥] *(.*)$"
PERCENT_SHIFT = -2

Stage = list[tuple[str, Expr]]


@dataclass(frozen=True)
class NumberText:
    """The columns that read one column of text: `b` bare text, `u` power of ten of its unit, `m` mantissa, `e` power.

    `index` numbers the columns; `h` is the cell as text in plain signs.
    """

    words: Vocabulary
    index: int
    type: ValueType
    exponent: int

    @property
    def text(self) -> Expr:
        """Return the cell as text in plain signs."""
        return sql.col(f"h{self.index}")

    @property
    def number(self) -> Expr:
        """Return the number text: NULL where there is none."""
        m, e = (sql.col(f"{letter}{self.index}") for letter in "me")
        return self.words.joined(m, sql.text("e"), self.words.as_text(e))

    def bare(self) -> Stage:
        """Return the text without signs of currency and percent, and the power of ten of the unit it is in."""
        text = self.text
        unit: Expr = sql.whole(self.exponent)
        if self.type is ValueType.MONEY:
            sign = sql.coalesce(self.words.part(text, SIGN_BEFORE), sql.text(""))
            amount = self.words.joined(
                sign, sql.coalesce(self.words.part(text, AFTER_CURRENCY), sql.text(""))
            )
            text = sql.case([(self.words.matches(text, CURRENCY), amount)], text)
        if self.type is ValueType.FRACTION:
            # A percent sign says more than the unit of the column.
            percent = self.words.matches(text, PERCENT)
            unit = sql.case([(percent, sql.whole(PERCENT_SHIFT))], unit)
            text = sql.case([(percent, self.words.part(text, BEFORE_PERCENT))], text)
        return [(f"b{self.index}", text), (f"u{self.index}", unit)]

    def parts(self) -> Stage:
        """Return mantissa and power of ten where the bare text is a number."""
        bare, unit = sql.col(f"b{self.index}"), sql.col(f"u{self.index}")
        fits = self.words.matches(bare, SHAPE)
        mantissa = self.words.translated(self.words.part(bare, MANTISSA), ",", "")
        own = sql.cast(self.words.part(bare, EXPONENT), "INT")
        power = sql.add(sql.coalesce(own, sql.whole(0)), unit)
        return [
            (f"m{self.index}", sql.case([(fits, mantissa)])),
            (f"e{self.index}", sql.case([(fits, power)])),
        ]

    def digits(self) -> Expr:
        """Count the significant digits."""
        return sql.length(self.words.trimmed(self._digits(), "0"))

    def decimals(self) -> Expr:
        """Count the digits behind the point that the number needs, none for trailing zeros."""
        digits = self._digits()
        without = self.words.trimmed(self.words.joined(sql.text("9"), digits), "0")
        trailing = sql.subtract(sql.add(sql.length(digits), sql.whole(1)), sql.length(without))
        needed = sql.subtract(sql.subtract(self._behind_point(), trailing), sql.col(f"e{self.index}"))
        zero = sql.compare(self.words.trimmed(digits, "0"), "==", sql.text(""))
        return sql.case([(zero, sql.whole(0))], sql.greatest(needed, sql.whole(0)))

    def whole_digits(self) -> Expr:
        """Count the digits that the number needs before the point."""
        digits = self._digits()
        without = self.words.trimmed(self.words.joined(digits, sql.text("9")), "0")
        leading = sql.subtract(sql.length(without), sql.whole(1))
        before = sql.add(sql.subtract(leading, self._behind_point()), sql.col(f"e{self.index}"))
        return sql.greatest(before, sql.whole(0))

    def stored(self, storage: Storage) -> Expr:
        """Return the number as it is kept; NULL where that cannot hold it exactly."""
        if storage.kind == "double":
            return sql.cast(self.number, "DOUBLE")
        room = sql.whole(MOST_DIGITS - storage.scale)
        fits = sql.all_of(
            [
                sql.compare(self.decimals(), "<=", sql.whole(storage.scale)),
                sql.compare(self.whole_digits(), "<=", room),
            ]
        )
        return sql.case([(fits, sql.try_cast(self.number, storage.type))])

    def _digits(self) -> Expr:
        return self.words.translated(sql.col(f"m{self.index}"), "0+-.", "0")

    def _behind_point(self) -> Expr:
        fraction = self.words.part(sql.col(f"m{self.index}"), "[.]([0-9]+)$")
        return sql.coalesce(sql.length(fraction), sql.whole(0))


def is_number(item: Expr) -> Expr:
    """Return whether a cell of floating point or a free decimal is a number: neither NULL nor NaN.

    NaN equals itself here, unlike in other languages, and is greater than every number.
    """
    return sql.compare(item, "!=", exp.Cast(this=sql.text("NaN"), to=exp.DataType.build("DOUBLE")))
