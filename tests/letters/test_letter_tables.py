"""What a letter says of numbers that a table keeps in more digits than a double holds."""

from __future__ import annotations

from pathlib import Path

from littlegiant.api import assess, standard
from littlegiant.cli.letters import letter
from littlegiant.verdicts.explanation import explain_row

TABLE = "id,name,revenue_2025\nf1,宏达,49999999.999999999\nf2,,50000000.000000000\n"


def test_a_billionth_of_a_yuan_below_the_mark_is_visible_in_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_text(TABLE, encoding="utf-8")
    verdicts = assess(path, standard("cn/little-giant", "2026-05-01", "new"))
    below, on_it = (explain_row(row, name=name) for row, name in (verdicts.row("f1"), verdicts.row("f2")))
    assert next(item for item in below.criteria if item.id == "revenue").outcome == "unmet"
    assert "CNY 49,999,999.999999999, required at least CNY 50 million" in " ".join(
        letter(below, "en").split()
    )
    assert "CNY 50 million, required at least CNY 50 million (exactly on" in " ".join(
        letter(on_it, "en").split()
    )
