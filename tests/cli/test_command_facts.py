"""`littlegiant facts` prints the whole dictionary."""

from __future__ import annotations

import csv
import io

from cli_helpers import Cli

from littlegiant.facts.dictionary import load_dictionary

FACTS = load_dictionary().facts


def test_every_fact_is_printed_with_both_labels(cli: Cli) -> None:
    for language in ("en", "zh"):
        text = cli("facts", "--lang", language).out
        for fact in FACTS.values():
            assert f"{fact.label.zh} / {fact.label.en}" in text.replace("\n    ", " ")
    assert "\nrevenue_YYYY · yearly · money · CNY\n" in cli("facts").out


def test_json_and_csv_hold_every_field(cli: Cli) -> None:
    lines = {line["id"]: line for line in cli("facts", "--format", "json").lines}
    assert list(lines) == list(FACTS)
    assert lines["revenue"]["column"] == "revenue_YYYY" and lines["revenue"]["unit"] == "CNY"
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(cli("facts", "--format", "csv").out))}
    assert list(rows) == list(FACTS)
    for fact in FACTS.values():
        assert rows[fact.id]["definition_zh"] == fact.definition.zh
        assert rows[fact.id]["evidence_en"] == fact.evidence.en


def test_single_facts_can_be_asked_for_by_column_too(cli: Cli) -> None:
    assert [
        line["id"] for line in cli("facts", "revenue_2025", "market_share", "--format", "json").lines
    ] == ["revenue", "market_share"]
