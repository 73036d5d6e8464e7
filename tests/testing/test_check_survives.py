"""Whatever a file holds, the check ends soon, with a finding that says where: it never breaks and never hangs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.testing.template import EDITION, FACTS, LADDER, OVERLAY, SCORED, TEST, check, found, replaced

SOON = 10
NESTED = "test: {all: " + "[{all: " * 30 + "[revenue >= floor]" + "}]" * 30 + "}"


def aliases(levels: int) -> str:
    """Return tests of ten times the one before, each by aliases, the last of which is the criterion's."""
    ten = [f"x{n}: &b{n} {{all: [{', '.join([f'*b{n - 1}'] * 10)}]}}" for n in range(1, levels + 1)]
    lines = "\n".join(["x0: &b0 revenue >= floor", *ten])
    return replaced(EDITION, (TEST, f"test: *b{levels}"), ("thresholds:", f"{lines}\nthresholds:"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (replaced(EDITION, (TEST, "test: &t {all: [*t]}")), "yaml"),
        ("standard: &a [*a]\n", "yaml"),
        ("a: " + "[" * 3000 + "]" * 3000, "yaml"),
        (replaced(EDITION, (TEST, NESTED)), "yaml"),
        (aliases(10), "yaml"),
        (replaced(EDITION, ("value: 5000", f"value: {'9' * 500}")), "number"),
        (replaced(EDITION, ("value: 5000", "value: 0.1e-500")), "number"),
        (replaced(EDITION, ("50000000: met", ".inf: met")), "fact"),
        (replaced(EDITION, ("50000000: met", f"{'9' * 400}: met")), "fact"),
        (replaced(EDITION, (FACTS, "{employees_2029: many, market_share: 7, industry: ZZZ}")), "fact"),
        (replaced(EDITION, (TEST, f"test: {{all: [{', '.join(['revenue >= floor'] * 201)}]}}")), "test"),
    ],
    ids=lambda text: text[:8].strip() if len(text) < 12 else "file",
)
def test_a_file_without_end_or_measure_is_a_finding_with_its_place(
    tmp_path: Path, text: str, code: str
) -> None:
    start = time.perf_counter()
    findings = check(tmp_path, text)
    assert time.perf_counter() - start < SOON
    assert code in {finding.code for finding in findings}
    assert all(finding.line >= 1 and finding.column > 1 for finding in findings if finding.code == code)


def test_aliases_within_the_limits_are_allowed(tmp_path: Path) -> None:
    issuer = "issuer: {zh: 甲, en: A}"
    text = replaced(EDITION, (issuer, "issuer: &who {zh: 甲, en: A}"), ("{zh: 营收, en: Revenue}", "*who"))
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    "test",
    [
        "(" * 150 + "revenue >= floor" + ")" * 150,
        "not " * 300 + "(revenue >= floor)",
        "revenue " + "+ revenue " * 1000 + ">= floor",
        "revenue >= floor and " * 3000 + "revenue >= floor",
        "revenue.before(2000) >= floor",
        "revenue.before(999999999999) >= floor",
        *(f"total(revenue, {years}) >= floor" for years in (21, 300, 1000, 2000)),
        "each(20, each(20, revenue >= floor))",
        "each(15, revenue.before(15) >= floor)",
        "total(revenue, 12).before(12) >= floor",
        "mean_growth(revenue, 10) >= 5 %",
        "revenue / revenue / revenue / revenue * revenue >= floor",
        f"revenue >= {'9' * 31} 元",
    ],
    ids=lambda test: test[:24],
)
def test_an_expression_beyond_the_limits_is_a_finding_inside_it(tmp_path: Path, test: str) -> None:
    start = time.perf_counter()
    assert ("expression", 19) in [
        item[:2] for item in found(tmp_path, replaced(EDITION, (TEST, f"test: {test}")))
    ]
    assert time.perf_counter() - start < SOON


@pytest.mark.parametrize("terms", [8, 40, 95])
def test_a_long_sum_is_checked_as_fast_as_its_terms_are_many(tmp_path: Path, terms: int) -> None:
    text = replaced(
        EDITION,
        (TEST, f"test: revenue {'+ revenue ' * (terms - 1)}>= floor"),
        (LADDER, f"{{{-(-50000000 // terms)}: met, {(50000000 - 1) // terms}: unmet, null: unknown}}"),
    )
    start = time.perf_counter()
    codes = {code for code, _, _ in found(tmp_path, text)}
    assert codes <= {"number"} and time.perf_counter() - start < SOON


ODD = (5, -1, 10**29, 1.5, True, None, "x", "score >= 5", "2030-01-01", [], [1], [[]], {}, {"a": {"b": [1]}})
FILES = {"edition": yaml.safe_load(SCORED), "overlay": yaml.safe_load(OVERLAY)}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inner for place in ((*path, key), *places(item, (*path, key)))]


PLACES = [(name, place) for name, root in FILES.items() for place in places(root)]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from(PLACES), odd=st.sampled_from(ODD))
def test_no_value_at_any_place_of_a_file_brings_the_check_down(
    tmp_path: Path, where: tuple[str, tuple[Any, ...]], odd: Any
) -> None:
    name, place = where
    root = yaml.safe_load(yaml.safe_dump(FILES[name]))
    inner = root
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = odd
    text = yaml.safe_dump(root, allow_unicode=True, sort_keys=False)
    found(tmp_path, *((text,) if name == "edition" else (EDITION, text)))
