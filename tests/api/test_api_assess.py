"""`lg.assess` judges paths, frames and dictionaries alike, lazily."""

from __future__ import annotations

from pathlib import Path

import pandas
import polars
import pyarrow
import pytest

import littlegiant as lg

GIANT = lg.standard("cn/little-giant", as_of="2026-05-01", case="new")
SRDI = lg.standard("cn/srdi-sme@2022", as_of="2026-03-31")
ROWS = [
    {"id": "a", "revenue_2025": 61_000_000, "province": "广东", "employees_2025": 120, "industry": "C34"},
    {"id": "b", "revenue_2025": 49_999_999.0, "province": None, "employees_2025": 80, "industry": "C34"},
    {"id": "c", "revenue_2025": None, "province": "32", "employees_2025": None, "industry": None},
]


def tables(folder: Path) -> dict[str, object]:
    frame = polars.DataFrame(ROWS)
    frame.write_csv(folder / "t.csv")
    frame.write_parquet(folder / "t.parquet")
    return {
        "rows": ROWS,
        "csv": str(folder / "t.csv"),
        "parquet": folder / "t.parquet",
        "polars": frame,
        "pandas": pandas.DataFrame(ROWS),
        "arrow": pyarrow.Table.from_pylist(ROWS),
    }


def test_every_kind_of_table_gives_the_same_verdicts(tmp_path: Path) -> None:
    found = {kind: list(lg.assess(table, GIANT)) for kind, table in tables(tmp_path).items()}
    expected = found["rows"]
    assert [item["outcome"] for item in expected] == ["unknown", "unmet", "unknown"]
    assert all(verdicts == expected for verdicts in found.values())


def test_nothing_is_read_before_the_first_question(tmp_path: Path) -> None:
    verdicts = lg.assess(tmp_path / "later.csv", GIANT)
    (tmp_path / "later.csv").write_text("id,revenue_2025\na,1\n", encoding="utf-8")
    assert len(verdicts) == 1 and next(iter(verdicts))["outcome"] == "unmet"
    with pytest.raises(lg.LittleGiantError):
        len(lg.assess(tmp_path / "never.csv", GIANT))


def test_verdicts_can_be_read_again_and_count_outcomes() -> None:
    verdicts = lg.assess(ROWS, GIANT)
    assert list(verdicts) == list(verdicts)
    assert dict(verdicts.counts) == {"unknown": 2, "unmet": 1}


def test_two_loops_over_the_same_verdicts_do_not_mix_their_rows() -> None:
    verdicts = lg.assess(ROWS, GIANT)
    first = iter(verdicts)
    next(first)
    assert len(list(verdicts)) == 3
    with pytest.raises(RuntimeError, match="another loop"):
        next(first)


def test_frames_have_one_row_per_enterprise_with_outcomes_in_words() -> None:
    verdicts = lg.assess(ROWS, GIANT)
    frame = verdicts.to_polars()
    assert frame["id"].to_list() == ["a", "b", "c"]
    assert frame["revenue"].to_list() == ["met", "unmet", "unknown"]
    assert frame["revenue_value"].to_list() == [61_000_000, 49_999_999, None]
    assert verdicts.to_arrow().column_names == frame.columns
    assert verdicts.to_pandas()["outcome"].tolist() == ["unknown", "unmet", "unknown"]


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "xlsx", "parquet"])
def test_results_are_written_by_the_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"v.{suffix}"
    verdicts = lg.assess(ROWS, GIANT)
    assert verdicts.write(path) == 3 and path.stat().st_size > 0
    assert sum(verdicts.counts.values()) == 3
    with pytest.raises(lg.LittleGiantError):
        verdicts.write(tmp_path / "v.doc")


def test_strict_refuses_and_otherwise_faults_are_kept() -> None:
    rows = [{"id": "a", "revenue_2025": "many", "employees_2025": 3}]
    verdicts = lg.assess(rows, GIANT)
    assert verdicts.faults.total == 1 and next(iter(verdicts))["outcome"] == "unknown"
    with pytest.raises(lg.LittleGiantError) as caught:
        len(lg.assess(rows, GIANT, strict=True))
    assert caught.value.code == "table.bad-cells"


def test_without_any_province_the_rules_of_the_country_apply_with_a_note() -> None:
    verdicts = lg.assess([{"id": "a", "revenue_2025": 1}], SRDI)
    assert verdicts.standard.jurisdiction == "CN"
    assert any("cn/guangdong-srdi-2022" in note.en for note in verdicts.notes)
    assert lg.assess(ROWS, SRDI).standard is SRDI


def test_a_mapping_may_be_a_path() -> None:
    folder = Path(__file__).resolve().parents[2] / "examples"
    plain = lg.assess(folder / "enterprises.csv", GIANT)
    mapped = lg.assess(folder / "enterprises_zh.csv", GIANT, mapping=folder / "enterprises_zh.mapping.yaml")
    assert list(plain) == list(mapped)
    assert (
        lg.assess(
            folder / "enterprises_zh.csv", GIANT, str(folder / "enterprises_zh.mapping.yaml")
        ).facts.row_count
        == 12
    )
