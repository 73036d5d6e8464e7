"""Check whole standards: static checks, worked cases, and proof that every number matters."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.checks import check_dates, check_rulebook
from littlegiant.standards.documents import Document, Finding
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import CASES, Edition, Rulebook
from littlegiant.testing.cases import Cases, Situation, WorkedCase, read_cases
from littlegiant.testing.comparing import disagreements, known_target
from littlegiant.testing.coverage import check_coverage
from littlegiant.testing.judging import Bench
from littlegiant.testing.languages import check_languages
from littlegiant.testing.mutation import check_numbers
from littlegiant.testing.overlays import amended, check_overlay
from littlegiant.testing.steps import check_steps


@dataclass
class Report:
    """What was checked and what was found."""

    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    cases: int = 0
    mutations: int = 0


def check_paths(paths: Iterable[Path], catalogue: Catalogue, *, dates: bool = True) -> Report:
    """Check edition and overlay files (all of the catalogue when none is named).

    Without `dates` an edition may be in force at the same time as another, as a draft that would take its place is.
    """
    report = Report()
    wanted = {path.resolve() for path in paths}
    for standard in catalogue.ids if dates else ():
        check_dates(catalogue.editions(standard))
    documents: list[tuple[Document, list[Edition]]] = []
    for name in catalogue.names:
        edition = catalogue.edition(name)
        documents.append((edition.document, [edition]))
    for document in catalogue.overlay_documents:
        documents.append((document, amended(document, catalogue)))
    known = {document.path.resolve() for document, _ in documents}
    for path in sorted(wanted - known):
        raise _no_standard(path)
    for document, editions in documents:
        if not wanted or document.path.resolve() in wanted:
            _check_document(document, editions, (catalogue, report, Bench()))
    return report


def _no_standard(path: Path) -> LittleGiantError:
    exists = "" if path.exists() else " (no such file)"
    return LittleGiantError(
        "check.path",
        Text(f"{path} 不是标准文件。", f"{path} is no file of a standard{exists}."),
        Text(
            "标准文件名形如 NAME@EDITION.yaml，增补文件放在 overlays/ 下。",
            "Edition files are called NAME@EDITION.yaml, overlays lie in a folder overlays/.",
        ),
    )


def _check_document(
    document: Document, editions: list[Edition], where: tuple[Catalogue, Report, Bench]
) -> None:
    catalogue, report, bench = where
    report.files += 1
    if document.broken:
        report.findings += document.findings
        return
    check_languages(document)
    cases = read_cases(document)
    report.cases += len(cases.worked)
    rulebooks = _rulebooks(editions, cases, catalogue)
    if editions and editions[0].document is document:
        for case in CASES:
            check_rulebook(link(editions[0], catalogue, Setting(case, _first_day(editions[0]))))
    else:
        check_overlay(document, catalogue)
    if not document.findings:
        _run_cases(document, cases, rulebooks, bench)
    if not document.findings:
        check_steps(document, rulebooks)
        check_coverage(document, cases, rulebooks, bench)
        report.mutations += check_numbers(document, cases, rulebooks, (catalogue, bench))
    report.findings += dict.fromkeys(document.findings)


def _first_day(edition: Edition) -> datetime.date:
    return min((period.start for period in edition.in_force), default=datetime.date.today())


def _rulebooks(editions: list[Edition], cases: Cases, catalogue: Catalogue) -> dict[Situation, Rulebook]:
    """Link each situation that the cases speak of; of several amended editions the one in force judges."""
    found: dict[Situation, Rulebook] = {}
    situations = dict.fromkeys(case.situation for case in cases.worked)
    if not situations and editions:
        situations = dict.fromkeys(Situation(_first_day(editions[0]), case, "CN") for case in CASES)
    for situation in situations:
        edition = next(
            (
                one
                for one in editions
                if any(period.covers(situation.case, situation.as_of) for period in one.in_force)
            ),
            editions[0] if editions else None,
        )
        if edition is not None:
            found[situation] = link(
                edition, catalogue, Setting(situation.case, situation.as_of, situation.jurisdiction)
            )
    return found


def _run_cases(document: Document, cases: Cases, rulebooks: dict[Situation, Rulebook], bench: Bench) -> None:
    for situation, rulebook in rulebooks.items():
        listed = [case for case in cases.worked if case.situation == situation]
        runnable = [case for case in listed if _is_runnable(document, case, rulebook)]
        rows = bench.rows(rulebook, runnable)
        for case in runnable:
            for problem in disagreements(case, rows[case.id]):
                document.report(case.steps, "case", problem)


def _is_runnable(document: Document, case: WorkedCase, rulebook: Rulebook) -> bool:
    if known_target(case, rulebook):
        return True
    document.report(
        (*case.steps[:2], "of"),
        "case",
        Text(f"{rulebook.name} 没有“{case.of}”。", f"{rulebook.name} has no '{case.of}'."),
    )
    return False
