"""What a letter tells the reader to do: next steps, what to find out, which proof to bring."""

from __future__ import annotations

import datetime
import re

import pytest
from letter_helpers import explained, explained_empty

from littlegiant.cli.letters import letter
from littlegiant.verdicts.explanation_tree import Explanation

GIANT, GIANT_2022, SIZE = "cn/little-giant@2026", "cn/little-giant@2022", "cn/sme-size@2011"
NOTICE_2025, NOTICE_2026 = "cn/little-giant-notice-2025", "cn/little-giant-notice-2026"
INNOVATIVE, SRDI_2022, GUANGDONG = "cn/innovative-sme@2022", "cn/srdi-sme@2022", "cn/guangdong-srdi-2022"


def told(explanation: Explanation, language: str = "en") -> str:
    """Return a letter without its line breaks."""
    return " ".join(letter(explanation, language).split())


def section(explanation: Explanation, title: str, language: str = "en") -> str:
    """Return one section of a letter without its line breaks, empty where it has none."""
    found = re.search(rf"\n{title}\n-+\n(.*?)(?:\n\n\n|\Z)", letter(explanation, language), re.S)
    return " ".join(found.group(1).split()) if found else ""


def proof(explanation: Explanation) -> str:
    return section(explanation, "What to bring as evidence")


def test_the_relief_of_a_notice_is_told_where_the_notice_applies_and_nowhere_else() -> None:
    plain = proof(explained(GIANT_2022))
    assert "third-party" not in plain and "117号" not in plain and "190号" not in plain
    of_2025 = proof(explained(GIANT_2022, of=NOTICE_2025))
    assert of_2025.count("190号: no third-party proof of the market share") == 1 and "117号" not in of_2025
    of_2026 = proof(explained(GIANT_2022, of=NOTICE_2026, case="renewal"))
    assert of_2026.count("117号: no third-party proof of the market share") == 1 and "190号" not in of_2026


def test_the_2026_edition_itself_asks_for_no_third_party_proof_of_the_market_share() -> None:
    assert "工信部企业〔2026〕2号: the firm itself accounts for its market share" in proof(
        explained(GIANT, of=NOTICE_2026)
    )


def test_patent_certificates_are_asked_for_unless_a_notice_leaves_them_out() -> None:
    assert "no certificates of domestic invention patents" not in proof(explained("cn/srdi-sme@2026"))
    assert "no certificates of domestic invention patents" in proof(explained(GIANT, of=NOTICE_2026))


def test_filing_dates_are_told_by_the_notice_that_sets_them_and_how_sure_they_are() -> None:
    steps = section(explained(GIANT, of=NOTICE_2026), "What to do next")
    assert "online filing is open from 25 April to 25 May 2026 - " in steps
    assert "posted by 30 June 2026 (one source only)" in steps
    assert "117号" not in section(explained(GIANT_2022), "What to do next")


def test_years_that_are_over_are_told_apart_from_what_can_still_change() -> None:
    found = explained(GIANT, {"revenue_2025": 49_999_999, "class1_ip_own": 3}, of=NOTICE_2026)
    steps = section(found, "What to do next")
    assert [item.id for item in found.criteria if item.outcome == "unmet"] == [
        "revenue",
        "growth",
        "class1_ip",
    ]
    assert "Numbers 1 and 2 look at years that are over" in steps
    assert "Number 3 can still change before another application" in steps


def test_what_is_missing_is_listed_with_its_meaning_and_its_column_the_most_decisive_first() -> None:
    found = explained(
        GIANT, {"class1_ip_own": None, "domestic_rank": None, "market_share": None}, of=NOTICE_2026
    )
    listed = re.findall(r"\[(\w+)\]", section(found, "What to find out"))
    assert listed == [item.column for item in found.missing] and listed
    assert "nothing obtained by transfer" in section(found, "What to find out")


def test_a_settled_letter_has_nothing_to_find_out() -> None:
    assert section(explained(GIANT, of=NOTICE_2026), "What to find out") == ""


def test_a_value_the_rule_does_not_define_is_referred_to_the_authorities() -> None:
    steps = section(explained(GIANT_2022, {"main_revenue_2023": 0}), "What to do next")
    assert "For number 1 the rule gives no value on these figures" in steps


def test_only_what_its_row_of_the_size_table_looks_at_is_proved() -> None:
    facts = {"size_industry": None, "industry": "C3491", "total_assets_2025": 5e7}
    small = explained(SIZE, facts)
    assert {column for item in small.evidence for column in item.columns} == {
        "industry", "employees_2025", "revenue_2025",
    }  # fmt: skip
    foreign = explained(SIZE, {**facts, "industry": "J6620"})
    assert [item.columns for item in foreign.evidence] == [("industry",)]
    assert "cannot be classed by the table" in section(foreign, "What to do next")


def test_the_mapping_of_industry_codes_is_doubted_only_where_a_code_was_used() -> None:
    by_code = section(explained(SIZE, {"size_industry": None, "industry": "C3491"}), "How sure the rules are")
    by_row = section(explained(SIZE, {"size_industry": 2, "industry": None}), "How sure the rules are")
    assert "Which row of the size table an industry code belongs to" in by_code.split("Remarks")[0]
    assert "Which row of the size table an industry code belongs to" not in by_row.split("Remarks")[0]


def test_remarks_on_renewals_are_not_told_to_a_new_applicant() -> None:
    new = section(explained(GIANT, of=NOTICE_2026), "How sure the rules are")
    renewal = section(explained(GIANT_2022, of=NOTICE_2026, case="renewal"), "How sure the rules are")
    assert "Whether growth is examined in renewals" in renewal and "Whether growth is examined" not in new


def test_the_rules_that_no_source_confirms_are_counted_at_the_top() -> None:
    found = explained(GIANT, of=NOTICE_2026)
    unsure = sum(item.confidence == "unconfirmed" for item in found.criteria)
    once = sum(item.confidence == "one-source" for item in found.criteria)
    top = letter(found, "en").split("What to do next")[0]
    assert f"no source confirms {unsure} of the rules used and only one source confirms {once}" in " ".join(
        top.split()
    )
    assert f"{unsure}条未经证实，{once}条只有一个来源" in letter(found, "zh").replace("\n", "")


def test_a_figure_that_a_province_changed_is_named_beside_the_wording_it_changes() -> None:
    found = explained(SRDI_2022, {"regional_feature_score": 14}, of=GUANGDONG, jurisdiction="CN-GD")
    assert "[annex 2; 70 points instead of 60 points by 粤工信规字〔2024〕5号]" in told(found)


def test_a_score_below_its_mark_is_said_to_do_no_harm_where_another_way_is_met() -> None:
    short = {"rnd_expense_2025": 0, "high_tech_enterprise": True}
    assert "does no harm here" in told(explained(INNOVATIVE, short, which="edge"))
    assert "does no harm here" not in told(explained(INNOVATIVE, which="edge"))


def test_the_rank_of_an_award_that_was_not_won_is_not_held_against_a_firm() -> None:
    found = told(explained(SRDI_2022, {"regional_feature_score": 12}, of=GUANGDONG, jurisdiction="CN-GD"))
    assert "Provincial S&T award within three years: no" in found and "no rank, required" not in found


def test_alternatives_that_no_longer_matter_are_not_told() -> None:
    found = section(explained(SRDI_2022), "What is met")
    assert "Revenue in 2024" in found and "New equity raised" not in found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_whole_letter_never_says_the_same_line_twice(language: str) -> None:
    for found in (
        explained(GIANT, of=NOTICE_2026),
        explained(GIANT_2022, {"class1_ip": 1, "qms_certified": None}),
        explained_empty(SRDI_2022, "new", datetime.date(2026, 3, 1)),
    ):
        body = letter(found, language).split(
            "How sure the rules are" if language == "en" else "规则的来源和疑点"
        )[0]
        lines = [line.strip() for line in body.split("\n") if len(line.strip()) > 45]
        assert [line for line in set(lines) if lines.count(line) > 2] == []
