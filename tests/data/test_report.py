"""The commands of the report work as they are shown, and the report gives away sums and one firm."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from tests.data.commands import ASSESS, EXAMPLE, answer
from tests.data.judged import GIANT, SIZE, Judged
from tests.data.panel import Firm
from tests.data.report import report

pytestmark = pytest.mark.data
SHORTEST_NAME = 3


@pytest.fixture(scope="module")
def written() -> str:
    return report()


@pytest.mark.parametrize("standard", [SIZE, GIANT])
def test_the_command_shown_gives_the_verdicts_that_are_counted(
    standard: str, sized: Judged, giants: Judged
) -> None:
    lines = answer(ASSESS[standard], instead=["--format", "json"]).splitlines()
    found = {item["id"]: item for item in map(json.loads, lines)}
    assert found == (sized if standard == SIZE else giants).verdicts


def test_the_command_shown_writes_its_workbook(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.xlsx"
    answer(ASSESS[SIZE], instead=["--out", str(file)])
    assert file.read_bytes().startswith(b"PK")


def test_the_report_is_the_same_each_time(written: str) -> None:
    assert report() == written


def test_the_report_names_no_firm_but_the_one_of_the_example(written: str, firms: dict[str, Firm]) -> None:
    assert set(re.findall(r"\b\d{6}\.(?:SZ|SH)\b", written)) <= {EXAMPLE}
    named = {firm.name for firm in firms.values() if len(firm.name) >= SHORTEST_NAME and firm.name in written}
    assert named <= {firms[EXAMPLE].name}


def test_the_report_does_not_say_where_on_this_machine_the_data_is(written: str) -> None:
    assert os.environ["LITTLEGIANT_DATA"].rstrip("/") not in written
    assert str(Path(__file__).resolve().parents[2]) not in written


def test_the_report_finds_every_step_of_the_figure_reproduced(written: str) -> None:
    assert "All five numbers are reproduced." in written
    assert "**no**" not in written
