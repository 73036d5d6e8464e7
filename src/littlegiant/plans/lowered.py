"""Which numbers help by being low."""

from __future__ import annotations

# Numbers that a plan only lowers; it only raises the others.
LOWERED = frozenset(
    {"total_liabilities", "domestic_rank", "national_award_rank_3y", "provincial_award_rank_3y", "national_award_rank_5y"}
)  # fmt: skip
