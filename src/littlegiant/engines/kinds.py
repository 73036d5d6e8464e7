"""What enterprises are counted by: province, section of industry, size class, age."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Coded, Columns
from littlegiant.engines.compiler import compile_rulebook
from littlegiant.engines.sql import Expr
from littlegiant.engines.stages import Merged, Stages, merged
from littlegiant.facts.industries import SECTION_OF_DIVISION, SECTIONS
from littlegiant.standards.model import Rulebook

KINDS = ("province", "industry", "size", "age")
SIZE = "size"
AGES = (3, 5, 10, 20)
FOUNDED = "founded"
FACT_OF = {"province": "province", "industry": "industry", "age": FOUNDED}


@dataclass(frozen=True)
class Scene:
    """A table as the engine sees it, the day on which it is looked at, and the rules that class enterprises by size."""

    columns: Columns
    relation: str
    day: datetime.date
    sizing: Rulebook | None = None


def with_kinds(parts: Sequence[Stages], scene: Scene, kinds: Sequence[str]) -> Merged:
    """Return stages over one relation as one, with a column `kind_<kind>` for each kind; what they share is shared.

    What the table says itself stands in the first stage, the size class in the last.
    """
    plain = [(f"kind_{kind}", kind_of(kind, scene)) for kind in kinds if kind != SIZE]
    sized = SIZE in kinds and scene.sizing is not None
    relation = parts[0].relation if parts else scene.relation
    own = _sizing(scene, relation) if sized else Stages(relation, ())
    whole = merged([*parts, own])
    facts, *others = whole.stages.columns or ((),)
    last = ((("kind_size", _class_named(scene, whole.names[-1]) if sized else sql.null(sql.TEXT)),),)
    stages = ((*facts, *(plain or [("row", sql.whole(1))])), *others, *(last if SIZE in kinds else ()))
    return Merged(Stages(relation, stages), whole.names)


def kind_of(kind: str, scene: Scene) -> Expr:
    """Return a kind as a text over a table's own columns, NULL where it is not known; size comes from its class.

    Provinces are two-digit codes, industries letters of sections, ages full years such as `3-4` and `20+`.
    """
    name = FACT_OF[kind]
    if name not in scene.columns:
        return sql.null(sql.TEXT)
    if kind == "age":
        return _age(scene.day)
    kept = scene.columns[name]
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


def _sizing(scene: Scene, relation: str) -> Stages:
    assert scene.sizing is not None
    return compile_rulebook(scene.sizing, scene.columns, relation, joint=False).stages


def _class_named(scene: Scene, names: dict[str, str]) -> Expr:
    """Return the size class by name where it is settled."""
    assert scene.sizing is not None
    classes = scene.sizing.classifications[scene.sizing.edition.id].classes
    low, high = (sql.col(names[f"k_0_{end}"]) for end in ("low", "high"))
    named = [(sql.compare(low, "==", sql.whole(index)), sql.text(word)) for index, word in enumerate(classes)]
    return sql.case([(sql.compare(low, "==", high), sql.case(named))])


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
