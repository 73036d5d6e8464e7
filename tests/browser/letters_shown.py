"""The letters that are looked at: of every shipped standard one met, one unmet and one of which nothing is known."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from letter_helpers import explained, explained_empty

from littlegiant.cli.letters import page
from littlegiant.verdicts.explanation_tree import Explanation

NOTICE_2025, NOTICE_2026 = "cn/little-giant-notice-2025", "cn/little-giant-notice-2026"
GUANGDONG = "cn/guangdong-srdi-2022"
GIANT, GIANT_2022 = "cn/little-giant@2026", "cn/little-giant@2022"
SRDI, SRDI_2022 = "cn/srdi-sme@2026", "cn/srdi-sme@2022"
INNOVATIVE, TECH, SIZE = "cn/innovative-sme@2022", "cn/tech-sme@2017", "cn/sme-size@2011"
LONG_NAME = "江苏省合成精密轴承制造股份有限公司（虚构）Jiangsu-Synthetic-Precision-Bearings-Manufacturing"

LETTERS: dict[str, Callable[[], Explanation]] = {
    "giant-met": lambda: explained(GIANT, of=NOTICE_2026),
    "giant-unmet": lambda: explained(
        GIANT,
        {"revenue_2025": 49_999_999, "class1_ip_own": 3, "market_share": 0.08, "single_champion": None},
        of=NOTICE_2026,
        enterprise=LONG_NAME,
    ),
    "giant-empty": lambda: explained_empty(GIANT, "new", datetime.date(2026, 5, 1)),
    "giant-2022-renewal": lambda: explained(GIANT_2022, of=NOTICE_2026, case="renewal"),
    "giant-2022-waived": lambda: explained(GIANT_2022, {"class1_ip": 1}, of=NOTICE_2025, case="renewal"),
    "giant-2022-empty": lambda: explained_empty(GIANT_2022, "renewal", datetime.date(2026, 6, 1)),
    "srdi-exempt": lambda: explained(SRDI, {"class1_ip_own": 0, "provincial_award_rank_3y": 2}),
    "srdi-renewal": lambda: explained(SRDI, {"development_score_2026": 49}, case="renewal"),
    "srdi-2022-guangdong": lambda: explained(
        SRDI_2022, {"regional_feature_score": 12, "qms_certified": None}, of=GUANGDONG, jurisdiction="CN-GD"
    ),
    "srdi-2022-interval": lambda: explained(
        SRDI_2022, {"digital_level": None, "net_profit_2024": None, "province": None}
    ),
    "innovative-unmet": lambda: explained(INNOVATIVE, {"main_revenue_2025": 54_000_000}, which="edge"),
    "innovative-empty": lambda: explained_empty(INNOVATIVE, "new", datetime.date(2026, 6, 1)),
    "tech-met": lambda: explained(TECH),
    "tech-unmet": lambda: explained(TECH, {"employees_2025": 501, "tech_staff_2025": 40}),
    "size-small": lambda: explained(SIZE, {"employees_2025": 299, "revenue_2025": 1e8}),
    "size-empty": lambda: explained_empty(SIZE, "new", datetime.date(2026, 6, 1)),
}
NAMES = list(LETTERS)
LANGUAGES = ("en", "zh")


@lru_cache
def letter_of(name: str) -> Explanation:
    """Return the explanation behind a letter."""
    return LETTERS[name]()


def written(folder: Path, name: str, language: str) -> Path:
    """Write the page of a letter unless it is there, and return its file."""
    path = folder / f"{name}.{language}.html"
    if not path.exists():
        path.write_text(page(letter_of(name), language), encoding="utf-8")
    return path
