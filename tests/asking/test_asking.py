"""`lg.ask` as a form uses it: what is asked, how answers are taken, when it stops."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from tests.finality.shipped_firms import shipped_profiles

import littlegiant as lg
from littlegiant.asking.assumptions import assumptions
from littlegiant.asking.session import NOBODY, imagined_cells
from littlegiant.asking.settling import Settling
from littlegiant.facts.dictionary import load_dictionary

AS_OF = "2026-05-01"
STANDARDS = (
    "cn/sme-size@2011",
    "cn/innovative-sme@2022",
    "cn/tech-sme@2017",
    "cn/srdi-sme@2022",
    "cn/srdi-sme@2026",
    "cn/little-giant@2022",
    "cn/little-giant@2026",
)
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture(scope="module")
def giant() -> lg.Standard:
    return lg.standard("cn/little-giant", AS_OF)


@pytest.mark.parametrize("name", STANDARDS)
def test_a_new_enterprise_is_asked_far_fewer_fields_than_there_are(name: str) -> None:
    standard = lg.standard(name, AS_OF)
    cells = imagined_cells([standard.desk.row({})], NOBODY, 512)
    asked = fields = 0
    for place in (7, 300):
        firm = {column: found[place].item() for column, found in cells.items()}
        state = lg.ask(standard, {})
        fields += len(state.open)
        while state.settled is None:
            assert state.next is not None
            new = {column: firm[column] for column in state.next.columns}
            asked += len(new)
            state = lg.Asking(state.standards, {**state.facts, **new})
        assert state.questions == () and state.expected == 0
        whole = {column: cell for column, cell in firm.items() if cell != float("inf")}
        assert state.settled == lg.ask(standard, whole).settled
    assert asked < 0.6 * fields


def test_a_question_says_what_it_means_what_it_decides_and_what_settles_it(giant: lg.Standard) -> None:
    state = lg.ask(giant, {"revenue_2025": 60_000_000})
    found = {question.fact: question for question in state.questions}
    assert found["holds_srdi_sme"].settles == (
        Settling("cn/little-giant@2026", "holds_srdi_sme", "unmet", values=(False,)),
    )
    rnd = found["rnd_expense"]
    assert rnd.columns == ("rnd_expense_2025", "rnd_expense_2024") and rnd.unit == "CNY"
    assert [clause.id for clause in rnd.clauses] == ["rnd_total", "rnd_share"]
    assert rnd.settles[0].below == 1_800_000 and rnd.settles[0].outcome == "unmet"
    assert "1.8 million" in rnd.as_dict()["settles"][0]["text"]["en"]
    data = state.as_dict(limit=1)
    assert len(data["questions"]) == 1 and data["settled"] is None and data["open"] == len(state.questions)
    for question in state.questions:
        assert question.text.zh and question.text.en and question.help.zh and question.clauses


@pytest.mark.parametrize("name", STANDARDS)
def test_an_answer_that_is_said_to_settle_it_does(name: str) -> None:
    """Both ends of every range, by the engine itself; and what lies outside a range is not all of it."""
    standard = lg.standard(name, AS_OF)
    state = lg.ask(standard, {"industry": "C3491", "revenue_2025": 90_000_000})
    for question in itertools.islice(state.questions, 8):
        for item in question.settles:
            for cell in _within(item):
                outcome = lg.Asking((standard,), {**state.facts, item.column: cell}).settled
                assert outcome == item.outcome, f"{item} with {cell}"


def _within(item: Settling) -> list[Any]:
    if item.values:
        return list(item.values)
    known = load_dictionary().of_column(item.column)
    assert known is not None
    step = 1.0 if known[0].whole else 1e-6 if known[0].unit == "ratio" else 0.01
    low = item.least if item.least is not None else None if item.above is None else item.above + step
    high = item.most if item.most is not None else None if item.below is None else item.below - step
    least, most = known[0].minimum, known[0].maximum
    ends = [least if low is None else low, most if high is None else high]
    return [end for end in ends if end is not None]


def test_answers_take_units_as_tables_do_and_say_what_is_wrong(giant: lg.Standard) -> None:
    state = lg.ask(giant, {})
    for written, cell in (("6000万元", 6e7), ("0.6亿", 6e7), ("60,000,000", 6e7), (60_000_000, 6e7)):
        assert state.answer("revenue_2025", written).facts["revenue_2025"] == cell
    assert state.answer("market_share", "12%").facts["market_share"] == 0.12
    assert state.answer("holds_srdi_sme", "是").facts["holds_srdi_sme"] is True
    assert state.answer("industry", "C34").facts["industry"]
    for column, written in (
        ("revenue_2025", "-1"),
        ("revenue_2025", "6000万名"),
        ("market_share", 12),
        ("holds_srdi_sme", "perhaps"),
        ("class1_ip_own", "2.5"),
        ("industry", "C999"),
    ):
        with pytest.raises(lg.LittleGiantError) as caught:
            state.answer(column, written)
        assert caught.value.code == "ask.answer" and column in str(caught.value)
        assert column in caught.value.in_language("zh")


def test_a_question_over_several_years_takes_an_answer_by_year(giant: lg.Standard) -> None:
    state = lg.ask(giant, {}).answer("revenue", {2025: "1亿元", "2024": 90_000_000})
    assert (state.facts["revenue_2025"], state.facts["revenue_2024"]) == (1e8, 9e7)
    with pytest.raises(lg.LittleGiantError, match="several years"):
        lg.ask(giant, {}).answer("revenue", 1)
    with pytest.raises(lg.LittleGiantError, match="not asked for"):
        lg.ask(giant, {}).answer("revnue", 1)


def test_an_answer_that_what_is_known_excludes_is_refused() -> None:
    standard = lg.standard("cn/innovative-sme", AS_OF)
    state = lg.ask(standard, {"class1_ip": 2})
    with pytest.raises(lg.LittleGiantError) as caught:
        state.answer("class1_ip_self", 3)
    assert caught.value.code == "ask.contradiction" and "class1_ip = 2" in str(caught.value)


def test_what_nobody_knows_is_not_asked_again_and_stays_open(giant: lg.Standard) -> None:
    state = lg.ask(giant, {})
    seen: list[str] = []
    while state.next is not None:
        assert state.next.fact not in seen
        seen.append(state.next.fact)
        state = state.pass_over(state.next.fact)
    assert state.settled is None and set(state.open) == set(lg.ask(giant, {}).open)


def test_an_award_is_asked_for_before_the_rank_in_it(giant: lg.Standard) -> None:
    facts = [question.fact for question in lg.ask(giant, {}).questions]
    assert facts.index("national_award_3y") < facts.index("national_award_rank_3y")
    assert "size_industry" not in facts and "industry" in facts


def test_a_question_that_serves_several_standards_is_preferred() -> None:
    several = [lg.standard(name, AS_OF) for name in ("cn/srdi-sme", "cn/little-giant")]
    state = lg.ask(several, {})
    assert set(state.outcomes) == {"cn/srdi-sme@2026", "cn/little-giant@2026"} and state.next is not None
    serves = {clause.standard for clause in state.next.clauses}
    assert serves == set(state.outcomes)
    assert state.answer("abnormal_list", True).settled == "unmet"
    with pytest.raises(lg.LittleGiantError, match="same day"):
        lg.ask([several[0], lg.standard("cn/srdi-sme", "2025-05-01")], {})


def test_a_table_says_what_is_likely(giant: lg.Standard) -> None:
    """Where nearly every enterprise of the table is on the list, that question comes first."""
    firm = {"revenue_2025": 9e7, "holds_srdi_sme": True, "rnd_expense_2025": 9e6, "rnd_expense_2024": 9e6}
    rows = [{"id": f"f{n}", **firm, "abnormal_list": n != 0} for n in range(50)]
    assert lg.ask(giant, {}).next.fact != "abnormal_list"  # type: ignore[union-attr]
    state = lg.ask(giant, {}, like=rows)
    assert state.next is not None and state.next.fact == "abnormal_list" and state.expected < 1.3


def test_the_work_of_answering_can_be_what_is_least(giant: lg.Standard) -> None:
    plain, easy = lg.ask(giant, {}), lg.ask(giant, {}, by_effort=True)
    assert plain.next is not None and easy.next is not None
    assert easy.next.effort < plain.next.effort


def test_where_a_rule_defines_no_value_nothing_is_asked(giant: lg.Standard) -> None:
    firm = next(
        profile.facts
        for place, profiles in shipped_profiles().items()
        for profile in profiles
        if place.edition == giant.name and profile.name == "pass"
    )
    known = {name: cell if isinstance(cell, bool | str) else float(cell) for name, cell in firm.items()}
    state = lg.ask(giant, {**known, "revenue_2023": 0, "key_field_2h": None})
    assert state.settled is None and state.next is None
    assert state.open == () and state.questions == ()


def test_the_assumptions_are_of_facts_there_are_and_possible() -> None:
    likely, facts = assumptions(), load_dictionary()
    assert all(facts[name].type.value == "boolean" and 0 <= p <= 1 for name, p in likely.yes.items())
    for name, amount in likely.numbers.items():
        assert facts[name].type.is_number and list(amount.points) == sorted(amount.points)
        assert len(amount.points) == 5 and (amount.of is None or amount.of in likely.numbers)
    for name, shares in likely.one_of.items():
        assert name in facts and sum(shares.values()) <= 1 + 1e-9
