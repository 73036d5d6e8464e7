"""A report as the bytes of a file, and what the reports of commands share."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.reports import Report, to_pdf, to_xlsx
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_rules import CASES

CAVEAT = Text(
    "本报告不是官方决定，没有约束力。结果由程序根据所给数据得出，没有核对过数据背后的材料；本报告与官方文本不一致的，"
    "以官方文本为准。",
    "This report is not an official decision and binds nobody. A program worked it out from the figures it was given; it "
    "has not seen the documents behind them. Where this report and the official text differ, the official text holds.",
)


def rendered(report: Report, kind: str) -> bytes:
    """Return a report as `pdf` or `xlsx`."""
    return to_pdf(report) if kind == "pdf" else to_xlsx(report)


def rule_fields(book: Rulebook, language: str) -> tuple[tuple[str, str], ...]:
    """Return by which instrument, edition and case a report judges, as fields."""
    edition = book.edition
    pairs = [
        (Text("标准", "Standard"), f"{edition.title.in_language(language)} · {book.name}"),
        (
            Text("依据", "Instrument"),
            f"{edition.number} · {edition.instrument.in_language(language)} · {edition.issuer.in_language(language)}",
        ),
        (Text("情形", "Case"), CASES[book.case].in_language(language)),
    ]
    overlays = {item.overlay: item for item in book.amendments}
    for _, variant in book.variants:
        overlays.update({item.overlay: item for item in variant.amendments})
    comma = "；" if language == "zh" else "; "
    if overlays:
        listed = comma.join(
            f"{item.title.in_language(language)}（{item.number}）"
            if language == "zh"
            else f"{item.title.in_language(language)} ({item.number})"
            for item in overlays.values()
        )
        pairs.append((Text("同时适用", "Also applied"), listed))
    return tuple((name.in_language(language), value) for name, value in pairs)
