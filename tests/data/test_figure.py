"""The figure stated beside the data (177, 174, 122, 121, 62), reproduced."""

from __future__ import annotations

import pytest
from tests.data import plain
from tests.data.figure import STATED, engine_steps, judge_stand_in, steps
from tests.data.judged import Judged
from tests.data.panel import Firm, normal_code, stated_shares

pytestmark = pytest.mark.data
WORDS = {True: "met", False: "unmet", None: "unknown"}


@pytest.fixture(scope="module")
def stand_in(firms: dict[str, Firm]) -> Judged:
    return judge_stand_in(firms.values())


def test_plain_arithmetic_reproduces_every_step_of_the_figure(firms: dict[str, Firm]) -> None:
    found = {step.id: len(step.left) for step in steps(firms.values(), stated_shares())}
    assert found == STATED


def test_the_engine_reproduces_the_figure_as_far_as_the_standard_has_the_conditions(
    firms: dict[str, Firm], sized: Judged, stand_in: Judged
) -> None:
    expected = {name: STATED[name] for name in ("sme", "revenue", "growth", "debt")}
    assert engine_steps(sized, stand_in, firms) == expected


def test_growth_of_the_stand_in_agrees_with_plain_arithmetic_for_every_firm(
    firms: dict[str, Firm], stand_in: Judged
) -> None:
    for code, firm in firms.items():
        growth = plain.mean_growth(firm)
        holds = None if growth is None else growth >= plain.GROWTH_MARK
        assert stand_in.outcome(code, "growth") == WORDS[holds], code


def test_the_verdicts_on_typed_rows_are_those_on_the_mapped_file(stand_in: Judged, giants: Judged) -> None:
    for code in giants.verdicts:
        for name in ("sme", "debt"):
            assert stand_in.outcome(code, name) == giants.outcome(code, name), (code, name)


def test_codes_of_both_files_come_to_one_form() -> None:
    assert normal_code("688268SH") == "688268.SH"
    assert normal_code("000008.SZ") == "000008.SZ"


def test_every_firm_of_the_last_but_one_step_has_a_stated_product_share(firms: dict[str, Firm]) -> None:
    shares = stated_shares()
    left = next(step.left for step in steps(firms.values(), shares) if step.id == "debt")
    assert [code for code in left if code not in shares] == []


def test_where_the_panel_tells_main_revenue_from_revenue_it_is_the_larger_so_it_cannot_be_a_part_of_it(
    firms: dict[str, Firm],
) -> None:
    pairs = [
        (firm.stated_main[year], revenue)
        for firm in firms.values()
        for year, revenue in firm.revenue.items()
        if firm.stated_main[year] != revenue
    ]
    assert len(pairs) == 47
    assert all(main is not None and revenue is not None and main > revenue for main, revenue in pairs)


def test_one_head_count_lies_exactly_on_the_border_and_counts_as_large(
    firms: dict[str, Firm], sized: Judged
) -> None:
    found = [code for code, firm in firms.items() if firm.employees == 1000]
    assert len(found) == 1
    assert sized.verdicts[found[0]]["class"] == "large"
