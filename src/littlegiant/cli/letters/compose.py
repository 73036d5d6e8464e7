"""From an explanation to a letter: the answer first, then why, what to bring, and what is not certain."""

from __future__ import annotations

from littlegiant.cli.letters.document import Gauge, Letter, Section
from littlegiant.cli.letters.finding_out import missing_section
from littlegiant.cli.letters.findings import conflict_section, met_section, unknown_section, unmet_section
from littlegiant.cli.letters.grounds import caveat_section, doubt_section, evidence_section, fact_section
from littlegiant.cli.letters.leads import lead
from littlegiant.cli.letters.next_steps import next_section
from littlegiant.cli.letters.opening import about, answer, heading, outcome_counts, rule_section, who
from littlegiant.cli.letters.scoring import points_text, score_section, size_section
from littlegiant.verdicts.explanation_tree import Explanation


def compose(explanation: Explanation) -> Letter:
    """Return the letter of an explanation, in both languages."""
    score = explanation.score
    gauge = None
    if score is not None:
        low, high, most = (float(number or 0) for number in (score.low, score.high, score.max))
        mark = None if score.pass_mark is None else float(score.pass_mark)
        gauge = Gauge(low, high, mark, most, points_text(score))
    return Letter(
        to=who(explanation),
        heading=heading(explanation),
        about=about(explanation),
        outcome=explanation.outcome,
        answer=answer(explanation),
        lead=lead(explanation),
        counts=outcome_counts(explanation),
        gauge=gauge,
        sections=_sections(explanation),
    )


def _sections(explanation: Explanation) -> tuple[Section, ...]:
    found = (
        next_section(explanation),
        rule_section(explanation),
        unmet_section(explanation),
        conflict_section(explanation),
        unknown_section(explanation),
        missing_section(explanation),
        score_section(explanation),
        met_section(explanation),
        size_section(explanation),
        evidence_section(explanation),
        doubt_section(explanation),
        fact_section(explanation),
        caveat_section(),
    )
    return tuple(section for section in found if section is not None)
