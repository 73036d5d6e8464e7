"""`littlegiant standards show`: the text of a standard as rules, to read beside the official one."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.options import AS_OF, CASE, JURISDICTION, format_option
from littlegiant.errors import Text

ID = Option(
    "ID[@EDITION]",
    Text("标准，可写明版本", "the standard, with or without an edition"),
    sample="cn/little-giant@2026",
    required=True,
)
DAY = replace(
    AS_OF,
    help=Text(
        "显示哪一天的规则（默认今天；已不施行的版本为其最后一日）",
        "the rules of which day (default: today, or the last day of an edition that is no longer in force)",
    ),
    required=False,
)
WHICH = replace(
    CASE,
    default=None,
    help=Text(
        "新申报或复核（默认 new；版本不适用于 new 时为 renewal）",
        "a new application or a renewal (default: new, or renewal where the edition has no new)",
    ),
)


def run(call: Call) -> int:
    """Print one edition as text or JSON."""
    from littlegiant.api import standard
    from littlegiant.cli.notes import tell_notes
    from littlegiant.cli.showing.page import Page
    from littlegiant.cli.showing.record import standard_record

    asked = call.required("id[@edition]")
    case, day = _situation(asked, call.text("case"), call.text("as_of"))
    chosen = standard(asked, day, case, call.text("jurisdiction"))
    if chosen.note is not None:
        tell_notes(call, (chosen.note,))
    if call.required("format") == "json":
        call.say(json.dumps(standard_record(chosen.rulebook), ensure_ascii=False, indent=2))
    else:
        call.say(Page(chosen.rulebook, call.language).text())
    return 0


def _situation(asked: str, case: str | None, day: str | None) -> tuple[str, str]:
    """Return the case and the day to show: as asked, else the newest that the named edition governs."""
    from littlegiant.standards.catalogue import shipped

    today = datetime.date.today()
    if "@" not in asked:
        return case or "new", day or today.isoformat()
    spans = [span for span in shipped().edition(asked).in_force if case in (None, span.case)]
    cases = [span.case for span in spans]
    chosen = case or ("new" if "new" in cases or not cases else cases[0])
    if day is not None:
        return chosen, day
    ends = [span.end or today for span in spans if span.case == chosen]
    starts = [span.start for span in spans if span.case == chosen]
    last = min(today, max(ends, default=today))
    return chosen, max(last, min(starts, default=last)).isoformat()


COMMAND = Command(
    words=("standards", "show"),
    summary=Text(
        "一个标准的条文、阈值、来源和可信度；未证实的有 ⚠ 标记",
        "the clauses, thresholds, sources and confidence of a standard; what is unconfirmed carries ⚠",
    ),
    run=run,
    options=(ID, DAY, WHICH, JURISDICTION, format_option("text", "json", default="text")),
    examples=(
        "littlegiant standards show cn/little-giant --as-of 2026-05-01",
        "littlegiant standards show cn/srdi-sme@2022 --as-of 2025-06-01 --jurisdiction CN-GD --lang zh",
    ),
)
