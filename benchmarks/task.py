"""What is asked of every competitor. Knows nothing but Python: it is read inside other environments too."""

from __future__ import annotations

AS_OF = "2026-05-01"
STANDARDS = {
    "size": "cn/sme-size@2011",
    "giant": "cn/little-giant@2026",
    "innovative": "cn/innovative-sme@2022",
}
"""By the prefix of the columns in the wide files."""

PREFIXES = tuple(STANDARDS)
MEMORY_LIMIT = "180MB"
"""For hand-written SQL: what the engine allows DuckDB (`littlegiant.api.workspace`)."""

SIZES = (10_000, 1_000_000, 10_000_000)

GIANT_CRITERIA = (
    "legal_person", "sme", "abnormal_list", "dishonesty_list", "restricted_product", "major_incident", "srdi_title",
    "niche_years", "revenue", "main_share", "growth", "debt", "rnd_total", "rnd_share", "class1_ip", "market", "key_field",
    "development_score", "single_champion", "related_little_giant",
)  # fmt: skip
INNOVATIVE_CRITERIA = (
    "legal_person", "sme", "abnormal_list", "dishonesty_list", "restricted_product", "major_incident", "evaluation",
)  # fmt: skip
GIANT_VALUES = tuple(
    f"giant_{name}_value"
    for name in (
        "niche_years", "revenue", "main_share", "growth", "debt", "rnd_total", "rnd_share", "class1_ip", "market",
        "development_score",
    )
)  # fmt: skip
TWO_VALUED = (
    "size_outcome",
    "size_class",
    "giant_outcome",
    *(f"giant_{name}" for name in GIANT_CRITERIA),
    "innovative_outcome",
    "innovative_score",
    *(f"innovative_{name}" for name in INNOVATIVE_CRITERIA),
)
"""What competitors write that know neither unknown outcomes nor intervals of points."""

YEARLY = {
    "employees": (2025,),
    "revenue": (2023, 2024, 2025),
    "main_revenue": (2024, 2025),
    "rnd_expense": (2024, 2025),
    "total_assets": (2025,),
    "total_liabilities": (2025,),
    "equity_raised": (2023, 2024, 2025),
    "development_score": (2026,),
}
NUMBERS = (
    "niche_years", "class1_ip", "class1_ip_self", "class1_ip_high_value", "class1_ip_own", "class2_ip", "market_share",
    "market_share_global", "domestic_rank", "national_award_rank_3y",
)  # fmt: skip
BOOLEANS = (
    "independent_legal_person", "abnormal_list", "dishonesty_list", "restricted_product", "major_incident_3y",
    "holds_srdi_sme", "ip_in_use", "national_award_3y", "provincial_award_3y", "high_reputation", "key_field_2h",
    "single_champion", "related_little_giant", "high_tech_enterprise", "innovation_demo_enterprise",
    "ip_advantage_enterprise", "strategic_industry",
)  # fmt: skip
TEXTS = ("industry", "rnd_institution")
YEARLY_COLUMNS = tuple(f"{name}_{year}" for name, years in YEARLY.items() for year in years)
"""The facts that decide where everything is known; what they imply about each other is then not needed."""
