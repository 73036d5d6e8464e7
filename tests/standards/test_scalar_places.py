"""A mistake in an expression is found at its line and column, however the YAML scalar is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.testing.template import EDITION, TEST, found, replaced

WRONG_AT = {
    "test: employees >= floor": (19, 21),
    'test: "employees >= floor"': (19, 22),
    "test: 'employees >= floor'": (19, 22),
    "test: &anchor employees >= floor": (19, 29),
    "test: !!str employees >= floor": (19, 27),
    "test: employees\n      >= floor": (20, 7),
    'test: "employees\n      >= floor"': (20, 7),
    'test: "\\u0065mployees >= floor"': (19, 27),
    'test: "employees\\t>= floor"': (19, 23),
    'test: "employees \\\n      >= floor"': (20, 7),
    "test: >\n      employees\n      >= floor": (21, 7),
    "test: >-\n      employees\n\n      >= floor": (22, 7),
    "test: |2-\n      employees\n        >= floor": (21, 9),
    "test: |  # words\n      employees\n      >= floor": (21, 7),
    "test: {all: [own_brand, 'employees >= floor']}": (19, 40),
}


@pytest.mark.parametrize("test", WRONG_AT, ids=str)
def test_a_mistake_is_placed_in_every_kind_of_scalar(tmp_path: Path, test: str) -> None:
    assert found(tmp_path, replaced(EDITION, (TEST, test))) == [("expression", *WRONG_AT[test])]


@pytest.mark.parametrize(("newline", "start"), [("\r\n", ""), ("\n", "\ufeff")])
def test_line_ends_of_windows_and_a_byte_order_mark_move_nothing(
    tmp_path: Path, newline: str, start: str
) -> None:
    text = replaced(EDITION, (TEST, 'test: "employees >= floor"')).replace("\n", newline)
    path = tmp_path / "xx"
    path.mkdir()
    assert found(tmp_path, start + text) == [("expression", 19, 22)]


def test_a_key_without_meaning_is_found_at_the_key(tmp_path: Path) -> None:
    assert found(tmp_path, replaced(EDITION, ("currency: CNY", "currency: CNY\nfoo:\n  - bar"))) == [
        ("key", 8, 1)
    ]
