"""The dictionary keeps the promise of the public table of facts."""

from __future__ import annotations

import re
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from littlegiant.facts import dictionary as reader
from littlegiant.facts.dictionary import load_dictionary, nearest
from littlegiant.facts.model import Fact, Kind, ValueType

FACTS = load_dictionary().facts

# The public table, row by row: kind, unit, ids.
PROMISED: list[tuple[str, str, str]] = [
    ("identity", "-", "id name uscc country province city industry size_industry founded"),
    ("yearly", "persons", "employees rnd_staff tech_staff"),
    (
        "yearly",
        "CNY",
        "revenue main_revenue rnd_expense rnd_expense_domestic total_cost net_profit total_profit total_assets "
        "total_liabilities net_assets equity_raised operating_cash_flow high_tech_revenue export_revenue",
    ),
    (
        "state",
        "-",
        "independent_legal_person resident_enterprise abnormal_list dishonesty_list major_incident_3y "
        "major_incident_2y restricted_product single_champion related_little_giant",
    ),
    ("state", "years", "niche_years"),
    ("state", "ratio", "market_share market_share_global"),
    ("state", "rank", "domestic_rank"),
    (
        "state",
        "count",
        "class1_ip class1_ip_self class1_ip_high_value class1_ip_own class2_ip class2_ip_115",
    ),
    ("judgement", "-", "ip_in_use"),
    ("state", "level", "rnd_institution"),
    ("state", "-", "national_award_3y provincial_award_3y national_award_5y"),
    ("state", "rank", "national_award_rank_3y provincial_award_rank_3y national_award_rank_5y"),
    (
        "state",
        "-",
        "high_tech_enterprise innovation_demo_enterprise ip_advantage_enterprise led_standard_5y",
    ),
    ("state", "-", "maker_china_top50_3y maker_china_top500_3y"),
    ("state", "CNY", "equity_raised_3y"),
    ("state", "-", "strategic_industry"),
    ("judgement", "-", "key_link key_field_63 key_field_2h market_position_leading high_reputation"),
    (
        "state",
        "-",
        "own_brand quality_award qms_certified product_certified_abroad standards_participation "
        "core_system_supported",
    ),
    ("state", "level", "digital_level"),
    ("state", "points", "regional_feature_score"),
    ("yearly", "points", "development_score"),
    ("state", "-", "holds_innovative_sme holds_tech_sme holds_srdi_sme holds_little_giant"),
]
ROWS = [(kind, unit, fact) for kind, unit, ids in PROMISED for fact in ids.split()]

UNITS_OF_TYPE = {
    ValueType.MONEY: {"CNY"},
    ValueType.PERSONS: {"persons"},
    ValueType.COUNT: {"count"},
    ValueType.RANK: {"rank"},
    ValueType.FRACTION: {"ratio"},
    ValueType.YEARS: {"years"},
    ValueType.POINTS: {"points"},
    ValueType.LEVEL: {"level", "-"},
    ValueType.CATEGORY: {"level", "-"},
}


def test_the_dictionary_holds_exactly_the_promised_facts() -> None:
    assert len(ROWS) == 79
    assert set(FACTS) == {fact for _, _, fact in ROWS}


@pytest.mark.parametrize(("kind", "unit", "fact"), ROWS, ids=[fact for _, _, fact in ROWS])
def test_a_fact_has_its_promised_kind_and_unit(kind: str, unit: str, fact: str) -> None:
    assert (FACTS[fact].kind, FACTS[fact].unit) == (kind, unit)


def test_no_id_stands_twice_in_the_file() -> None:
    source = reader.resources.files("littlegiant.facts").joinpath("dictionary.yaml").read_text("utf-8")
    ids = [entry["id"] for entry in yaml.safe_load(source)["facts"]]
    assert ids == list(FACTS)


@pytest.mark.parametrize("fact", FACTS.values(), ids=list(FACTS))
def test_every_text_says_something_in_both_languages(fact: Fact) -> None:
    texts = [fact.label, fact.definition, fact.evidence, *(option.label for option in fact.options)]
    for text in texts:
        assert text.en.strip() and text.en.isprintable()
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh), text


@pytest.mark.parametrize("fact", FACTS.values(), ids=list(FACTS))
def test_the_unit_fits_the_type(fact: Fact) -> None:
    assert fact.unit in UNITS_OF_TYPE.get(fact.type, {"-"})


def test_labels_are_distinct_in_each_language() -> None:
    for language in ("zh", "en"):
        labels = [fact.label.in_language(language) for fact in FACTS.values()]
        assert len(set(labels)) == len(labels)


def test_a_yes_or_no_fact_says_what_it_answers_and_no_other_fact_does() -> None:
    for fact in FACTS.values():
        assert (fact.question is not None) is (fact.type is ValueType.BOOLEAN), fact.id
        if fact.question is not None:
            assert fact.question.en.startswith("whether ") and "是否" in fact.question.zh, fact.id


def test_no_evidence_names_an_instrument_since_the_rules_of_proof_are_the_instrument_s() -> None:
    for fact in FACTS.values():
        assert not re.search(r"\d+号", fact.evidence.zh + fact.evidence.en), fact.id


def test_the_figures_of_a_balance_sheet_are_those_of_the_year_s_last_day() -> None:
    assert {fact.id for fact in FACTS.values() if fact.year_end} == {
        "total_assets", "total_liabilities", "net_assets",
    }  # fmt: skip


def test_only_money_that_can_be_lost_or_owed_may_be_negative() -> None:
    open_below = {fact.id for fact in FACTS.values() if fact.type.is_number and fact.minimum is None}
    assert open_below == {"net_profit", "total_profit", "net_assets", "operating_cash_flow"}


def test_counts_ranks_and_levels_are_whole_and_people_and_years_need_not_be() -> None:
    for fact in FACTS.values():
        whole = fact.type in {ValueType.COUNT, ValueType.RANK, ValueType.LEVEL}
        assert fact.whole is whole, fact.id


def test_ranks_start_at_one() -> None:
    assert {fact.minimum for fact in FACTS.values() if fact.type is ValueType.RANK} == {1.0}


def test_only_shares_and_closed_scales_have_an_upper_bound() -> None:
    upper = {fact.id: fact.maximum for fact in FACTS.values() if fact.maximum is not None}
    assert upper == {
        "size_industry": 16.0,
        "market_share": 1.0,
        "market_share_global": 1.0,
        "digital_level": 4.0,
        "regional_feature_score": 15.0,
    }


def test_only_the_development_score_is_asked_for_in_the_year_of_the_as_of_date() -> None:
    assert {fact.id for fact in FACTS.values() if fact.year_offset != -1} == {"development_score"}
    assert FACTS["development_score"].year_offset == 0


def test_a_research_institution_rises_from_none_to_national() -> None:
    institution = FACTS["rnd_institution"]
    assert institution.ordered
    levels = ["none", "enterprise", "municipal", "provincial", "national"]
    assert [option.id for option in institution.options] == levels


def test_the_place_in_the_chain_has_three_unordered_values() -> None:
    link = FACTS["key_link"]
    assert not link.ordered
    assert [option.id for option in link.options] == ["filled_gap", "six_bases", "none"]


def test_categories_have_options_and_nothing_else_has() -> None:
    for fact in FACTS.values():
        assert bool(fact.options) is (fact.type is ValueType.CATEGORY), fact.id


def test_a_title_held_names_the_standard_that_gives_it() -> None:
    assert {fact.id: fact.title for fact in FACTS.values() if fact.title} == {
        "holds_innovative_sme": "cn/innovative-sme",
        "holds_tech_sme": "cn/tech-sme",
        "holds_srdi_sme": "cn/srdi-sme",
        "holds_little_giant": "cn/little-giant",
    }


def test_implications_relate_facts_of_the_right_type() -> None:
    implied = load_dictionary().implications
    types = {name: fact.type for name, fact in FACTS.items()}
    boolean, rank, count, money = ValueType.BOOLEAN, ValueType.RANK, ValueType.COUNT, ValueType.MONEY
    assert {(types[a], types[b]) for a, b in implied.truths} == {(boolean, boolean)}
    assert {(types[a], types[b]) for a, b in implied.ranks} == {(rank, boolean)}
    assert {(types[a], types[b]) for a, b in implied.at_least} == {(count, count)}
    assert {(types[a], types[b]) for a, b in implied.at_most_rank} == {(rank, rank)}
    assert {(types[a], types[b]) for a, b, _ in implied.totals} == {(money, money)}


def test_implications_are_those_of_the_contract() -> None:
    implied = load_dictionary().implications
    assert set(implied.truths) == {
        ("major_incident_2y", "major_incident_3y"),
        ("national_award_3y", "national_award_5y"),
        ("maker_china_top50_3y", "maker_china_top500_3y"),
    }
    assert set(implied.ranks) == {
        ("national_award_rank_3y", "national_award_3y"),
        ("national_award_rank_5y", "national_award_5y"),
        ("provincial_award_rank_3y", "provincial_award_3y"),
    }
    assert set(implied.at_least) == {("class1_ip", "class1_ip_self"), ("class1_ip", "class1_ip_high_value")}
    assert implied.at_most_rank == (("national_award_rank_5y", "national_award_rank_3y"),)
    assert implied.totals == (("equity_raised_3y", "equity_raised", 3),)


def test_a_total_adds_up_a_yearly_fact() -> None:
    for total, part, years in load_dictionary().implications.totals:
        assert FACTS[part].is_yearly and not FACTS[total].is_yearly
        assert years > 1


def test_no_plain_fact_name_can_be_read_as_a_yearly_column() -> None:
    for fact in FACTS.values():
        if not fact.is_yearly:
            stem, _, suffix = fact.id.rpartition("_")
            assert not (stem in FACTS and len(suffix) == 4 and suffix.isdigit())


@pytest.mark.parametrize(
    ("column", "fact", "year"),
    [
        ("national_award_3y", "national_award_3y", None),
        ("equity_raised_3y", "equity_raised_3y", None),
        ("class2_ip_115", "class2_ip_115", None),
        ("revenue_2025", "revenue", 2025),
        ("equity_raised_2025", "equity_raised", 2025),
        ("development_score_2026", "development_score", 2026),
    ],
)
def test_a_column_resolves_to_its_fact_and_year(column: str, fact: str, year: int | None) -> None:
    assert load_dictionary().of_column(column) == (FACTS[fact], year)


@pytest.mark.parametrize(
    "column",
    ["revenue", "development_score", "revenue_25", "revenue_202x", "market_share_2025", "turnover_2025", ""],
)
def test_a_column_that_is_no_fact_resolves_to_nothing(column: str) -> None:
    assert load_dictionary().of_column(column) is None


@given(fact=st.sampled_from(list(FACTS.values())), year=st.integers(1949, 2100))
def test_the_column_a_fact_names_resolves_back_to_it(fact: Fact, year: int) -> None:
    expected = (fact, year if fact.kind is Kind.YEARLY else None)
    assert load_dictionary().of_column(fact.column(year)) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("revnue_2025", "revenue_2025"),
        ("Revenue_2025", "revenue_2025"),
        ("rnd_expence_2024", "rnd_expense_2024"),
        ("market_shar", "market_share"),
        ("national_award_3yr", "national_award_3y"),
    ],
)
def test_a_misspelt_name_finds_the_one_meant(typed: str, meant: str) -> None:
    assert nearest(typed)[0] == meant


def test_a_name_like_no_fact_finds_nothing() -> None:
    assert nearest("xyzzy") == []


def test_the_dictionary_is_read_once() -> None:
    assert load_dictionary() is load_dictionary()


def test_reading_the_dictionary_is_quick_enough_for_a_command_to_start() -> None:
    if reader.LOADER.__name__ != "CSafeLoader":
        pytest.skip("PyYAML without libyaml")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        load_dictionary.__wrapped__()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1
