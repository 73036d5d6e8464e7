"""One standard ready to judge: the edition of a day, case and place, linked."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from littlegiant.engines.duck import Desk, Judge
from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.places import PROVINCES, province_code
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.standards.model import Edition, Rulebook
from littlegiant.standards.selection import select

NATIONAL = "CN"
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1950, 2199


@dataclass(frozen=True, eq=False)
class Standard:
    """The rulebook of one edition for a day, a case and a place.

    `jurisdiction` None follows each enterprise's province. `note` says that the edition was forced.
    """

    rulebook: Rulebook
    jurisdiction: str | None = None
    note: Text | None = None

    @property
    def name(self) -> str:
        """Return `id@edition`."""
        return self.rulebook.name

    @property
    def edition(self) -> Edition:
        """Return the edition that judges."""
        return self.rulebook.edition

    @property
    def follows_province(self) -> bool:
        """Say whether some province has rules of its own on this day, and each enterprise's province decides."""
        return bool(self.rulebook.variants)

    @cached_property
    def national(self) -> Standard:
        """Return the same standard by the rules of the whole country."""
        if not self.follows_province:
            return self
        setting = Setting(self.rulebook.case, self.rulebook.as_of, NATIONAL)
        return Standard(demand_clean(link(self.edition, shipped(), setting)), NATIONAL, self.note)

    @cached_property
    def judge(self) -> Judge:
        """Return the judge of tables; its compiled queries are kept."""
        return Judge(self.rulebook)

    @cached_property
    def desk(self) -> Desk:
        """Return the judge of single enterprises; it stays warm."""
        return Desk(self.rulebook)

    def __repr__(self) -> str:
        place = f", jurisdiction={self.jurisdiction!r}" if self.jurisdiction else ""
        return f"Standard({self.name!r}, as_of={self.rulebook.as_of.isoformat()!r}, case={self.rulebook.case!r}{place})"


def standard(
    name: str, as_of: str | datetime.date, case: str = "new", jurisdiction: str | None = None
) -> Standard:
    """Return the edition of `id` or `id@edition` that judges a case on a day, linked with its overlays.

    `jurisdiction` is `CN`, or a province by ISO code, GB/T 2260 code or name; without it overlays follow each
    enterprise's province. The same call returns the same object, whose compiled queries stay warm. Raises
    LittleGiantError for an unknown standard, a date no edition governs, or a place that is none.
    """
    return _standard(name, day(as_of), case, None if jurisdiction is None else place(jurisdiction))


@lru_cache(maxsize=64)
def _standard(name: str, as_of: datetime.date, case: str, jurisdiction: str | None) -> Standard:
    selection = select(shipped(), name, as_of=as_of, case=case)
    rulebook = demand_clean(link(selection.edition, shipped(), Setting(case, as_of, jurisdiction)))
    return Standard(rulebook, jurisdiction, selection.note)


def day(written: str | datetime.date) -> datetime.date:
    """Return the as-of date; raises call.as-of unless it is a day written YYYY-MM-DD."""
    if isinstance(written, datetime.datetime):
        return written.date()
    if isinstance(written, datetime.date):
        return written
    try:
        if not ISO_DAY.fullmatch(str(written)):
            raise ValueError(written)
        found = datetime.date.fromisoformat(str(written))
    except ValueError as error:
        raise _no_day(str(written)) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _no_day(str(written))
    return found


def place(written: str) -> str:
    """Return `CN` or the ISO code of a province; raises call.jurisdiction for anything else."""
    if written.strip().upper() == NATIONAL:
        return NATIONAL
    code = province_code(written)
    if code is not None:
        return PROVINCES[code].iso
    raise LittleGiantError(
        "call.jurisdiction",
        Text(
            f"--jurisdiction “{written}”不是全国（CN）或一个省级行政区。",
            f"--jurisdiction {written!r} is neither the whole country (CN) nor a province-level unit.",
        ),
        Text("例如 CN-GD、44 或 广东。", "Write for example CN-GD, 44 or Guangdong."),
    )


def _no_day(written: str) -> LittleGiantError:
    return LittleGiantError(
        "call.as-of",
        Text(
            f"--as-of “{written}”不是日期；应为 YYYY-MM-DD，年份在 {FIRST_YEAR} 与 {LAST_YEAR} 之间。",
            f"--as-of {written!r} is no date; expected YYYY-MM-DD, of a year from {FIRST_YEAR} to {LAST_YEAR}.",
        ),
        Text("例如 2026-05-01。", "Write for example 2026-05-01."),
    )
