"""What the tree of an explanation says."""

from __future__ import annotations

import datetime
import json

from letter_helpers import atoms_of, criterion, desk, explained

from littlegiant.errors import Text
from littlegiant.verdicts.explanation import explain_row
from littlegiant.verdicts.verdict import verdict_of

GIANT, GIANT_2022, NOTICE = "cn/little-giant@2026", "cn/little-giant@2022", "cn/little-giant-notice-2026"
SRDI_2022, GUANGDONG = "cn/srdi-sme@2022", "cn/guangdong-srdi-2022"


def test_a_ratio_reads_as_a_sentence_part_in_both_languages() -> None:
    part = atoms_of(
        criterion(explained(GIANT, {"rnd_expense_2025": 3_200_000}, of=NOTICE), "rnd_share").test
    )[0]
    assert part.text == Text(
        "2025年研发费用占营业收入比重：3.2%，要求不低于3%",
        "R&D expense ÷ revenue in 2025: 3.2 %, required at least 3 %",
    )
    assert part.room == Text("高出0.2个百分点", "0.2 percentage points above the mark")


def test_outcomes_are_those_of_the_verdict() -> None:
    row = desk(GIANT, "new", datetime.date(2026, 5, 1)).row(
        {"id": "f1", "revenue_2025": 4e7, "class1_ip_own": 9.0}
    )
    verdict, explanation = verdict_of(row), explain_row(row)
    assert [(item.id, item.outcome) for item in explanation.criteria] == [
        (item.id, item.outcome) for item in verdict.criteria
    ]
    assert all(item.test.state == item.outcome for item in explanation.criteria if not item.routes)


def test_the_smallest_change_is_one_yuan_where_one_yuan_is_missing() -> None:
    item = criterion(explained(GIANT, {"rnd_expense_2025": 2_999_999}, of=NOTICE), "rnd_share")
    assert item.change is not None
    assert (item.change.column, item.change.current, item.change.needed) == (
        "rnd_expense_2025",
        2_999_999,
        3_000_000,
    )
    assert item.change.text.zh == "2025年研发费用须达到300万元，现为2,999,999元，差1元"
    assert item.change.closed


def test_debt_over_the_limit_asks_for_less_debt() -> None:
    item = criterion(explained(GIANT, {"total_liabilities_2025": 75_000_001}, of=NOTICE), "debt")
    assert item.change is not None
    assert (item.change.needed, item.change.at_least) == (75_000_000, False)
    assert "CNY 1 less" in item.change.text.en


def test_growth_says_what_the_last_year_would_have_had_to_be() -> None:
    facts = {"revenue_2023": 100_000_000, "revenue_2025": 110_249_999}
    item = criterion(explained(GIANT, facts, of=NOTICE), "growth")
    assert item.outcome == "unmet"
    assert item.change is not None and item.change.needed == 110_250_000


def test_no_single_change_is_named_where_two_parts_fail() -> None:
    item = criterion(
        explained(
            GIANT,
            {
                "class1_ip_own": 3,
                "ip_in_use": False,
                "national_award_3y": False,
                "national_award_rank_3y": None,
            },
            of=NOTICE,
        ),
        "class1_ip",
    )
    assert item.change is None


def test_the_single_change_may_belong_to_a_route() -> None:
    item = criterion(explained(GIANT, {"class1_ip_own": 3, "ip_in_use": False}, of=NOTICE), "class1_ip")
    assert item.change is not None
    assert (
        item.change.text.en
        == "rank in a national S&T award within three years would have to be no. 3 instead of no. 4, 1 place better"
    )


def test_an_unknown_fact_says_how_much_of_it_would_be_enough() -> None:
    item = criterion(explained(GIANT, {"rnd_expense_2025": None}, of=NOTICE), "rnd_share")
    part = atoms_of(item.test)[0]
    assert part.change is not None and part.change.current is None
    assert part.change.text.en == "R&D expense in 2025 of at least CNY 3 million would be enough"


def test_a_route_that_is_used_names_its_source() -> None:
    item = criterion(
        explained(GIANT, {"class1_ip_own": 0, "national_award_rank_3y": 2}, of=NOTICE), "class1_ip"
    )
    used = [route for route in item.routes if route.used]
    assert [route.id for route in used] == ["award"]
    assert (used[0].kind, used[0].state, used[0].confidence) == ("exemption", "met", "two-sources")
    assert used[0].source.zh and used[0].source.en and used[0].clause.en == "annex 2 (4)"


def test_evidence_follows_the_route_that_was_used() -> None:
    item = criterion(
        explained(GIANT, {"class1_ip_own": 0, "national_award_rank_3y": 2}, of=NOTICE), "class1_ip"
    )
    assert {column for document in item.evidence for column in document.columns} == {
        "national_award_3y",
        "national_award_rank_3y",
    }


def test_a_base_of_zero_is_given_as_the_reason_for_having_no_growth() -> None:
    item = criterion(explained(GIANT_2022, {"main_revenue_2023": 0}), "growth")
    assert (item.outcome, item.reason) == ("unknown", "not_computable")
    assert item.why is not None and "2023年主营业务收入为0元" in item.why.zh


def test_the_branch_chosen_by_revenue_is_marked_and_the_other_is_not() -> None:
    facts = {"revenue_2025": 60_000_000, "main_revenue_2025": 55_000_000, "rnd_expense_2025": 3_599_999}
    test = criterion(explained(GIANT_2022, facts), "rnd").test
    assert test.kind == "choose"
    assert [part.applies for part in test.parts] == [False, False, True]
    assert test.text.zh == "2025年营业收入为6000万元（低于1亿元），适用以下规定"


def test_a_provincial_mark_is_named_with_its_notice_and_confidence() -> None:
    found = explained(
        SRDI_2022, {"province": "44", "regional_feature_score": 14}, of=GUANGDONG, jurisdiction=None
    )
    part = criterion(found, "evaluation").test
    assert part.required == Text("不低于70分", "at least 70 points")
    assert part.set_by == Text("粤工信规字〔2024〕5号规定", "set by 粤工信规字〔2024〕5号")
    assert part.confidence == "one-source"
    assert [(item.id, item.place.en if item.place else None) for item in found.overlays] == [
        (GUANGDONG, "Guangdong")
    ]


def test_the_branch_of_a_province_says_how_sure_its_mark_is() -> None:
    facts = {"province": None, "regional_feature_score": 14}
    test = criterion(explained(SRDI_2022, facts, of=GUANGDONG, jurisdiction=None), "evaluation").test
    assert [atoms_of(part)[0].confidence for part in test.parts] == ["one-source", "two-sources"]


def test_another_province_is_held_to_the_mark_of_the_country() -> None:
    found = explained(
        SRDI_2022, {"province": "32", "regional_feature_score": 14}, of=GUANGDONG, jurisdiction=None
    )
    assert criterion(found, "evaluation").outcome == "met"
    assert found.overlays == ()


def test_an_unknown_province_shows_what_each_province_asks() -> None:
    facts = {"province": None, "regional_feature_score": 14}
    test = criterion(explained(SRDI_2022, facts, of=GUANGDONG, jurisdiction=None), "evaluation").test
    assert (test.kind, test.state) == ("by_place", "unknown")
    assert [(part.text.en, part.state) for part in test.parts] == [
        ("Guangdong", "unmet"),
        ("Other provinces", "met"),
    ]


def test_a_waived_criterion_is_listed_with_its_notice() -> None:
    found = explained(GIANT_2022, of="cn/little-giant-notice-2025", case="renewal")
    assert [(item.criterion, item.number) for item in found.waived] == [
        ("growth", "工信厅企业函〔2025〕190号")
    ]
    assert "growth" not in [item.id for item in found.criteria]


def test_an_edition_named_outside_its_dates_is_said_to_be_forced() -> None:
    found = explained(GIANT_2022, day=datetime.date(2018, 5, 1))
    assert found.rule.forced
    assert "asked for by name" in found.rule.why.en


def test_an_indicator_names_its_band_and_the_next_better_one() -> None:
    found = explained(SRDI_2022, {"regional_feature_score": 14}, of=GUANGDONG, jurisdiction="CN-GD")
    assert found.score is not None
    items = {item.id: item for group in found.score.groups for item in group.indicators}
    way = items["net_margin"].ways[0]
    assert (way.band, way.more) == (Text("不低于8%、低于10%", "at least 8 % and less than 10 %"), 10)
    assert way.change is not None and way.change.needed == 5_000_000


def test_every_single_step_named_for_the_score_does_reach_the_mark() -> None:
    short = {"regional_feature_score": 14}
    found = explained(SRDI_2022, short, of=GUANGDONG, jurisdiction="CN-GD")
    assert found.score is not None and found.score.steps
    for changes in (
        {"niche_years": 8},
        {"digital_level": 3},
        {"net_profit_2024": 5_000_000},
        {"own_brand": True},
    ):
        assert explained(SRDI_2022, {**short, **changes}, of=GUANGDONG, jurisdiction="CN-GD").outcome == "met"


def test_the_size_class_names_its_row_and_the_class_of_each_indicator() -> None:
    found = explained(
        "cn/sme-size@2011",
        {"industry": "C3491", "employees_2025": 299, "revenue_2025": 1e8, "size_industry": None},
    )
    size = found.sizes[0]
    assert [row.en for row in size.rows] == ["Industry (mining, manufacturing, utilities)"]
    assert [bound.classes[0].en for bound in size.bounds] == ["small", "medium"]
    assert found.class_ == "small"


def test_facts_used_carry_column_label_value_and_unit() -> None:
    fact = next(fact for fact in explained(GIANT, of=NOTICE).facts if fact.column == "revenue_2025")
    assert (fact.label.en, fact.value, fact.unit, fact.text.zh) == (
        "Revenue in 2025",
        100_000_000,
        "CNY",
        "100,000,000元",
    )


def test_what_is_not_confirmed_is_listed_with_its_confidence() -> None:
    doubts = {doubt.subject.en: doubt.confidence for doubt in explained(GIANT, of=NOTICE).doubts}
    assert doubts["Registered in mainland China as an independent legal person"] == "unconfirmed"
    assert doubts["Not on the list of abnormal operations"] == "one-source"


def test_the_tree_is_plain_json() -> None:
    tree = explained(
        SRDI_2022, {"national_award_3y": False, "qms_certified": None}, of=GUANGDONG, jurisdiction="CN-GD"
    ).as_dict()
    again = json.loads(json.dumps(tree, allow_nan=False))
    assert again == tree
    assert {"id", "outcome", "class", "criteria", "score", "overlays", "doubts", "facts"} <= set(again)
