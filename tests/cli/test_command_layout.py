"""Text is wrapped and aligned by the columns it takes on a terminal."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from littlegiant.cli.layout import CLOSING, OPENING, pad, table, width, wrap

TEXT = st.text(alphabet="ab c，。（）业企x 中%", min_size=0, max_size=80)


def test_a_chinese_sign_takes_two_columns() -> None:
    assert (width("企业ab"), pad("企", 4), width("é")) == (6, "企  ", 1)


def test_a_table_is_aligned() -> None:
    lines = table(["a", "企业"], [["营业收入", "x"], ["b", "yy"]]).splitlines()
    assert lines == ["a         企业", "--------  ----", "营业收入  x", "b         yy"]


@given(TEXT)
def test_wrapping_keeps_every_sign_and_the_width(text: str) -> None:
    lines = wrap(text, 20, "  ").split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("  ") for line in lines)


@given(TEXT)
@example("aaaaaaa。。。。。。（ 业%")
@settings(max_examples=500)
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str) -> None:
    lines = [line.strip() for line in wrap(text, 24).split("\n")]
    assert not any(line and line[0] in CLOSING for line in lines[1:])
    assert not any(line and line[-1] in OPENING for line in lines[:-1])
