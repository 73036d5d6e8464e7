"""Worked cases say what an enterprise can be: profiles that pass, facts that exist, values a fact can have."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.testing.template import EDITION, FACTS, LADDER, OVERLAY, check, found, replaced


def test_a_profile_called_pass_passes(tmp_path: Path) -> None:
    poor = replaced(EDITION, (FACTS, "{revenue_2029: 1}"))
    finding = check(tmp_path, poor)[0]
    assert (finding.code, finding.line, finding.column) == ("case", 23, 14)
    assert "unmet (revenue)" in finding.message.en
    assert found(tmp_path, replaced(EDITION, (FACTS, "{employees_2029: 1}"))) == [("case", 23, 14)]


def test_a_profile_called_pass_without_a_day_passes_on_the_day_of_its_first_case(tmp_path: Path) -> None:
    day = "    as_of: 2030-05-01\n    case: new\n"
    later = replaced(EDITION, (day, ""), ("    from: pass\n", f"    from: pass\n{day}"))
    assert found(tmp_path, later) == []
    assert found(tmp_path, replaced(later, (FACTS, "{revenue_2029: 1}"))) == [("case", 23, 14)]


def test_a_profile_of_another_name_need_not_pass(tmp_path: Path) -> None:
    text = EDITION.replace("pass", "poor").replace(FACTS, "{revenue_2029: 1}")
    assert found(tmp_path, text) == []


def test_a_profile_of_an_overlay_passes_with_what_the_overlay_adds(tmp_path: Path) -> None:
    assert found(tmp_path, EDITION, OVERLAY) == []
    few = replaced(OVERLAY, ("employees_2029: 5}", "employees_2029: 4}"))
    assert [code for code, _, _ in found(tmp_path, EDITION, few)] == ["case"]


@pytest.mark.parametrize(
    "given",
    [
        "employees_2029: many", "employees_2029: -1", "employees_2029: true", "employees_2029: [5]",
        "market_share: 7", "class1_ip: 1.5", "industry: ZZZ", "province: Atlantis", "country: XX",
        "high_tech_enterprise: perhaps", "high_tech_enterprise: 1", "rnd_institution: galactic",
        "founded: 12", "employees_2029: .inf", f"employees_2029: {'9' * 400}",
    ],
)  # fmt: skip
def test_a_value_that_a_fact_cannot_have_is_found_even_where_a_case_overrides_it(
    tmp_path: Path, given: str
) -> None:
    column = given.partition(":")[0]
    text = replaced(EDITION, (FACTS, f"{{revenue_2029: 60000000, {given}}}"))
    text = replaced(text, ("    vary:", f"    facts: {{{column}: null}}\n    vary:"))
    codes = {code for code, line, at in found(tmp_path, text) if (line, at) == (26, 39 + len(column))}
    assert codes and codes <= {"fact", "number"}


@pytest.mark.parametrize("column", ["revenu_2029", "revenue", "revenue_29", "revenue_0001", "employees_9999"])
def test_a_column_that_no_fact_has_is_found_at_its_name(tmp_path: Path, column: str) -> None:
    text = replaced(EDITION, (FACTS, f"{{revenue_2029: 60000000, {column}: 5}}"))
    assert found(tmp_path, text) == [("fact", 26, 37)]
    varied = replaced(EDITION, ("vary: revenue_2029", f"vary: {column}"))
    assert ("fact", 29, 11) in found(tmp_path, varied)


@pytest.mark.parametrize("rung", [".inf", "many", "-1", "true", "9" * 400])
def test_a_rung_of_a_ladder_that_the_fact_cannot_have_is_found_at_the_rung(tmp_path: Path, rung: str) -> None:
    assert found(tmp_path, replaced(EDITION, ("{50000000: met", f"{{{rung}: met"))) == [("fact", 30, 14)]


@pytest.mark.parametrize(
    "expect", ["[met]", "{a: 1}", "true", "~", "[1, 2, 3]", "2030-01-01"]
)  # fmt: skip
def test_an_expectation_of_a_form_that_nothing_has_is_found(tmp_path: Path, expect: str) -> None:
    text = replaced(EDITION, ("50000000: met", f"50000000: {expect}"))
    assert found(tmp_path, text) == [("case", 30, 24)]


def test_a_broken_yaml_file_gives_its_one_finding_and_nothing_that_follows_from_it(tmp_path: Path) -> None:
    broken = replaced(EDITION, ("currency: CNY", "currency: CNY: x"))
    [finding] = check(tmp_path, broken)
    assert (finding.code, finding.line, finding.column) == ("yaml", 7, 14)
    assert "冒号分隔的键值" in finding.message.zh and "mapping" not in finding.message.zh
    assert [code for code, _, _ in found(tmp_path, "")] == ["yaml"]


def test_a_threshold_that_cannot_be_read_is_no_further_finding_where_it_is_used(tmp_path: Path) -> None:
    assert found(tmp_path, replaced(EDITION, ("value: 5000", "value: five"))) == [("number", 14, 18)]
    misspelt = replaced(EDITION, ("revenue >= floor", "revenu >= floor"), (LADDER, LADDER))
    assert found(tmp_path, misspelt) == [("expression", 19, 11)]
