"""What an instrument says about proof and filing is read for its case, its place and its facts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from littlegiant.standards.catalogue import Catalogue, shipped
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import Rulebook

STANDARD = """
standard: t/one
edition: "1"
title: {zh: 样例, en: Sample}
issuer: {zh: 某部门, en: Some office}
instrument: {number: 样字1号, zh: 样例办法, en: Sample measures}
jurisdiction: CN
currency: CNY
in_force: [{case: new, from: 2020-01-01, source: s, confidence: official}, {case: renewal, from: 2020-01-01, source: s, confidence: official}]
sources: {s: {zh: 原文, en: The text}}
notes: [{zh: 只说复核, en: For renewals, cases: [renewal]}]
criteria:
  - {id: brand, text: {zh: 品牌, en: Brand}, test: own_brand, source: s, confidence: official}
evidence:
  - {facts: [own_brand], text: {zh: 看商标, en: the trademark}, source: s, confidence: official, cases: [new]}
filing:
  - {text: {zh: 网上报, en: file online}, source: s, confidence: one-source}
"""


def linked(folder: Path, text: str, case: str = "new") -> Rulebook:
    """Link a standard written to a folder."""
    (folder / "t").mkdir(exist_ok=True)
    (folder / "t" / "one@1.yaml").write_text(text, encoding="utf-8")
    catalogue = Catalogue(folder)
    return link(catalogue.edition("t/one@1"), catalogue, Setting(case, datetime.date(2026, 5, 1)))


def test_guidance_is_that_of_the_case(tmp_path: Path) -> None:
    new, renewal = linked(tmp_path, STANDARD), linked(tmp_path, STANDARD, "renewal")
    assert [(item.kind, item.facts, item.number) for item in new.guidance] == [
        ("evidence", ("own_brand",), "样字1号"), ("filing", (), "样字1号"),
    ]  # fmt: skip
    assert [item.kind for item in renewal.guidance] == ["filing"]
    assert new.guidance[1].entry.confidence == "one-source"


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("facts: [own_brand]", "facts: [own_brnd]", "there is no fact 'own_brnd'"),
        ("facts: [own_brand]", "facts: []", "there is no fact ''"),
        ("text: {zh: 网上报, en: file online}", "text: {zh: 网上报}", "both languages"),
        ("confidence: one-source", "confidence: sure", "expected a confidence"),
        ("cases: [new]", "cases: [old]", "no case is called 'old'"),
        ("cases: [renewal]", "case: renewal", "no key 'case' here"),
    ],
)
def test_a_mistake_in_guidance_is_a_finding(tmp_path: Path, right: str, wrong: str, found: str) -> None:
    assert right in STANDARD
    findings = linked(tmp_path, STANDARD.replace(right, wrong)).edition.document.findings
    assert any(found in finding.in_language("en") for finding in findings)


def test_every_threshold_of_a_notice_s_proof_names_facts_that_its_edition_asks_for() -> None:
    catalogue = shipped()
    for amendment in catalogue.amendments:
        edition = catalogue.edition(f"{amendment.standard}@{amendment.edition}")
        for case in amendment.cases:
            rulebook = link(edition, catalogue, Setting(case, amendment.start))
            text = str(edition.document.root["criteria"])
            assert all(fact in text for item in rulebook.guidance for fact in item.facts)
