"""Holds the engine's outcomes on firms with empty cells against what filling those cells can bring about."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from tests.engines.running import Answer, run_engine
from tests.finality.filling import Effort, Filler, Firm, Reached
from tests.finality.shipped_firms import Emptied, emptied_firms
from tests.oracle.judging import Examination
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place, Profile

from littlegiant.standards.model import Rulebook

EFFORT = Effort()
SECOND_EFFORT = Effort(random=120, nodes=600, searches=12)
THIRD_EFFORT = Effort(random=120, nodes=2000, searches=60)
WORDS = {True: "met", False: "unmet", None: "unknown"}


@dataclass(frozen=True)
class Finding:
    """One firm on which the engine says what filling the empty cells does not bear out."""

    place: Place
    kind: str
    firm: Firm = field(hash=False)
    unknown: tuple[str, ...]
    said: bool | None
    reached: Reached = field(hash=False)
    open_criteria: tuple[str, ...]
    fact: str = ""

    @property
    def pattern(self) -> str:
        """Return what findings of the same cause share."""
        facts = ", ".join(sorted(column.rstrip("0123456789_") for column in self.unknown))
        outcomes = "/".join(
            sorted("undefined" if found is None else WORDS[found] for found in self.reached.fillings)
        )
        about = f" {self.fact}" if self.fact else ""
        return f"{self.kind}{about}: unknown {facts}; open {', '.join(self.open_criteria)}; fillings only {outcomes}"

    def __str__(self) -> str:
        known = {column: str(cell) for column, cell in self.firm.items() if cell is not None}
        lines = [
            f"{self.place.edition} {self.place.case} {self.place.as_of} {self.place.jurisdiction}",
            self.pattern,
        ]
        lines += [f"engine: {WORDS[self.said]}", f"facts: {known}"]
        for outcome, filled in self.reached.fillings.items():
            shown = {column: str(filled.get(column)) for column in self.unknown}
            lines.append(f"{'undefined' if outcome is None else WORDS[outcome]} by {shown}")
        return "\n".join(lines)


@dataclass
class Tally:
    """What was counted under one rulebook; `together`: decided, although no criterion alone decides it."""

    place: Place
    firms: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    together: int = 0
    undefined: int = 0
    missing_facts: int = 0
    findings: list[Finding] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Return the number of findings of one kind: wrong, needless, idle or unasked."""
        return sum(finding.kind == kind for finding in self.findings)


def examine(place: Place, bases: list[Profile], *, firms: int, seed: int, missing: bool = True) -> Tally:
    """Judge firms with empty cells by the engine and search what filling the cells leads to."""
    rulebook = place.rulebook()
    filler = Filler(rulebook, random.Random(f"{place} {seed}"))
    drawn = emptied_firms(filler, bases, firms)
    answers = run_engine(rulebook, [item.facts for item in drawn], columns(rulebook))
    tally = Tally(place, firms=len(drawn))
    for item, answer in zip(drawn, answers, strict=True):
        tally.outcomes[WORDS[answer.outcome]] += 1
        reached = check_outcome(filler, (item, answer), tally)
        if missing and answer.outcome is None:
            check_missing(filler, (item, answer), (tally, reached))
    return tally


def check_outcome(filler: Filler, judged: tuple[Emptied, Answer], tally: Tally) -> Reached:
    """Count the firm under what filling its empty cells says about the engine's outcome."""
    item, answer = judged
    reached = filler.reached(item.facts, item.before, EFFORT)
    if answer.outcome is not None:
        tally.together += filler.outcome(item.facts) is None
        if (not answer.outcome) in reached.fillings:
            tally.findings.append(_finding(filler, judged, tally.place, ("wrong", reached)))
        return reached
    if reached.only is not None:
        reached = filler.reached(item.facts, item.before, SECOND_EFFORT)
    if reached.only is not None:
        tally.findings.append(_finding(filler, judged, tally.place, ("needless", reached)))
    elif not reached.both:
        tally.undefined += 1
    return reached


def check_missing(filler: Filler, judged: tuple[Emptied, Answer], found: tuple[Tally, Reached]) -> None:
    """Demand that every fact that is asked for can change the outcome, and that no such fact is left out."""
    item, answer = judged
    tally, reached = found
    for fact in answer.missing:
        tally.missing_facts += 1
        if not any(
            filler.can_change(item.facts, fact, item.before, effort)
            for effort in (EFFORT, SECOND_EFFORT, THIRD_EFFORT)
        ):
            tally.findings.append(_finding(filler, judged, tally.place, ("idle", reached), fact))
    for fact in filler.unknown(item.facts):
        if fact not in answer.missing and filler.can_change(item.facts, fact, item.before, EFFORT):
            tally.findings.append(_finding(filler, judged, tally.place, ("unasked", reached), fact))


def _finding(
    filler: Filler, judged: tuple[Emptied, Answer], place: Place, about: tuple[str, Reached], fact: str = ""
) -> Finding:
    item, answer = judged
    kind, reached = about
    rulebook: Rulebook = filler.rulebook
    found = Examination(rulebook, item.facts)
    still_open = tuple(item.id for item in rulebook.criteria if found.criterion(item.id) is None)
    return Finding(
        place, kind, item.facts, tuple(filler.unknown(item.facts)), answer.outcome, reached, still_open, fact
    )
