"""One scan of the incoming table that tells which columns need care.

Most columns of most tables are clean: numbers within bounds, codes without blanks around them. Asking first
lets these through untouched and leaves the careful reading to the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.findings import GREATEST_IN_DOUBLE, Finding, look_through
from littlegiant.tables.kinds import (
    DECIMAL,
    FLOATS,
    INTEGERS,
    SMALL_INTEGERS,
    cell_text,
    is_native,
    is_textual,
)
from littlegiant.tables.numbers import BEYOND, DATE_RANGE, PLAIN
from littlegiant.tables.source import DECIMAL_DIGITS, RawColumn, RawTable, Stated
from littlegiant.tables.sql import literal, run
from littlegiant.tables.targets import Target

GREATEST = float(BEYOND)


def survey(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    targets: Sequence[Target],
    unused: Sequence[Target] = (),
) -> tuple[int, dict[str, Finding]]:
    """Return the number of rows and a finding for each target by its column name.

    A column among the `unused` is clean too when its only trouble would be NaN, which is no fault.
    """
    if raw.cells:
        return look_through(raw, [*targets, *unused])
    questions = ["count(*)"]
    for target in targets:
        questions += _questions(raw.columns[target.position], target, kept=True)
    for target in unused:
        questions += _questions(raw.columns[target.position], target, kept=False)
    targets = [*targets, *unused]
    answers = run(connection, f"SELECT {', '.join(questions)} FROM {raw.relation}", source=raw.source)[0]
    found = {}
    for number, target in enumerate(targets):
        filled, *certain = answers[1 + 4 * number : 5 + 4 * number]
        found[target.column] = Finding(filled, *(answer is True for answer in certain))
    return answers[0], found


def _questions(column: RawColumn, target: Target, *, kept: bool) -> list[str]:
    """Return SQL for the four answers of a finding; an empty column is clean, plain and short."""
    if column.stated is not None and is_native(column, target):
        return _stated(column, column.stated, target.fact, kept=kept)
    if is_textual(target.fact) and target.column != "id":
        return ["NULL", "false", "true", "true"]
    x = column.sql if is_native(column, target) else cell_text(column, target)
    clean, plain, short = _certainties(x, column, target)
    if not kept and not is_native(column, target) and target.fact.type.is_number:
        clean = plain = _is_harmless(x, target)
    return [f"count({x})", *(f"coalesce({answer}, true)" for answer in (clean, plain, short))]


def _stated(column: RawColumn, stated: Stated, fact: Fact, *, kept: bool) -> list[str]:
    """Answer from what the file states; NaN, which it passes over in silence, and fractions have to be looked for.

    A sum is NaN when one of its parts is, and that of the fractions of numbers that are not negative is zero when all
    of them are. DuckDB believes the file's least and greatest value even of NaN, so that neither a comparison nor
    `isnan` is to be trusted on the cells of such a column.
    """
    low, high = stated.low, stated.high
    within = (
        low is None
        or high is None
        or (
            -GREATEST < low <= high < GREATEST
            and (fact.minimum is None or low >= fact.minimum)
            and (fact.maximum is None or high <= fact.maximum)
        )
    )
    x, doubtful = column.sql, within and column.type in FLOATS and (kept or fact.whole)
    clean = str(within).lower()
    if doubtful and fact.whole and (low is None or low >= 0):
        clean = f"coalesce(sum({x} - trunc({x})) = 0, true)"
    elif doubtful:
        clean = f"NOT coalesce(isnan(sum({x})), false)" if not fact.whole else "false"
    short = low is None or high is None or column.type in FLOATS or max(-low, high) <= GREATEST_IN_DOUBLE
    return ["NULL", clean, "true", str(short).lower()]


def _certainties(x: str, column: RawColumn, target: Target) -> tuple[str, str, str]:
    value_type = target.fact.type
    if is_native(column, target):
        return _native_is_clean(x, column, target.fact), "true", _is_short(x, column)
    if value_type.is_number:
        plain = f"bool_and(regexp_full_match({x}, {literal(PLAIN)}))"
        return "false", plain, f"max(strlen({x})) <= {DECIMAL_DIGITS}"
    if value_type in (ValueType.BOOLEAN, ValueType.DATE):
        return "false", "false", "true"
    return _has_no_blank_edge(x), "true", "true"


def _is_harmless(x: str, target: Target) -> str:
    """Return SQL that says that every text is a short number which nothing in its fact can forbid.

    Of a column that nobody asks for this is all there is to know, and it saves reading the numbers.
    """
    fact = target.fact
    if fact.maximum is not None or (fact.minimum or 0) > 0:
        return "false"
    sign = "[+-]?" if fact.minimum is None else ""
    fraction = "" if fact.whole else r"(?:\.[0-9]{1,15})?"
    if fact.whole and target.exponent < 0:
        return "false"
    return f"bool_and(regexp_full_match({x}, {literal(f'(?:{sign}[0-9]{{1,15}}{fraction})?')}))"


def _has_no_blank_edge(x: str) -> str:
    """Return SQL that says that every text is ASCII and neither begins nor ends with a blank.

    Other text may be without blanks too; it is then trimmed, which costs time but changes nothing.
    """
    begins = f"min({x}) >= '!' AND max({x}) < chr(127)"
    return f"{begins} AND bool_and(strlen({x}) = length({x}) AND array_extract({x}, -1) >= '!')"


def _native_is_clean(x: str, column: RawColumn, fact: Fact) -> str:
    if fact.type is ValueType.BOOLEAN:
        return "true"
    if fact.type is ValueType.DATE:
        first, last = DATE_RANGE
        return f"min({x}) >= {first} AND max({x}) <= {last}" if column.type == "DATE" else "false"
    if DECIMAL.fullmatch(column.type):
        return "false"
    low = f">= {fact.minimum!r}::DOUBLE" if fact.minimum is not None else f"> -{BEYOND}::DOUBLE"
    high = f"<= {fact.maximum!r}::DOUBLE" if fact.maximum is not None else f"< {BEYOND}::DOUBLE"
    # The greatest value of a column with NaN is NaN, and yet DuckDB may say that it is below any bound.
    real = f" AND isfinite(sum({x}))" if column.type in FLOATS else ""
    whole = f" AND bool_and({x} = trunc({x}))" if fact.whole and column.type in FLOATS else ""
    return f"min({x}) {low} AND max({x}) {high}{real}{whole}"


def _is_short(x: str, column: RawColumn) -> str:
    if column.type in INTEGERS and column.type not in SMALL_INTEGERS:
        return f"min({x}) >= -{GREATEST_IN_DOUBLE} AND max({x}) <= {GREATEST_IN_DOUBLE}"
    decimal = DECIMAL.fullmatch(column.type)
    return "false" if decimal and int(decimal[1]) > DECIMAL_DIGITS else "true"
