"""The benchmark's task in Polars: lazy, streamed, the same three-valued conditions and the same points.

`python -m benchmarks.competitors.polars_rules INPUT.parquet OUT_FOLDER` writes OUT_FOLDER/wide.parquet.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from benchmarks.size_table import ALL_ROWS, BOUNDS, highest_bounds, possible_rows, ways

Expr = pl.Expr
col = pl.col
INFINITE = float("inf")
INDICATORS = ("e", "r", "a")


def judged(source: Path) -> pl.LazyFrame:
    """Return the query of all criteria, points and outcomes."""
    firms = pl.scan_parquet(source)
    spellings, sets = _size_lookups(firms)
    frame = firms.join(spellings.lazy(), on="industry", how="left", maintain_order="left").with_columns(
        set=_row_set()
    )
    frame = frame.join(sets.lazy(), on="set", how="left", maintain_order="left").with_columns(**_facts())
    for stage in (_parts, _sums, _scores, _criteria, _outcomes, _least, _joint):
        frame = frame.with_columns(**stage())
    return frame.select(col("id"), **_size(), **_giant(), **_innovative())


# -- the size table: every spelling that occurs, and the bounds of the rows it may mean


def _size_lookups(firms: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    seen = firms.select("industry").unique().drop_nulls().collect(engine="streaming")["industry"].to_list()
    rows = {industry: possible_rows(industry) for industry in seen}
    several = sorted({found for found in rows.values() if len(found) > 1})
    numbers = {(row,): row for row in ALL_ROWS} | {found: 17 + place for place, found in enumerate(several)}
    spellings = {"industry": list(rows), "spelled_set": [numbers.get(found) for found in rows.values()]}
    sets = [_bounds(number, found) for found, number in numbers.items()] + [_bounds(0, ALL_ROWS)]
    return pl.DataFrame(spellings, schema_overrides={"spelled_set": pl.Int8}), pl.DataFrame(
        sets, schema_overrides={"set": pl.Int8}
    )


def _bounds(number: int, rows: tuple[int, ...]) -> dict[str, float]:
    one, *more = ways(rows)
    found: dict[str, float] = {"set": number}
    tables = {"sure": highest_bounds(rows), "way": BOUNDS[one], "other": BOUNDS[more[0] if more else one]}
    for table, bounds in tables.items():
        for indicator, numbers in zip(INDICATORS, bounds, strict=True):
            found |= {
                f"{table}_{indicator}{level}": float(number) for level, number in enumerate(numbers, start=1)
            }
    return found


def _row_set() -> Expr:
    spelled = pl.when(col("industry").is_null()).then(pl.lit(0, pl.Int8)).otherwise(col("spelled_set"))
    return pl.coalesce(col("size_industry").cast(pl.Int8), spelled)


def _class_in(table: str, values: tuple[Expr, Expr, Expr]) -> Expr:
    """Return the class, 0 micro to 3 large, that three numbers reach within bounds."""
    reached = [
        pl.all_horizontal(
            *(value >= col(f"{table}_{name}{level}") for name, value in zip(INDICATORS, values, strict=True))
        )
        for level in (1, 2, 3)
    ]
    return sum((test.cast(pl.Int8) for test in reached[1:]), reached[0].cast(pl.Int8))


# -- stages


def _facts() -> dict[str, Expr]:
    short = {
        "staff": "employees_2025", "rev": "revenue_2025", "rev24": "revenue_2024", "rev23": "revenue_2023",
        "main": "main_revenue_2025", "main24": "main_revenue_2024", "rnd": "rnd_expense_2025", "rnd24": "rnd_expense_2024",
        "assets": "total_assets_2025", "debts": "total_liabilities_2025",
    }  # fmt: skip
    class1 = col("class1_ip")
    return {
        **{name: col(column) for name, column in short.items()},
        "incident": pl.coalesce(col("major_incident_3y"), _true_if(col("major_incident_2y"))),
        "national_award": _national_award(),
        "national_award_high": _award_high(),
        "provincial_award": pl.coalesce(
            col("provincial_award_3y"), _true_if(col("provincial_award_rank_3y").is_not_null())
        ),
        "titled": col("high_tech_enterprise")
        | col("innovation_demo_enterprise")
        | col("ip_advantage_enterprise"),
        "institution": (col("rnd_institution") == "provincial") | (col("rnd_institution") == "national"),
        "equity": _equity(),
        "ip20": pl.coalesce(col("class1_ip_high_value") >= 1, _false_if(class1 < 1)),
        "ip15": pl.coalesce(col("class1_ip_self") >= 1, _false_if(class1 < 1)),
        "ip10": pl.coalesce(
            class1 >= 1, _true_if((col("class1_ip_high_value") >= 1) | (col("class1_ip_self") >= 1))
        ),
        "ip5": col("class2_ip") >= 1,
    }


def _true_if(test: Expr) -> Expr:
    return pl.when(test).then(pl.lit(True))


def _false_if(test: Expr) -> Expr:
    return pl.when(test).then(pl.lit(False))


def _national_award() -> Expr:
    proved = pl.when(col("national_award_rank_3y").is_not_null()).then(pl.lit(True))
    return pl.coalesce(col("national_award_3y"), proved.when(~col("national_award_5y")).then(pl.lit(False)))


def _award_high() -> Expr:
    none = ~col("national_award_3y") | ~col("national_award_5y") | (col("national_award_rank_5y") > 3)
    return pl.coalesce(col("national_award_rank_3y") <= 3, _false_if(none))


def _equity() -> Expr:
    years = [col(f"equity_raised_{year}") for year in (2025, 2024, 2023)]
    known = pl.coalesce(years[0] + years[1] + years[2], col("equity_raised_3y")) >= 5e6
    return pl.coalesce(
        known, _true_if(sum((year.fill_null(0.0) for year in years[1:]), years[0].fill_null(0.0)) >= 5e6)
    )


def _parts() -> dict[str, Expr]:
    least = tuple(col(name).fill_null(0.0) for name in ("staff", "rev", "assets"))
    most = tuple(col(name).fill_null(INFINITE) for name in ("staff", "rev", "assets"))
    return {
        "class_low": _class_in("sure", least),
        "class_high": pl.max_horizontal(_class_in("way", most), _class_in("other", most)),
        **_giant_parts(),
        **_points(),
    }


def _ratio(top: str, base: str, test: Expr, *, at_zero: bool) -> Expr:
    """Return a test of a ratio multiplied out: nothing on a base of zero; without a base a top of zero decides."""
    decided = pl.when(col(base) > 0).then(test)
    return decided.when(col(base).is_null() & (col(top) == 0)).then(pl.lit(at_zero))


def _giant_parts() -> dict[str, Expr]:
    rnd_shares = [
        _ratio(rnd, rev, 100 * col(rnd) >= 3 * col(rev), at_zero=False)
        for rnd, rev in (("rnd", "rev"), ("rnd24", "rev24"))
    ]
    rnd_total = pl.coalesce(
        col("rnd") + col("rnd24") >= 12e6, _true_if(pl.coalesce(col("rnd"), col("rnd24")) >= 12e6)
    )
    position = (
        (col("market_share") >= 0.1) | (col("market_share_global") >= 0.1) | (col("domestic_rank") <= 3)
    )
    return {
        "main_share": _ratio("main", "rev", 10 * col("main") >= 9 * col("rev"), at_zero=False),
        "growth": _ratio("rev", "rev23", 400 * col("rev") >= 441 * col("rev23"), at_zero=False),
        "debt": _ratio("debts", "assets", 4 * col("debts") <= 3 * col("assets"), at_zero=True),
        "rnd_total": rnd_total,
        "rnd_share": rnd_shares[0] & rnd_shares[1],
        "class1": ((col("class1_ip_own") >= 4) & col("ip_in_use"))
        | (col("national_award") & col("national_award_high")),
        "market": position & col("high_reputation"),
    }


def _points() -> dict[str, Expr]:
    ip = [(col("ip20"), 20), (col("ip15"), 15), (col("ip10"), 10), (col("ip5"), 5)]
    return {
        "ip_low": _first([(test, points) for test, points in ip], 0),
        "ip_high": _first([(test.fill_null(True), points) for test, points in ip], 0),
        "rnd_points": _banded("rnd", "rev", ((100, 1), (50, 1), (100, 3), (20, 1)), at_zero=0),
        "growth_points": _banded("main", "main24", ((1, 1), (20, 21), (10, 11), (20, 23)), at_zero=0),
        "debt_points": _debt_points(),
        "field_low": _first([(col("strategic_industry"), 10)], 5),
        "field_high": _first([(~col("strategic_industry"), 5)], 10),
        "share_points": _banded("main", "rev", ((2, 1), (20, 11), (5, 3), (10, 7)), at_zero=0),
    }


def _first(lines: list[tuple[Expr, int]], otherwise: int) -> Expr:
    chain = pl
    for test, points in lines:
        chain = chain.when(test).then(pl.lit(points, pl.Int8))
    return chain.otherwise(pl.lit(otherwise, pl.Int8))


def _banded(top: str, base: str, borders: tuple[tuple[int, int], ...], *, at_zero: int) -> Expr:
    """Return five points for each border reached: `(100, 3)` is a ratio of 3/100."""
    reached = [(below * col(top) >= above * col(base)).cast(pl.Int8) for below, above in borders]
    points = pl.when(col(base) > 0).then(5 * sum(reached[1:], reached[0]))
    return points.when(col(base).is_null() & (col(top) == 0)).then(pl.lit(at_zero, pl.Int8))


def _debt_points() -> Expr:
    reached = (20 * col("debts") <= 11 * col("assets")).cast(pl.Int8) + (
        4 * col("debts") <= 3 * col("assets")
    ).cast(pl.Int8)
    points = pl.when(col("assets") > 0).then(5 * reached)
    return points.when(col("assets").is_null() & (col("debts") == 0)).then(pl.lit(10, pl.Int8))


def _sums() -> dict[str, Expr]:
    return {
        "innovation_low": col("ip_low") + col("rnd_points").fill_null(0),
        "innovation_high": col("ip_high") + col("rnd_points").fill_null(20),
        "growth_low": col("growth_points").fill_null(0) + col("debt_points").fill_null(0),
        "growth_high": col("growth_points").fill_null(20) + col("debt_points").fill_null(10),
        "special_low": col("field_low") + col("share_points").fill_null(0),
        "special_high": col("field_high") + col("share_points").fill_null(20),
    }


def _scores() -> dict[str, Expr]:
    small = pl.when(col("class_high") <= 2).then(pl.lit(True)).when(col("class_low") == 3).then(pl.lit(False))
    return {
        "sme": small,
        "score_low": col("innovation_low") + col("growth_low") + col("special_low"),
        "score_high": col("innovation_high") + col("growth_high") + col("special_high"),
    }


def _reaches(end: str) -> Expr:
    marks = {"score": 60, "innovation": 20, "growth": 15, "special": 15}
    return pl.all_horizontal(*(col(f"{name}_{end}") >= mark for name, mark in marks.items()))


def _routes() -> Expr:
    return (
        col("national_award") | col("provincial_award") | col("titled") | col("institution") | col("equity")
    )


def _criteria() -> dict[str, Expr]:
    scored = pl.when(_reaches("low")).then(pl.lit(True)).when(~_reaches("high")).then(pl.lit(False))
    clean = ~col("abnormal_list") & ~col("dishonesty_list") & ~col("restricted_product") & ~col("incident")
    return {
        "evaluation": scored | _routes(),
        "eligible": col("independent_legal_person") & col("sme") & clean,
        "niche": col("niche_years") >= 3,
        "revenue": col("rev") >= 5e7,
        "development": col("development_score_2026") >= 60,
    }


def _outcomes() -> dict[str, Expr]:
    own = (
        "eligible",
        "holds_srdi_sme",
        "niche",
        "revenue",
        "main_share",
        "growth",
        "debt",
        "rnd_total",
        "rnd_share",
    )
    own += ("class1", "market", "key_field_2h", "development")
    apart = (~col("single_champion"), ~col("related_little_giant"))
    return {
        "innovative": col("eligible") & col("evaluation"),
        "giant": pl.all_horizontal(*(col(name) for name in own), *apart),
    }


def _least() -> dict[str, Expr]:
    """Return what a firm must have at least, or at most, for its open criteria to be met together."""
    open_giant = col("giant").is_null() & (col("rev").is_null() | col("assets").is_null())
    below = pl.when((col("set") == 3) & (col("rev") >= 8e8)).then(pl.lit(8e8))
    below = below.when((col("set") == 13) & (col("rev") >= 2e9)).then(pl.lit(1e8))
    below = below.when((col("set") == 15) & (col("staff") >= 300)).then(pl.lit(12e8))
    growing = pl.max_horizontal(pl.lit(5e7), 1.1025 * col("rev23"))
    return {
        "least_rev": pl.when(open_giant).then(pl.coalesce(col("rev"), growing)),
        "assets_below": pl.when(col("innovative").is_null() & col("assets").is_null()).then(below),
    }


def _joint() -> dict[str, Expr]:
    near = 1 - 1e-12
    most = pl.min_horizontal(col("main") / 0.9, col("rnd") / 0.03) * (1 + 1e-12)
    assets = pl.coalesce(col("assets"), col("debts") / 0.75 * near, pl.lit(0.0))
    large = _class_in("sure", (col("staff").fill_null(0.0), col("least_rev") * near, assets)) == 3
    refuted = (col("rev").is_null() & (col("least_rev") > most)) | (col("set").is_between(1, 16) & large)
    lost = (
        pl.when(col("debts") > 0.75 * col("assets_below"))
        .then(10)
        .when(col("debts") > 0.55 * col("assets_below"))
        .then(5)
    )
    fails = (col("growth_high") - lost < 15) | (col("score_high") - lost < 60)
    return {
        "giant": pl.when(col("least_rev").is_not_null() & refuted)
        .then(pl.lit(False))
        .otherwise(col("giant")),
        "innovative": pl.when(fails & ~_routes()).then(pl.lit(False)).otherwise(col("innovative")),
    }


# -- what is written


def _outcome(state: str) -> Expr:
    return (
        pl.when(col(state))
        .then(pl.lit("met"))
        .when(~col(state))
        .then(pl.lit("unmet"))
        .otherwise(pl.lit("unknown"))
    )


def _size() -> dict[str, Expr]:
    names = ("micro", "small", "medium", "large")
    name = pl
    for number, label in enumerate(names):
        name = name.when((col("class_low") == number) & (col("class_high") == number)).then(pl.lit(label))
    return {"size_outcome": _outcome("sme"), "size_class": name}


def _share(top: str, base: str) -> Expr:
    return pl.when(col(base) > 0).then(col(top) / col(base))


def _eligibility(prefix: str) -> dict[str, Expr]:
    listed = {name: ~col(name) for name in ("abnormal_list", "dishonesty_list", "restricted_product")}
    found = {
        "legal_person": col("independent_legal_person"),
        "sme": col("sme"),
        **listed,
        "major_incident": ~col("incident"),
    }
    return {f"{prefix}_{name}": test for name, test in found.items()}


def _giant() -> dict[str, Expr]:
    measured = {
        "niche_years": (col("niche"), col("niche_years")),
        "revenue": (col("revenue"), col("rev")),
        "main_share": (col("main_share"), _share("main", "rev")),
        "growth": (col("growth"), _share("rev", "rev23").sqrt() - 1),
        "debt": (col("debt"), _share("debts", "assets")),
        "rnd_total": (col("rnd_total"), col("rnd") + col("rnd24")),
        "rnd_share": (col("rnd_share"), pl.min_horizontal(_share("rnd", "rev"), _share("rnd24", "rev24"))),
        "class1_ip": (col("class1"), col("class1_ip_own")),
        "market": (col("market"), col("market_share")),
        "development_score": (col("development"), col("development_score_2026")),
    }
    found = {
        "giant_outcome": _outcome("giant"),
        **_eligibility("giant"),
        "giant_srdi_title": col("holds_srdi_sme"),
    }
    for name, (state, value) in measured.items():
        found |= {f"giant_{name}": state, f"giant_{name}_value": value}
    apart = {f"giant_{name}": ~col(name) for name in ("single_champion", "related_little_giant")}
    return {**found, "giant_key_field": col("key_field_2h"), **apart}


def _innovative() -> dict[str, Expr]:
    return {
        "innovative_outcome": _outcome("innovative"),
        "innovative_score_low": col("score_low").cast(pl.Float64),
        "innovative_score_high": col("score_high").cast(pl.Float64),
        **_eligibility("innovative"),
        "innovative_evaluation": col("evaluation"),
    }


if __name__ == "__main__":
    judged(Path(sys.argv[1])).sink_parquet(
        Path(sys.argv[2]) / "wide.parquet", compression="zstd", compression_level=1
    )
