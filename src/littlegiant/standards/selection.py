"""Which edition judges: by standard, case and day, or the one that is named."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.model import CASE_NAMES, CASES, Edition


@dataclass(frozen=True)
class Selection:
    """The edition that judges, and a note when it was forced outside its dates."""

    edition: Edition
    note: Text | None = None


def select(catalogue: Catalogue, asked: str, *, as_of: datetime.date, case: str = "new") -> Selection:
    """Return the edition for `id` or `id@edition`.

    Without an edition the one in force for the case on the day; if none is, raises standard.no-edition and
    names those there are. With an edition that one, with a note when it was not in force.
    """
    if case not in CASES:
        raise LittleGiantError(
            "call.case",
            Text(
                f"没有“{case}”这一情形，有 new（新申报）与 renewal（复核）。",
                f"There is no case '{case}'; there are new and renewal.",
            ),
        )
    standard, mark, _ = asked.partition("@")
    if not mark:
        edition = catalogue.in_force(standard, case, as_of)
        if edition is None:
            raise _no_edition(catalogue, standard, as_of, case)
        return Selection(edition)
    edition = catalogue.edition(asked)
    if any(period.covers(case, as_of) for period in edition.in_force):
        return Selection(edition)
    return Selection(edition, _forced(edition, as_of, case))


def periods(edition: Edition) -> Text:
    """Return in words when an edition judges which case."""
    zh, en = [], []
    for period in edition.in_force:
        end = period.end.isoformat() if period.end else ""
        zh.append(f"{CASE_NAMES[period.case].zh} {period.start.isoformat()} 至 {end or '今'}")
        en.append(f"{period.case} {period.start.isoformat()} to {end or 'now'}")
    return Text("；".join(zh), "; ".join(en))


def _forced(edition: Edition, as_of: datetime.date, case: str) -> Text:
    spans = periods(edition)
    return Text(
        f"注意：{edition.name} 在 {as_of.isoformat()} 对{CASE_NAMES[case].zh}不施行（{spans.zh}），按指定的版本判断。",
        f"note: {edition.name} was not in force for case {case} on {as_of.isoformat()} ({spans.en}); judged by it because it was named.",
    )


def _no_edition(catalogue: Catalogue, standard: str, as_of: datetime.date, case: str) -> LittleGiantError:
    editions = catalogue.editions(standard)
    zh = "；".join(f"{edition.name}（{periods(edition).zh}）" for edition in editions)
    en = "; ".join(f"{edition.name} ({periods(edition).en})" for edition in editions)
    return LittleGiantError(
        "standard.no-edition",
        Text(
            f"{standard} 没有在 {as_of.isoformat()} 适用于{CASE_NAMES[case].zh}的版本。现有：{zh}。",
            f"No edition of {standard} judges case {case} on {as_of.isoformat()}. There are: {en}.",
        ),
        Text(
            f"可写明版本，例如 {editions[-1].name}。",
            f"Name an edition to force it, such as {editions[-1].name}.",
        ),
    )
