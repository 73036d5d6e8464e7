"""What is known of enterprises: of every fact and year the values that stand, settled or side by side."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from littlegiant_platform.registry.models import Settlement, Statement
from littlegiant_platform.registry.queries.moment import Moment
from littlegiant_platform.registry.vocabulary import vocabulary

Key = tuple[str, int | None]


@dataclass(frozen=True)
class Known:
    """One fact of one enterprise, of one year where it is yearly.

    `statements` are all that stand at the moment asked about, the latest recorded first. `chosen` is the one that counts: the
    only value there is, or the one a settlement chose; None while values contradict each other.
    """

    fact: str
    year: int | None
    statements: tuple[Statement, ...]
    chosen: Statement | None
    settlement: Settlement | None = None

    @property
    def in_conflict(self) -> bool:
        """Say whether values contradict each other and nobody has settled it."""
        return self.chosen is None

    @property
    def value(self) -> Any:
        """Return the value that counts, None where there is none."""
        return None if self.chosen is None else self.chosen.value


def known_of(enterprise: UUID, moment: Moment) -> dict[Key, Known]:
    """Return what is known of one enterprise, by fact and year."""
    return known_of_all([enterprise], moment)[enterprise]


def known_of_all(enterprises: Sequence[UUID], moment: Moment) -> Mapping[UUID, dict[Key, Known]]:
    """Return what is known of several enterprises: two queries, whatever their number."""
    standing: dict[UUID, dict[Key, list[Statement]]] = {one: defaultdict(list) for one in enterprises}
    rows = Statement.objects.filter(moment.known, moment.in_force, enterprise__in=enterprises)
    for statement in rows.order_by("-recorded", "-pk"):
        if statement.value is None or not _is_over(statement, moment.true_on):
            continue
        standing[statement.enterprise_id][statement.fact, statement.year].append(statement)
    settled = _settlements(enterprises, moment)
    return {
        one: {key: _known(key, rows, settled) for key, rows in facts.items()}
        for one, facts in standing.items()
    }


def _is_over(statement: Statement, day: datetime.date) -> bool:
    """Say whether the year a statement is of lies behind the day; one that is no longer true is left out before."""
    if statement.year is None:
        return True
    return statement.year <= day.year + vocabulary()[statement.fact].year_offset


def _known(key: Key, rows: Iterable[Statement], settled: Mapping[int, Settlement]) -> Known:
    statements = tuple(_latest(rows))
    values = {statement.value for statement in statements}
    if len(values) == 1:
        return Known(*key, statements, statements[0])
    found = [settled[one.pk] for one in statements if one.pk in settled]
    standing = {statement.pk for statement in statements}
    valid = [item for item in found if standing <= {one.pk for one in item.seen.all()}]
    last = max(valid, key=lambda item: (item.recorded, item.pk), default=None)
    return Known(*key, statements, None if last is None else last.chosen, last)


def _latest(rows: Iterable[Statement]) -> Iterable[Statement]:
    """Leave out what a statement that begins later has replaced: a state lasts until the next."""
    listed = list(rows)
    begun = max((row.since for row in listed if row.since is not None), default=None)
    return [row for row in listed if row.since == begun]


def _settlements(enterprises: Sequence[UUID], moment: Moment) -> dict[int, Settlement]:
    """Return the last settlement for each statement it chose."""
    rows = Settlement.objects.filter(enterprise__in=enterprises, recorded__lte=moment.known_on)
    rows = rows.select_related("chosen").prefetch_related("seen").order_by("recorded", "pk")
    return {row.chosen_id: row for row in rows}
