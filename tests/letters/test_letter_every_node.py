"""Every node of the language has words, also those no shipped standard uses yet."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from letter_helpers import atoms_of, criterion

from littlegiant.cli.letters import letter, page
from littlegiant.engines.duck import Desk
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.verdicts.explanation import explain_row
from littlegiant.verdicts.explanation_tree import Explanation

HEAD = """
standard: t/every
edition: "1"
title: {zh: 样例, en: Sample}
issuer: {zh: 某部门, en: Some office}
instrument: {number: 样字1号, zh: 样例办法, en: Sample measures}
jurisdiction: CN
currency: CNY
in_force: [{case: new, from: 2020-01-01, source: s, confidence: official}]
sources: {s: {zh: 原文, en: The text}}
thresholds:
  floor: {value: 100, unit: 万元, source: s, confidence: official}
  share: {value: 5, unit: "%", source: s, confidence: official}
criteria:
"""
TESTS = {
    "some": "at_least(2, own_brand, qms_certified, quality_award)",
    "neither": "not (own_brand and qms_certified)",
    "below": "not (revenue >= floor)",
    "not_none": "not (key_link == none)",
    "place": "country == CN",
    "once": "any_year(2, revenue >= floor)",
    "sum_of": "revenue + rnd_expense >= floor",
    "less": "revenue - rnd_expense > floor",
    "times": "revenue * 2 >= floor",
    "per_head": "revenue / employees >= floor / 10 persons",
    "over_sum": "rnd_expense / (revenue + net_profit) >= share",
    "equal": "niche_years == 3 years",
    "unequal": "class1_ip != 0",
    "rank_above": "domestic_rank < 3",
    "rank_below": "domestic_rank >= 2",
    "level": "digital_level > 2",
    "staff": "employees < 100 persons",
    "grown": "growth(revenue) > share",
    "compound": "compound_growth(revenue, 3) >= share",
    "averaged": "mean(rnd_expense, 3) >= floor",
    "single_total": "total(rnd_expense, 1) >= floor",
    "at_most": "rnd_institution <= municipal",
    "two_values": "revenue >= rnd_expense",
}
FACTS: dict[str, Any] = {
    "own_brand": True, "qms_certified": False, "quality_award": True, "revenue_2025": 2e6, "revenue_2024": 1e6,
    "revenue_2022": 5e5, "rnd_expense_2025": 3e5, "rnd_expense_2024": 2e5, "rnd_expense_2023": 1e5, "key_link": "six_bases",
    "country": "CN", "employees_2025": 20.0, "net_profit_2025": 1e5, "niche_years": 3.0, "class1_ip": 0.0,
    "domestic_rank": 2.0, "digital_level": 3.0, "rnd_institution": "provincial",
}  # fmt: skip


def written(folder: Path) -> str:
    """Write the standard and return its name."""
    (folder / "t").mkdir()
    lines = [HEAD]
    for name, test in TESTS.items():
        text = f'  - {{id: {name}, text: {{zh: 条件{name}, en: Condition {name}}}, test: "{test}", source: s, confidence: official}}'
        lines.append(text)
    lines.append(
        """
  - id: chosen
    text: {zh: 分档, en: Bands}
    test: {when: own_brand, then: revenue >= floor, else: {all: [qms_certified, {test: revenue >= floor, text: {zh: 收入, en: Revenue}}]}}
    source: s
    confidence: official
"""
    )
    (folder / "t" / "every@1.yaml").write_text("\n".join(lines), encoding="utf-8")
    return "t/every@1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("standards")
    name = written(folder)
    catalogue = Catalogue(folder)
    setting = Setting("new", datetime.date(2026, 5, 1))
    return Desk(demand_clean(link(catalogue.edition(name), catalogue, setting)))


def told(desk: Desk, facts: dict[str, Any]) -> Explanation:
    """Explain an enterprise and check that its letters can be written."""
    explanation = explain_row(desk.row({"id": "f1", **facts}))
    for language in ("zh", "en"):
        assert not re.search(
            r"\b(?:None|nan|inf)\b", letter(explanation, language).replace("at least “none”", "")
        )
    assert page(explanation, "zh")
    return explanation


def test_every_node_has_words_with_everything_known(desk: Desk) -> None:
    for item in told(desk, FACTS).criteria:
        for atom in atoms_of(item.test):
            assert atom.text.zh and atom.text.en, item.id
            assert atom.found is not None, item.id


def test_every_node_has_words_with_nothing_known(desk: Desk) -> None:
    for item in told(desk, {}).criteria:
        assert item.outcome == "unknown", item.id
        assert all(atom.text.zh and atom.text.en for atom in atoms_of(item.test))


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        (
            "below",
            "2025年营业收入：200万元，要求低于100万元",
            "Revenue in 2025: CNY 2 million, required less than CNY 1 million",
        ),
        (
            "rank_above",
            "主导产品国内排名：第2名，要求优于第3名",
            "Domestic rank of the leading product: no. 2, required better than no. 3",
        ),
        (
            "grown",
            "2025年营业收入较2024年的增长率：100%，要求高于5%",
            "Growth of revenue from 2024 to 2025: 100 %, required more than 5 %",
        ),
        (
            "staff",
            "2025年从业人员：20人，要求少于100人",
            "Employees in 2025: 20 people, required less than 100 people",
        ),
        (
            "two_values",
            "2025年营业收入：200万元，要求不低于2025年研发费用（30万元）",
            "Revenue in 2025: CNY 2 million, required at least R&D expense in 2025 (CNY 300,000)",
        ),
        (
            "times",
            "2025年营业收入 × 2：400万元，要求不低于100万元",
            "Revenue in 2025 × 2: CNY 4 million, required at least CNY 1 million",
        ),
        (
            "per_head",
            "2025年营业收入 ÷ 2025年从业人员：人均10万元，要求不低于100万元 ÷ 10人（人均10万元）",
            "Revenue in 2025 ÷ employees in 2025: CNY 100,000 per person, required at least CNY 1 million ÷ 10 people (CNY 100,000 per person)",
        ),
        (
            "single_total",
            "2025年研发费用：30万元，要求不低于100万元",
            "R&D expense in 2025: CNY 300,000, required at least CNY 1 million",
        ),
        ("neither", "自主品牌：是，须为“否”", "Own brand: yes, must be no"),
        ("place", "国家：CN，要求CN", "Country: CN, must be CN"),
        (
            "not_none",
            "产业链关键环节：属工业六基或为链主配套，要求不是“都不是”",
            "Place at a key link of the chain: in the six industrial bases or a supplier of a chain leader, must be anything but “neither”",
        ),
    ],
)
def test_atoms_read_as_sentences(desk: Desk, name: str, zh: str, en: str) -> None:
    text = atoms_of(criterion(told(desk, FACTS), name).test)[0].text
    assert (text.zh, text.en) == (zh, en)


def test_an_undecided_branch_shows_both(desk: Desk) -> None:
    facts = {key: value for key, value in FACTS.items() if key not in ("own_brand", "qms_certified")}
    test = criterion(told(desk, facts), "chosen").test
    assert test.state == "unknown"
    assert [part.applies for part in test.parts] == [False, True, True]
    text = " ".join(letter(told(desk, facts), "en").split())
    assert "If this holds (own brand):" in text and "If this does not hold" in text
