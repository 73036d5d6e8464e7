"""A small standard without fault, edited by the tests one place at a time, and what the check finds in it."""

from __future__ import annotations

from pathlib import Path

from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.documents import Finding
from littlegiant.testing.check import check_paths

TEST = "test: revenue >= floor"
FACTS = "{revenue_2029: 60000000}"
LADDER = "{50000000: met, 49999999: unmet, null: unknown}"
EDITION = f"""standard: xx/demo
edition: "2030"
title: {{zh: 演示, en: Demo}}
issuer: {{zh: 甲, en: A}}
instrument: {{number: 1号, zh: 文, en: Doc, issued: 2029-01-01}}
jurisdiction: CN
currency: CNY
in_force:
  - {{case: new, from: 2030-01-01, source: m, confidence: one-source}}
validity: {{years: 3, source: m, confidence: one-source}}
sources:
  m: {{zh: 来源, en: Source}}
thresholds:
  floor: {{value: 5000, unit: 万元, source: m, confidence: one-source}}
criteria:
  - id: revenue
    clause: c1
    text: {{zh: 营收, en: Revenue}}
    {TEST}
    source: m
    confidence: one-source
cases:
  - profile: pass
    as_of: 2030-05-01
    case: new
    facts: {FACTS}
  - of: revenue
    from: pass
    vary: revenue_2029
    expect: {LADDER}
"""

SCORE = """score:
  text: {zh: 分, en: Score}
  max: 10
  source: m
  confidence: one-source
  groups:
    - id: g
      text: {zh: 组, en: Group}
      max: 10
      indicators:
        - id: staff
          text: {zh: 人, en: Staff}
          max: 10
          points:
            of: employees
            border: lower-inclusive
            bands:
              - {from: 100, points: 10}
              - {from: 50, to: 100, points: 5}
              - {to: 50, points: 0}
cases:
"""
SCORED = EDITION.replace("cases:\n", SCORE, 1).replace(
    FACTS, "{revenue_2029: 60000000, employees_2029: 100}"
) + (
    "  - {of: staff, from: pass, vary: employees_2029, expect: {100: 10, 99: 5, 50: 5, 49: 0, null: unknown}}\n"
)

OVERLAY = """overlay: xx/notice
title: {zh: 通知, en: Notice}
issuer: {zh: 甲, en: A}
instrument: {number: 2号, zh: 文, en: Doc, issued: 2030-01-01}
sources: {m: {zh: 来源, en: Source}}
amends:
  - standard: xx/demo
    edition: "2030"
    cases: [new]
    from: 2030-02-01
    to: 2030-12-31
    jurisdiction: CN-GD
    thresholds: {few: {value: 5, unit: persons, source: m, confidence: one-source}}
    mark: [{criterion: revenue, cases: [new], confidence: unconfirmed, text: {zh: 甲, en: A}}]
    add: [{id: staff, clause: c2, text: {zh: 人, en: Staff}, test: employees >= few, source: m, confidence: one-source}]
cases:
  - profile: pass
    as_of: 2030-05-01
    case: new
    jurisdiction: CN-GD
    facts: {revenue_2029: 60000000, employees_2029: 5}
  - {of: staff, from: pass, vary: employees_2029, expect: {5: met, 4: unmet, null: unknown}}
"""


def replaced(text: str, *edits: tuple[str, str]) -> str:
    """Return a text with single places replaced; each must be there."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def check(folder: Path, text: str, overlay: str | None = None) -> list[Finding]:
    """Return what the check finds in an edition, or in an overlay beside it."""
    path = folder / "xx" / "demo@2030.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if overlay is not None:
        path = folder / "xx" / "overlays" / "notice.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(overlay, encoding="utf-8")
    return check_paths([path], Catalogue(folder)).findings


def found(folder: Path, text: str, overlay: str | None = None) -> list[tuple[str, int, int]]:
    """Return code, line and column of every finding, each of which has words in both languages."""
    findings = check(folder, text, overlay)
    assert all(finding.message.zh and finding.message.en for finding in findings)
    return [(finding.code, finding.line, finding.column) for finding in findings]
