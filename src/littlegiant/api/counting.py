"""What the verdicts on a table come to: counts by criterion, by province and by class, and the first enterprises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from littlegiant.api.workspace import engine_errors
from littlegiant.engines.duck import DIALECT
from littlegiant.standards.model import Rulebook
from littlegiant.tables.sql import identifier, literal

if TYPE_CHECKING:
    from littlegiant.api.assessment import Verdicts
    from littlegiant.api.several import Several

COUNTED = "lg_counted"
NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class CriterionCount:
    """How many enterprises meet a criterion, fail it, are unknown by it; `alone`: fail it and nothing else."""

    criterion: str
    met: int
    unmet: int
    unknown: int
    alone: int


@dataclass(frozen=True)
class Counted:
    """The verdicts of one standard in numbers.

    `provinces` gives for each code (or `unknown`) how many are met, unmet and unknown; it is empty where the table
    says nothing of provinces. `classes` counts by class where the standard classifies.
    """

    rulebook: Rulebook
    outcomes: Counter[str]
    criteria: tuple[CriterionCount, ...]
    provinces: dict[str, Counter[str]] = field(default_factory=dict)
    classes: Counter[str] = field(default_factory=Counter)

    @property
    def firms(self) -> int:
        """Return how many enterprises were judged."""
        return sum(self.outcomes.values())


@dataclass(frozen=True)
class Firm:
    """One enterprise: what it is called, where it is, and what each standard says of it, as in `assess --format json`."""

    id: str
    name: str | None
    province: str | None
    verdicts: tuple[Mapping[str, Any], ...]


def counted(judged: Verdicts | Several) -> tuple[Counted, ...]:
    """Judge the table in one scan and count, for every standard; fills `judged.counts` too."""
    from littlegiant.api.several import Several

    if isinstance(judged, Several):
        judged.begin()
        found = tuple(_Counting(judged, item.rulebook, f"{item.name}:").run() for item in judged.standards)
        judged.counts = {item.rulebook.name: item.outcomes for item in found}
        return found
    judged.begin()
    one = _Counting(judged, judged.standard.rulebook, "").run()
    judged.counts = one.outcomes
    return (one,)


def first_firms(judged: Verdicts | Several, most: int) -> list[Firm]:
    """Return the first enterprises in the order of the table, with what is said of them."""
    from littlegiant.api.several import Several

    many = len(judged.standards) if isinstance(judged, Several) else 1
    each = judged.each()
    found = [verdict.as_dict() for verdict in islice(each, most * many)]
    each.close()  # type: ignore[attr-defined]
    named = _names(judged, [item["id"] for item in found[::many]])
    return [
        Firm(rows[0]["id"], *named[rows[0]["id"]], tuple(rows))
        for rows in (found[place : place + many] for place in range(0, len(found), many))
    ]


def _names(judged: Verdicts | Several, ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    facts = judged.facts
    columns = [name for name in ("name", "province") if name in facts.columns]
    listed = ", ".join(literal(found) for found in ids) or "NULL"
    picked = ", ".join(["id", *columns])
    with engine_errors():
        result = judged.connection.execute(f"SELECT {picked} FROM {facts.relation} WHERE id IN ({listed})")
        rows = [facts.facts(dict(zip(("id", *columns), row, strict=True))) for row in result.fetchall()]
    return {row["id"]: (row.get("name"), row.get("province")) for row in rows}


class _Counting:
    """One query with a row for each outcome, province and class, its columns called after `prefix`."""

    def __init__(self, judged: Verdicts | Several, rulebook: Rulebook, prefix: str) -> None:
        self.judged, self.rulebook, self.prefix = judged, rulebook, prefix
        self.with_province = "province" in judged.facts.columns

    def run(self) -> Counted:
        """Count."""
        with engine_errors():
            rows = self.judged.connection.execute(self._sql()).fetchall()
        outcomes: Counter[str] = Counter()
        provinces: dict[str, Counter[str]] = {}
        classes: Counter[str] = Counter()
        sums = [0] * (4 * len(self.rulebook.criteria))
        for outcome, province, size, firms, *numbers in rows:
            outcomes[str(outcome)] += firms
            if self.with_province:
                provinces.setdefault(self._place(province), Counter())[str(outcome)] += firms
            if self.rulebook.is_classification:
                classes[size or NOT_KNOWN] += firms
            sums = [one + (other or 0) for one, other in zip(sums, numbers, strict=True)]
        return Counted(
            self.rulebook, outcomes, tuple(self._criteria(sums)), dict(sorted(provinces.items())), classes
        )

    def _criteria(self, sums: Sequence[int]) -> Iterator[CriterionCount]:
        for place, item in enumerate(self.rulebook.criteria):
            yield CriterionCount(item.id, *sums[4 * place : 4 * place + 4])

    def _place(self, cell: Any) -> str:
        found = self.judged.facts.facts({"province": cell})["province"]
        return str(found)[:2] if found else NOT_KNOWN

    def _sql(self) -> str:
        """Return the query; the judged table is worked out once, for its columns are long expressions."""
        ids = [self._column(item.id) for item in self.rulebook.criteria]
        failed = " + ".join(f"coalesce(NOT {name}, FALSE)::INT" for name in ids) or "0"
        counts = []
        for name in ids:
            counts += [f"count_if({name})", f"count_if(NOT {name})", f"count_if({name} IS NULL)"]
            counts.append(f"count_if(NOT {name} AND {COUNTED} = 1)")
        classed = [self._column("class")] if self.rulebook.is_classification else []
        kept = ", ".join(["id", self._column("outcome"), *classed, *ids])
        # Facts and criteria may share a name, so only the place is taken over from the facts.
        place = f"SELECT id AS lg_id, province AS lg_place FROM {self.judged.facts.relation}"
        facts = f"JOIN ({place}) ON lg_id = judged.id" if self.with_province else ""
        places = "lg_place" if self.with_province else "NULL"
        picked = ", ".join([self._column("outcome"), places, *(classed or ["NULL"]), "count(*)", *counts])
        judged = self.judged.query(as_text=False).sql(DIALECT, copy=False)
        return (
            f"WITH judged AS MATERIALIZED (SELECT {kept} FROM ({judged})), "
            f"counted AS MATERIALIZED (SELECT *, {failed} AS {COUNTED} FROM judged {facts}) "
            f"SELECT {picked} FROM counted GROUP BY 1, 2, 3"
        )

    def _column(self, name: str) -> str:
        return identifier(f"{self.prefix}{name}")
