"""`littlegiant explain`: one enterprise, the whole tree, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.delivery import (
    JSON_SUFFIXES,
    PAGE_SUFFIXES,
    REPORT_SUFFIXES,
    REPORTS,
    TEXT_SUFFIXES,
    chosen_format,
    deliver,
)
from littlegiant.cli.options import (
    AS_OF,
    CASE,
    JURISDICTION,
    MAP,
    OUT,
    QUIET,
    STANDARD,
    STRICT,
    TABLE,
    format_option,
)
from littlegiant.errors import Text

if TYPE_CHECKING:
    from littlegiant.standards.model import Rulebook
    from littlegiant.verdicts.explanation_tree import Explanation

ID = Option(
    "--id",
    Text("企业编号（id 列的值）", "the identifier of the enterprise (column id)"),
    metavar="ID",
    sample="f1",
    required=True,
)
FORMATS = ("text", "json", "html", *REPORTS)
BY_SUFFIX = {**TEXT_SUFFIXES, **JSON_SUFFIXES, **PAGE_SUFFIXES, **REPORT_SUFFIXES}
FORMAT = format_option(
    *FORMATS,
    note=Text(
        "text 为信函，html 为可独立打开的网页，pdf 供打印，xlsx 为表格，json 为整棵解释树；不写时随 --out 的扩展名，否则为 text",
        "text is a letter, html a page that opens by itself, pdf a letter to print, xlsx its tables, json the whole tree; "
        "without it by the suffix of --out, else text",
    ),
)
DETAILS = Text(
    "逐条说明：按哪个文件哪个版本判断；满足的各项余量多少；不满足的差多少；无法判定的缺什么、为何要紧；应备哪些证明。"
    "未证实的规则都会注明。",
    "Says by which rule in which wording it was judged, what was met and by how much, what was not and by how much, "
    "what is unknown and why it matters, and what to bring as evidence. What is unconfirmed in the rules is said so.",
)
WORK = Text("读取中", "reading")


def run(call: Call) -> int:
    """Explain one enterprise as a letter, a page or a tree."""
    from littlegiant.api import assess, standard
    from littlegiant.cli.notes import tell_faults, tell_notes
    from littlegiant.tables.guarding import demand_other_file
    from littlegiant.tables.progress import Progress
    from littlegiant.verdicts.explanation import explain_row

    out = call.path("out")
    kind = chosen_format(out, call.text("format"), BY_SUFFIX, "text")
    if out is not None:
        demand_other_file("--out", out, (call.text("table"), call.text("map")))
    chosen = standard(
        call.required("standard"), call.required("as_of"), call.required("case"), call.text("jurisdiction")
    )
    verdicts = assess(call.required("table"), chosen, call.text("map"), call.flag("strict"))
    with Progress(WORK, call.language):
        row, name = verdicts.row(call.required("id"))
        explanation = explain_row(row, name=name)
    if call.flag("quiet"):
        tell_notes(call, (chosen.note,) if chosen.note else ())
    else:
        tell_notes(call, verdicts.notes)
    tell_faults(call, verdicts.faults)
    deliver(call, rendered_letter(explanation, kind, call.language, chosen.rulebook), out)
    return 0


def rendered_letter(explanation: Explanation, kind: str, language: str, rulebook: Rulebook) -> str | bytes:
    """Return an explanation in any format; a workbook also lists the source of every clause."""
    if kind not in REPORTS:
        return render(explanation, kind, language)
    from littlegiant.cli.reporting.letter_report import letter_report
    from littlegiant.cli.reporting.rendering import rendered
    from littlegiant.reports import sources_of

    sources = sources_of([rulebook], language) if kind == "xlsx" else ()
    return rendered(letter_report(explanation, language, sources), kind)


def render(explanation: Explanation, kind: str, language: str) -> str:
    """Return an explanation as text, JSON or HTML, ending with a line break."""
    if kind == "json":
        return json.dumps(explanation.as_dict(), ensure_ascii=False, indent=2) + "\n"
    from littlegiant.cli.letters import letter, page

    text: str = page(explanation, language) if kind == "html" else letter(explanation, language)
    return text


COMMAND = Command(
    words=("explain",),
    summary=Text(
        "像一封信那样解释对一家企业的判断", "explain the verdict on one enterprise, as a letter would"
    ),
    run=run,
    options=(TABLE, ID, STANDARD, AS_OF, CASE, JURISDICTION, MAP, STRICT, FORMAT, OUT, QUIET),
    examples=(
        "littlegiant explain firms.csv --id f1 --standard cn/little-giant --as-of 2026-05-01",
        "littlegiant explain firms.csv --id f1 --standard cn/srdi-sme --as-of 2026-05-01 --lang zh --out f1.html",
        "littlegiant explain firms.csv --id f1 --standard cn/srdi-sme --as-of 2026-05-01 --lang zh --out f1.pdf",
    ),
    details=DETAILS,
)
