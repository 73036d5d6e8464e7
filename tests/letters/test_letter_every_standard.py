"""What holds of the letters and pages of every shipped standard, whatever is known."""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letter_helpers import NAMES, explained, explained_empty, profile
from letter_helpers import settings as settings_of

from littlegiant.cli.letters import letter, page
from littlegiant.cli.letters.wrapping import WIDTH, width
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.verdicts.explanation_tree import Explanation

HAN = re.compile(r"[\u3400-\u9fff]")
WEIRD = re.compile(r"\b(?:None|nan|NaN|inf|Infinity|Fraction|Decimal)\b")
EVERY = [(name, case, day) for name in NAMES for case, day in settings_of(name)]
VOID = {"meta", "input", "br", "img", "link", "hr"}
LANGUAGES = ("en", "zh")


def check(explanation: Explanation) -> None:
    """Assert what holds of every letter and page."""
    for language in LANGUAGES:
        written = letter(explanation, language)
        assert not WEIRD.search(written), WEIRD.search(written)
        lines = written.split("\n")
        assert all(line == line.rstrip() for line in lines)
        assert all(width(line, language) <= WIDTH[language] for line in lines), max(lines, key=len)
        assert written.endswith("\n") and not written.endswith("\n\n")
    check_page(page(explanation, "en"))


def check_page(html: str) -> None:
    """Assert that a page is well formed and keeps its headings in order."""
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert all(target in reader.ids for target in reader.targets)
    assert all(after - before <= 1 for before, after in zip(reader.levels, reader.levels[1:], strict=False))
    assert not WEIRD.search(reader.text), WEIRD.search(reader.text)


class Reader(HTMLParser):
    """Reads a page and complains where elements are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.levels: list[int] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if tag == "a":
            self.targets.append(str(named["href"]).removeprefix("#"))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data + " "


@pytest.mark.parametrize(("name", "case", "day"), EVERY, ids=lambda value: str(value))
def test_every_criterion_is_worded_with_nothing_known(name: str, case: str, day: datetime.date) -> None:
    explanation = explained_empty(name, case, day)
    assert all(
        item.text.zh and item.text.en and item.test.text.zh and item.test.text.en
        for item in explanation.criteria
    )
    check(explanation)


@pytest.mark.parametrize("name", NAMES)
def test_every_criterion_is_worded_with_everything_known(name: str) -> None:
    explanation = explained(name)
    assert all(item.evidence for item in explanation.criteria)
    check(explanation)


@pytest.mark.parametrize("name", NAMES)
def test_no_section_of_a_letter_is_in_the_other_language(name: str) -> None:
    for explanation in (explained(name), explained_empty(name, *settings_of(name)[-1])):
        for line in letter(explanation, "en").split("\n"):
            assert len(HAN.findall(line)) <= max(12, len(line) // 3), line
        for section in letter(explanation, "zh").split("\n\n\n"):
            assert HAN.search(section), section


@st.composite
def drawn_changes(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw changes to a profile: facts removed, set to zero, halved, doubled or turned round."""
    facts = profile(name)["facts"]
    changes: dict[str, Any] = {}
    for column in draw(st.lists(st.sampled_from(sorted(facts)), max_size=8, unique=True)):
        fact, _ = load_dictionary().of_column(column) or (None, None)
        value = facts[column]
        if isinstance(value, bool):
            changes[column] = draw(st.sampled_from([None, not value]))
        elif isinstance(value, str) or fact is None:
            changes[column] = None
        else:
            changes[column] = draw(
                st.sampled_from([None, 0, value / 2 if not fact.whole else value // 2, value * 2, 1])
            )
            if fact.maximum is not None and changes[column] is not None:
                changes[column] = min(changes[column], fact.maximum)
    return changes


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_letters_stay_readable_whatever_is_removed_or_changed(name: str, chance: st.DataObject) -> None:
    explanation = explained(name, chance.draw(drawn_changes(name)))
    check(explanation)
    assert explanation.as_dict()["outcome"] == explanation.outcome
