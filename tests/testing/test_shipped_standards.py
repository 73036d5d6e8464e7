"""The shipped standards pass their own check, and the check has teeth."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from littlegiant.standards.catalogue import Catalogue, shipped, shipped_folder
from littlegiant.testing.check import check_paths

FILES = sorted(shipped_folder().glob("**/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_standard_passes_its_check_with_every_number_proved(path: Path) -> None:
    report = check_paths([path], shipped())
    assert [finding.in_language("en") for finding in report.findings] == []
    assert report.cases > 0


def edited(tmp_path: Path, name: str, old: str, new: str) -> list[str]:
    folder = tmp_path / "standards"
    shutil.copytree(shipped_folder(), folder)
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [finding.code for finding in check_paths([path], Catalogue(folder)).findings]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("value: 5000,", "value: 5001,", "case"),
        ("value: 90,", "value: 90.01,", "case"),
        ("test: revenue >=", "test: revenues >=", "expression"),
        ("test: revenue >=", "test: employees >=", "expression"),
        ("test: revenue >=", "test: revenue >", "case"),
        ('edition: "2026"', 'edition: "2027"', "id"),
        ("from: 2026-04-01", "from: 2026-03-31", "date"),
        ("confidence: two-sources", "confidence: certain", "confidence"),
        ("source: ", "source: no_", "source"),
        ("zh: ", "cn: ", "language"),
    ],
)
def test_a_slip_in_a_standard_is_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in edited(tmp_path, "cn/little-giant@2026.yaml", old, new)


def test_bands_with_a_gap_or_an_overlap_are_found(tmp_path: Path) -> None:
    assert "bands" in edited(tmp_path, "cn/innovative-sme@2022.yaml", "to: 5 %", "to: 4 %")
    assert "bands" in edited(tmp_path / "other", "cn/innovative-sme@2022.yaml", "to: 5 %", "to: 6 %")


def test_numbers_and_criteria_without_cases_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "standards"
    shutil.copytree(shipped_folder(), folder)
    path = folder / "cn/srdi-sme@2026.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("\ncases:\n")[0] + "\n", encoding="utf-8")
    findings = check_paths([path], Catalogue(folder)).findings
    assert {"coverage"} <= {finding.code for finding in findings}
    assert any("revenue" in finding.message.en for finding in findings)


def test_a_case_removed_leaves_a_number_that_nothing_notices(tmp_path: Path) -> None:
    text = (shipped_folder() / "cn/little-giant@2026.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "of: debt" in line and "vary" in line)
    assert "number" in edited(tmp_path, "cn/little-giant@2026.yaml", line + "\n", "")
