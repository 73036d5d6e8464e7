"""How the plain-text letter reads."""

from __future__ import annotations

import datetime

from letter_helpers import explained, explained_empty

from littlegiant.cli.letters import letter
from littlegiant.cli.letters.wrapping import wrapped

GIANT, GIANT_2022, NOTICE = "cn/little-giant@2026", "cn/little-giant@2022", "cn/little-giant-notice-2026"


def flowing(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def test_a_border_just_missed_shows_enough_digits() -> None:
    found = explained(GIANT, {"rnd_expense_2025": 2_999_999}, of=NOTICE)
    assert "2.999999 %, required at least 3 % (short by 0.000001 percentage points)" in flowing(
        letter(found, "en")
    )
    assert "2.999999%，要求不低于3%（差0.000001个百分点）" in letter(found, "zh").replace("\n     ", "")


def test_a_met_verdict_says_so_in_its_first_sentence() -> None:
    found = explained(GIANT, of=NOTICE, enterprise="Hongda")
    assert "Hongda (no. f1) meets the standard “Little giant”, edition of 2026: all 20 criteria" in flowing(
        letter(found, "en")
    )


def test_an_unmet_verdict_that_is_final_says_that_nothing_unknown_can_change_it() -> None:
    found = explained(GIANT, {"abnormal_list": True, "own_brand": None, "high_reputation": None}, of=NOTICE)
    assert "This is final" in letter(found, "en")
    assert "改变不了" in letter(found, "zh")


def test_an_open_verdict_names_what_would_help_most() -> None:
    found = explained(GIANT, {"high_reputation": None}, of=NOTICE)
    assert "help most to know: whether the leading product has a high reputation and influence." in flowing(
        letter(found, "en")
    )
    assert "最需要查明的是：主导产品是否有较高知名度和影响力。" in letter(found, "zh")


def test_a_used_route_is_told_with_its_clause_and_how_sure_it_is() -> None:
    found = explained(GIANT, {"class1_ip_own": 0, "national_award_rank_3y": 2}, of=NOTICE)
    text = flowing(letter(found, "en"))
    assert "Exempt, because this holds: A national science and technology award" in text
    assert "(annex 2 (4); two or more sources agree)" in text


def test_other_ways_told_once_are_pointed_at_afterwards() -> None:
    found = explained(GIANT_2022, {"class1_ip": 0, "rnd_institution": "none", "maker_china_top50_3y": None})
    text = flowing(letter(found, "en"))
    assert text.count("Other ways that stand open:") == 1
    assert "The other ways are the same as under number 1." in text


def test_a_forced_edition_is_announced() -> None:
    found = explained(GIANT_2022, day=datetime.date(2018, 5, 1))
    assert "Please note: the edition of 2022 did not govern" in flowing(letter(found, "en"))


def test_the_letter_says_what_it_is_not() -> None:
    found = explained(GIANT, of=NOTICE)
    assert "not an official decision" in letter(found, "en")
    assert "本函不是官方决定" in letter(found, "zh")


def test_evidence_is_asked_for_once_with_all_years() -> None:
    text = flowing(letter(explained(GIANT, of=NOTICE), "en"))
    assert "Audit reports of 2023, 2024 and 2025, to show the revenue (2023, 2024, 2025)" in text
    assert text.count("Audit report") == 2
    assert "2023、2024、2025年度审计报告" in letter(explained(GIANT, of=NOTICE), "zh")


def test_a_name_that_steers_a_terminal_is_cleaned() -> None:
    found = explained(GIANT, of=NOTICE, enterprise="Evil\x1b[2J\nFirm\u202e")
    text = letter(found, "en")
    assert "Evil [2J Firm (no. f1)" in text
    assert not {"\x1b", "\u202e"} & set(text)


def test_instruments_are_numbered_the_english_way_in_english() -> None:
    text = letter(explained_empty("cn/innovative-sme@2022", "new", datetime.date(2026, 6, 1)), "en")
    assert "by 63号" not in text and "as counted by No. 63" in flowing(text)


def test_chinese_wraps_at_38_signs_and_keeps_marks_off_line_starts() -> None:
    lines = wrapped("企业" * 18 + "营业，" * 10 + "（说明）" * 9, "zh")
    assert all(len(line) <= 38 for line in lines)
    assert not any(line[0] in "，）" for line in lines)
    assert not any(line[-1] == "（" for line in lines)


def test_a_number_stays_with_its_unit() -> None:
    text = "word " * 15 + "a 3 % and " + "word " * 13 + "CNY 61 million"
    lines = wrapped(text, "en")
    assert any(line.startswith("3 %") for line in lines)
    assert any("CNY 61 million" in line for line in lines)
