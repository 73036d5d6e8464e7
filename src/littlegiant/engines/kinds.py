"""What enterprises are counted by: province, section of industry, size class, age."""

from __future__ import annotations

import datetime

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Coded, Columns
from littlegiant.engines.sql import Expr
from littlegiant.facts.industries import SECTION_OF_DIVISION, SECTIONS

KINDS = ("province", "industry", "size", "age")
AGES = (3, 5, 10, 20)
FOUNDED = "founded"


def kind_of(kind: str, columns: Columns, day: datetime.date) -> Expr:
    """Return a kind as a text over a table's own columns, NULL where it is not known; size comes from its class.

    Provinces are two-digit codes, industries letters of sections, ages full years such as `3-4` and `20+`.
    """
    name = {"province": "province", "industry": "industry", "age": FOUNDED}[kind]
    if name not in columns:
        return sql.null(sql.TEXT)
    if kind == "age":
        return _age(day)
    kept = columns[name]
    if isinstance(kept, Coded):
        words = [value if kind == "province" else section_of(value) for value in kept.values]
        return sql.looked_up(
            [exp.null() if word is None else sql.text(word) for word in words], sql.col(name)
        )
    return sql.col(name) if kind == "province" else _section(sql.col(name))


def section_of(code: str) -> str | None:
    """Return the letter of the section an industry code lies in; None for what is no code."""
    if code in SECTIONS:
        return code
    return SECTION_OF_DIVISION.get(int(code[:2])) if code[:2].isdigit() else None


def _section(code: Expr) -> Expr:
    division = sql.try_cast(exp.Substring(this=code, start=sql.whole(1), length=sql.whole(2)), "SMALLINT")
    branches = [
        (sql.between(division, float(first), float(last)), sql.text(letter))
        for letter, (first, last) in SECTIONS.items()
    ]
    letters = [(sql.compare(code, "==", sql.text(letter)), sql.text(letter)) for letter in SECTIONS]
    return sql.case([*branches, *letters])


def _age(day: datetime.date) -> Expr:
    founded = sql.col(FOUNDED)
    branches, least = [], 0
    for years in AGES:
        leap = (day.month, day.day) == (2, 29)
        since = day.replace(year=day.year - years, day=28 if leap else day.day)
        border = exp.Cast(this=sql.text(since.isoformat()), to=exp.DataType.build("DATE"))
        branches.append((sql.compare(founded, ">", border), sql.text(f"{least}-{years - 1}")))
        least = years
    return sql.case([*branches, (sql.known(founded), sql.text(f"{least}+"))])
