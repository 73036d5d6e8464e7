"""Every standard shipped judges the country, and says met, unmet and unknown where one would expect it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from population_helpers import FIRMS, SHARES, drawing, rows

import littlegiant as lg
from littlegiant.cli.main import run
from littlegiant.population.quotas import Quota, quotas

STANDARDS = (
    ("cn/sme-size@2011", "2026-05-01"), ("cn/innovative-sme@2022", "2026-05-01"), ("cn/tech-sme@2017", "2026-05-01"),
    ("cn/srdi-sme@2022", "2026-03-01"), ("cn/srdi-sme@2026", "2026-05-01"), ("cn/little-giant@2022", "2026-03-01"),
    ("cn/little-giant@2026", "2026-05-01"),
)  # fmt: skip
GIANTS = 6_000_000
"""A country of so many firms has 460 little giants in Jiangsu; only the holders of titles there are drawn."""


def judged(table: Path, name: str, as_of: str, tmp_path: Path, case: str = "new") -> str:
    """Judge a table and return SQL for its verdicts."""
    out = tmp_path / "verdicts.parquet"
    lg.assess(table, lg.standard(name, as_of=as_of, case=case)).write(out)
    return f"read_parquet('{out}')"


def outcomes(query: str) -> dict[str, int]:
    return dict(duckdb.sql(f"SELECT outcome, count(*) FROM {query} GROUP BY 1").fetchall())


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a table of holders of titles: all of one province of a larger country."""
    found = next(quota for quota in quotas(SHARES, GIANTS) if quota.province == "32")
    quota = Quota("32", 1, {cell: count for cell, count in found.cells.items() if cell[0] > 0})
    path = tmp_path_factory.mktemp("titled") / "titled.parquet"
    drawing().execute(f"COPY ({rows([quota], 1, quota.count + 1)}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.parametrize(("name", "as_of"), STANDARDS)
def test_every_standard_has_all_three_outcomes(
    name: str, as_of: str, country: Path, titled: Path, tmp_path: Path
) -> None:
    """The country's own firms and the larger lot of holders of titles are taken together; of the former few meet it."""
    found = outcomes(judged(country, name, as_of, tmp_path))
    assert name.startswith("cn/sme-size") or found.get("met", 0) < 0.02 * FIRMS
    more = outcomes(judged(titled, name, as_of, tmp_path))
    assert set(found) | set(more) == {"met", "unmet", "unknown"}, (found, more)


def share_met(
    table: Path, name: str, as_of: str, where: str, tmp_path: Path, case: str = "new"
) -> dict[str, float]:
    verdicts = judged(table, name, as_of, tmp_path, case)
    found = outcomes(f"{verdicts} JOIN read_parquet('{table}') AS f USING (id) WHERE {where}")
    total = sum(found.values())
    assert total > 30
    return {outcome: count / total for outcome, count in found.items()}


@pytest.mark.parametrize(("year", "case"), [(2023, "new"), (2024, "new"), (2025, "new"), (2025, "renewal")])
def test_little_giants_met_the_standard_when_they_were_recognised(
    year: int, case: str, titled: Path, tmp_path: Path
) -> None:
    """A large majority meets the edition of 2022 as of the year of recognition; some fall out, some are unknown."""
    where = f"year(third_tier_since) = {year} AND third_tier_case = '{case}'"
    found = share_met(titled, "cn/little-giant@2022", f"{year}-07-01", where, tmp_path, case)
    assert found["met"] > 0.7 and found.get("unmet", 0) > 0, found


@pytest.mark.parametrize(
    ("name", "as_of", "where"),
    [
        ("cn/srdi-sme@2022", "2026-03-01", "holds_srdi_sme AND holds_innovative_sme"),
        ("cn/innovative-sme@2022", "2026-03-01", "holds_innovative_sme"),
        ("cn/tech-sme@2017", "2026-05-01", "holds_tech_sme AND NOT holds_little_giant"),
    ],
)
def test_most_holders_of_a_title_meet_the_standard_of_their_tier(
    name: str, as_of: str, where: str, titled: Path, tmp_path: Path
) -> None:
    found = share_met(titled, name, as_of, where, tmp_path)
    assert found["met"] > 0.6 and found["unmet"] > 0.01 and found["unknown"] > 0.01, found


def test_other_commands_read_the_folder_too(country: Path, capsys: pytest.CaptureFixture[str]) -> None:
    as_of = ("--as-of", "2026-05-01")
    reform = ("--standard", "cn/srdi-sme", "--set", "score_floor=75", "--by", "province")
    assert run(["simulate", str(country), *reform, *as_of]) == 0
    assert "Guangdong" in capsys.readouterr().out
    assert (
        run(["standards", "diff", "cn/srdi-sme@2022", "cn/srdi-sme@2026", "--table", str(country), *as_of])
        == 0
    )
    assert run(["explain", str(country), "--id", "SYN-000000005", "--standard", "cn/sme-size", *as_of]) == 0


def test_a_folder_without_parquet_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("x")
    words = ["assess", str(tmp_path), "--standard", "cn/sme-size", "--as-of", "2026-05-01"]
    assert run(words) == 2
    assert "no Parquet file" in capsys.readouterr().err
    assert run([*words, "--lang", "zh"]) == 2
    assert "没有 Parquet 文件" in capsys.readouterr().err


def test_the_province_is_read_from_the_names_of_the_folders(country: Path) -> None:
    """Rules of Guangdong follow the firms of its folder: the pass mark of 2022 is another there."""
    standard = lg.standard("cn/srdi-sme@2022", as_of="2026-03-01")
    verdicts = lg.assess(country, standard)
    assert "province" in verdicts.reading.facts.columns
    found = duckdb.sql(
        f"SELECT count(DISTINCT province) FROM read_parquet('{country}/**/*.parquet')"
    ).fetchall()
    assert found == [(31,)]
