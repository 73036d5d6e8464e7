"""What every row of a synthetic country says of itself, and that it says it again when asked again."""

from __future__ import annotations

from pathlib import Path

import duckdb
from population_helpers import FIRMS, SHARES, drawing, rows

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.industries import normalise_industry
from littlegiant.population.country import Country
from littlegiant.population.quotas import quotas

AMOUNTS = ("revenue", "main_revenue", "rnd_expense", "total_cost", "net_profit", "total_assets", "total_liabilities",
           "equity_raised")  # fmt: skip
OWN = ("synthetic", "first_tier_since", "second_tier_since", "third_tier_since", "third_tier_case", "tier")


def one(firms: duckdb.DuckDBPyConnection, query: str) -> object:
    row = firms.execute(query).fetchone()
    assert row is not None
    return row[0]


def columns(firms: duckdb.DuckDBPyConnection) -> list[str]:
    return [row[0] for row in firms.execute("DESCRIBE firms").fetchall()]


def test_every_row_is_marked_and_named_as_synthetic(firms: duckdb.DuckDBPyConnection) -> None:
    assert one(firms, "SELECT count(*) FROM firms WHERE synthetic AND name LIKE '合成企业 %'") == FIRMS
    assert "uscc" not in columns(firms)


def test_identifiers_are_different_and_no_credit_codes(firms: duckdb.DuckDBPyConnection) -> None:
    assert one(firms, "SELECT count(DISTINCT id) FROM firms") == FIRMS
    assert one(firms, "SELECT count(*) FROM firms WHERE regexp_full_match(id, 'SYN-[0-9]{9}')") == FIRMS


def test_every_file_says_in_its_metadata_that_it_is_synthetic(country: Path) -> None:
    files = sorted(country.rglob("*.parquet"))
    assert files and (country / "_synthetic.json").is_file()
    for file in files:
        rows = duckdb.execute(f"SELECT key, value FROM parquet_kv_metadata('{file}')").fetchall()
        marks = {bytes(name).decode(): bytes(value).decode() for name, value in rows}
        assert marks["synthetic"] == "true" and "no row describes a real firm" in marks["description"]


def test_columns_are_facts_but_for_the_mark_and_the_dates_of_titles(firms: duckdb.DuckDBPyConnection) -> None:
    dictionary = load_dictionary()
    assert [name for name in columns(firms) if dictionary.of_column(name) is None] == list(OWN)


def test_amounts_are_whole_thousands(firms: duckdb.DuckDBPyConnection) -> None:
    named = [name for name in columns(firms) if name[:-5] in AMOUNTS]
    assert len(named) > 20
    for name in named:
        assert one(firms, f"SELECT count(*) FROM firms WHERE {name} % 1000 <> 0") == 0, name
        assert one(firms, f"SELECT count({name}) FROM firms") != 0, name


def test_facts_agree_with_each_other(firms: duckdb.DuckDBPyConnection) -> None:
    """What one fact implies about another holds, parts never exceed the whole, nothing is known before the founding."""
    wrong = {
        "parts of rights": "greatest(class1_ip_self, class1_ip_high_value, class1_ip_own) > class1_ip",
        "main revenue": "main_revenue_2025 > revenue_2025 OR main_revenue_2024 > revenue_2024",
        "incidents": "major_incident_2y AND NOT major_incident_3y",
        "awards": "national_award_3y AND NOT national_award_5y",
        "ranks": "national_award_rank_3y IS NOT NULL AND national_award_3y IS NOT TRUE",
        "years": "revenue_2023 IS NOT NULL AND year(founded) > 2023",
        "titles": "(holds_little_giant AND NOT holds_srdi_sme) OR (holds_srdi_sme AND tier < 2)",
        "since": "holds_little_giant <> (third_tier_since IS NOT NULL) OR holds_srdi_sme <> (second_tier_since IS NOT NULL)",
        "people": "rnd_staff_2025 > employees_2025 OR tech_staff_2025 > employees_2025",
        "dates": "founded > DATE '2025-12-31' OR first_tier_since < founded OR third_tier_since < founded",
        "niche": "niche_years > date_diff('day', founded, DATE '2026-01-01') / 365.25 + 0.06",
    }
    for name, test in wrong.items():
        assert one(firms, f"SELECT count(*) FROM firms WHERE {test}") == 0, name


def test_industries_are_classes_and_cities_lie_in_their_province(firms: duckdb.DuckDBPyConnection) -> None:
    codes = [row[0] for row in firms.execute("SELECT DISTINCT industry FROM firms").fetchall()]
    assert len(codes) > 500 and all(len(code) == 4 and normalise_industry(code) for code in codes)
    assert one(firms, "SELECT count(*) FROM firms WHERE city[:2] <> province OR length(city) <> 4") == 0


def test_firms_without_a_title_know_little_of_themselves(firms: duckdb.DuckDBPyConnection) -> None:
    asked = (
        "avg((class1_ip IS NULL)::INT), avg((revenue_2025 IS NULL)::INT), avg((market_share IS NULL)::INT)"
    )
    rows = firms.execute(f"SELECT tier > 0, {asked} FROM firms GROUP BY 1 ORDER BY 1").fetchall()
    (_, *none), (_, *titled) = rows
    assert all(without > 0.4 for without in none) and all(missing < 0.35 for missing in titled)


def test_firms_are_the_same_with_any_number_of_threads_and_in_any_pieces() -> None:
    """All provinces drawn at once by two threads, and two of them in pieces, by one thread and by four."""
    found = [quota for quota in quotas(SHARES, 5_000) if quota.count]
    at_once = drawing(2).execute(rows(found, 1, 5_001)).fetchall()
    assert [row[1] for row in at_once] == [f"SYN-{number:09d}" for number in range(1, 5_001)]
    for quota, threads in zip(found[18:20], (1, 4), strict=True):
        connection = drawing(threads)
        middle, end = quota.start + quota.count // 3, quota.start + quota.count
        pieces = connection.execute(rows([quota], quota.start, middle)).fetchall()
        pieces += connection.execute(rows([quota], middle, end)).fetchall()
        assert pieces == at_once[quota.start - 1 : end - 1]


def test_files_keep_the_order_of_the_numbers_however_many_threads_write(tmp_path: Path) -> None:
    """With several groups of rows, written by one thread and by four: the same rows, in the order of their numbers."""
    quota = next(quota for quota in quotas(SHARES, 2_000_000) if quota.province == "44")
    query, sums = rows([quota], quota.start, quota.start + 130_000), set()
    for threads in (1, 4):
        path = tmp_path / f"{threads}.parquet"
        connection = drawing(threads)
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        numbered = f"(SELECT row_number() OVER () AS place, f AS firm FROM read_parquet('{path}') AS f)"
        placed = f"firm.id = 'SYN-' || lpad(({quota.start - 1} + place)::VARCHAR, 9, '0')"
        sums.add(
            connection.execute(
                f"SELECT bool_and({placed}), count(*), sum(hash(firm)) FROM {numbered}"
            ).fetchone()
        )
    assert len(sums) == 1 and next(iter(sums))[:2] == (True, 130_000)


def rows_of(folder: Path) -> list[tuple[object, ...]]:
    files = f"read_parquet('{folder}/**/*.parquet', hive_types_autocast = false)"
    return duckdb.execute(f"SELECT * FROM {files}").fetchall()


def test_another_run_writes_the_same_and_another_seed_other_firms(country: Path, tmp_path: Path) -> None:
    for name, seed in (("again", 1), ("other", 2)):
        Country(FIRMS, seed).write(tmp_path / name, threads=4)
    first, again, other = (rows_of(folder) for folder in (country, tmp_path / "again", tmp_path / "other"))
    assert first == again and len(first) == len(other) == FIRMS
    assert sum(a == b for a, b in zip(first, other, strict=True)) < FIRMS / 100
