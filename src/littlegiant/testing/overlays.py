"""What only the check of an overlay finds: editions, places and criteria that it names and that do not exist."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.facts.codes import is_jurisdiction
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.checks import check_clauses
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import CASE_NAMES, CASES, Amendment, Edition


def amended(document: Document, catalogue: Catalogue) -> list[Edition]:
    """Return the editions an overlay changes; one that does not exist, or a foreign place, is a finding."""
    found: dict[str, Edition] = {}
    for item in (item for item in catalogue.amendments if item.document is document):
        name, steps = f"{item.standard}@{item.edition}", ("amends", item.index)
        if name not in catalogue.names:
            listed = ", ".join(catalogue.names) or "-"
            message = Text(
                f"没有 {name} 这一版本，有：{listed}。", f"there is no edition {name}; there are {listed}."
            )
            key = "edition" if item.standard in catalogue.ids else "standard"
            document.report((*steps, key), "standard", message)
            continue
        found[name] = catalogue.edition(name)
        _check_place(item, found[name])
    return [found[name] for name in sorted(found)]


def check_overlay(document: Document, catalogue: Catalogue) -> None:
    """Link every edition an overlay changes, in every case it names, and look for criteria that do not exist."""
    for item in (item for item in catalogue.amendments if item.document is document):
        _check_cases(item)
        check_clauses(document, item.body.get("add"), ("amends", item.index, "add"))
        name = f"{item.standard}@{item.edition}"
        for case in item.cases if name in catalogue.names else ():
            rulebook = link(catalogue.edition(name), catalogue, Setting(case, item.start, item.jurisdiction))
            known = {criterion.id for criterion in rulebook.criteria} | {
                waiver.criterion for waiver in rulebook.waived
            }
            _check_marks(item, case, known)


def _check_marks(amendment: Amendment, case: str, known: set[str]) -> None:
    """Report marks of criteria that do not exist; what is waived is looked up while linking."""
    raw = amendment.body.get("mark")
    for index, fields in enumerate(raw if isinstance(raw, list) else []):
        steps: Steps = ("amends", amendment.index, "mark", index)
        if not isinstance(fields, dict) or str(fields.get("criterion")) in known:
            continue
        own = fields.get("cases", list(amendment.cases))
        if isinstance(own, list) and case in own:
            name = fields.get("criterion")
            message = Text(f"没有条件“{name}”。", f"there is no criterion '{name}'.")
            amendment.document.report(steps, "id", message)


def _check_cases(amendment: Amendment) -> None:
    """Report what is waived or marked for a case that the overlay does not change."""
    for key in ("waive", "mark"):
        raw = amendment.body.get(key)
        for index, fields in enumerate(raw if isinstance(raw, list) else []):
            own = fields.get("cases") if isinstance(fields, dict) else None
            for case in own if isinstance(own, list) else []:
                if case in CASES and case not in amendment.cases:
                    message = Text(
                        f"本条不涉及{CASE_NAMES[case].zh}（amends 的 cases）。",
                        f"this entry does not change case {case} (see its own cases).",
                    )
                    amendment.document.report(
                        ("amends", amendment.index, key, index, "cases"), "case", message
                    )


def _check_place(amendment: Amendment, edition: Edition) -> None:
    """Report an overlay for a place outside that of its edition."""
    if is_jurisdiction(amendment.jurisdiction) and not amendment.is_within(edition):
        whole = edition.jurisdiction
        message = Text(
            f"{edition.name} 适用于 {whole}，增补应适用于 {whole} 或其中一地。",
            f"{edition.name} is for {whole}; its overlay must be for {whole} or a part of it.",
        )
        amendment.document.report(("amends", amendment.index, "jurisdiction"), "jurisdiction", message)
