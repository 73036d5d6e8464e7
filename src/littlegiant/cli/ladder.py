"""The ladder of recognitions: one table judged by every standard of it, each on a day of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from littlegiant.api import Standard, Verdicts, assess, standard
from littlegiant.verdicts.verdict import Verdict

# The editions of 2022 judge new applications up to 31 March 2026, those of 2026 from the day after.
RUNGS = (
    ("cn/sme-size", "2026-05-01"),
    ("cn/innovative-sme", "2026-05-01"),
    ("cn/tech-sme", "2026-05-01"),
    ("cn/srdi-sme", "2026-03-31"),
    ("cn/srdi-sme", "2026-05-01"),
    ("cn/little-giant", "2026-03-31"),
    ("cn/little-giant", "2026-05-01"),
)
COLUMNS = (
    "id", "name", "standard", "edition", "case", "as_of", "outcome", "class", "score_low", "score_high", "unmet", "unknown", "missing",
)  # fmt: skip


@dataclass(frozen=True)
class Rung:
    """One standard of the ladder with its verdicts on every enterprise, and what each is called."""

    standard: Standard
    verdicts: tuple[Verdict, ...]
    names: dict[str, str]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one flat row per enterprise."""
        for verdict in self.verdicts:
            found = verdict.as_dict()
            score = found["score"] or {}
            yield {
                **{
                    key: found[key]
                    for key in ("id", "standard", "edition", "case", "as_of", "outcome", "class")
                },
                "name": self.names.get(verdict.id),
                "score_low": score.get("low"),
                "score_high": score.get("high"),
                **{key: ";".join(found[key]) for key in ("unmet", "unknown", "missing")},
            }


def climb(
    table: Path, mapping: Path | None = None, rungs: Sequence[tuple[str, str]] = RUNGS
) -> Iterator[Rung]:
    """Judge a table by one standard of the ladder after the other."""
    for name, day in rungs:
        judged = assess(table, standard(name, day), mapping)
        yield Rung(judged.standard, tuple(judged.each()), _names(judged))


def _names(judged: Verdicts) -> dict[str, str]:
    if "name" not in judged.facts.columns:
        return {}
    return dict(judged.connection.execute(f"SELECT id, name FROM {judged.facts.relation}").fetchall())
