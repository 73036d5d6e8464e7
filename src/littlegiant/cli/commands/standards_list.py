"""`littlegiant standards list`: every edition, when it is in force, for which cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from littlegiant.cli.command import Call, Command
from littlegiant.cli.layout import pad, terminal_width, width, wrap
from littlegiant.cli.options import format_option
from littlegiant.errors import Text
from littlegiant.standards.model import Edition, InForce

CASES = {"new": Text("新申报", "new"), "renewal": Text("复核", "renewal")}
NOW = Text("今", "now")
MARK = Text(
    "⚠ 起止日期未经证实。查看某一版本：littlegiant standards show ID@EDITION",
    "⚠ these dates are not confirmed. See one edition with: littlegiant standards show ID@EDITION",
)


def run(call: Call) -> int:
    """Print one line per edition and case."""
    from littlegiant.standards.catalogue import shipped

    editions = [shipped().edition(name) for name in shipped().names]
    if call.required("format") == "json":
        for edition in editions:
            call.say(json.dumps(record(edition), ensure_ascii=False))
        return 0
    for edition in editions:
        for line in _lines(call, edition):
            call.say(line)
        call.say()
    call.say(wrap(call.pick(MARK), terminal_width()))
    return 0


def _lines(call: Call, edition: Edition) -> Iterator[str]:
    """Yield the name, the title and the instrument, then a line per case with its periods."""
    columns = terminal_width()
    yield edition.name
    yield wrap(f"{call.pick(edition.title)} · {edition.number}", columns, "  ")
    indent = max(width(call.pick(text)) for text in CASES.values()) + 6
    for case, text in CASES.items():
        spans = [words(call, span) for span in edition.in_force if span.case == case]
        if spans:
            yield pad(f"    {call.pick(text)}", indent) + f"\n{' ' * indent}".join(spans)


def words(call: Call, span: InForce) -> str:
    """Return one period: `2026-04-01 … now`, marked where nothing confirms it."""
    end = span.end.isoformat() if span.end else call.pick(NOW)
    return f"{span.start.isoformat()} … {end}" + (" ⚠" if span.confidence == "unconfirmed" else "")


def record(edition: Edition) -> dict[str, Any]:
    """Return one edition as an object."""
    return {
        "id": edition.id,
        "edition": edition.edition,
        "title": {"zh": edition.title.zh, "en": edition.title.en},
        "cases": sorted({span.case for span in edition.in_force}),
        "in_force": [
            {
                "case": span.case,
                "from": span.start.isoformat(),
                "to": span.end.isoformat() if span.end else None,
                "confidence": span.confidence,
            }
            for span in edition.in_force
        ],
    }


COMMAND = Command(
    words=("standards", "list"),
    summary=Text(
        "全部标准和版本：何时施行、适用哪种情形", "every standard and edition: when in force, for which cases"
    ),
    run=run,
    options=(format_option("text", "json", default="text"),),
    examples=("littlegiant standards list", "littlegiant standards list --format json"),
)
