"""How a letter ends: what to bring, what is not certain, which figures it used, what it is not."""

from __future__ import annotations

from littlegiant.cli.letters.document import (
    WEAK_WORDS,
    Block,
    Bullets,
    Line,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact
from littlegiant.verdicts.explanation_facts import mid_sentence
from littlegiant.verdicts.explanation_tree import Evidence, Explanation, Guided
from littlegiant.verdicts.explanation_wording import together

_CAVEAT = (
    Text(
        "本函不是官方决定，没有约束力。结果由程序根据所给数据得出，没有核对过数据背后的材料；规则按上面注明的来源整理。",
        "This letter is not an official decision and binds nobody. A program worked it out from the figures it was given; "
        "it has not seen the documents behind them, and the rules were written down from the sources named above.",
    ),
    Text(
        "能否认定，由主管部门审核决定；本函与官方文本不一致的，以官方文本为准。",
        "Recognition is decided by the authorities. Where this letter and the official text differ, the official text "
        "holds.",
    ),
)
_HEADS = {
    "unconfirmed": Text("没有来源证实的规定", "Of the rules, no source confirms"),
    "one-source": Text("只有一个来源的规定", "Of the rules, only one source has"),
}


def evidence_section(explanation: Explanation) -> Section | None:
    """Return the documents to bring for what is met or still to be shown, each once."""
    if not explanation.evidence:
        return None
    intro = Text(
        "下列材料用来证明已满足的条件，或查明尚无法判断的条件。",
        "These documents prove what is met, or settle what is not known yet.",
    )
    lines = tuple(_document(item) for item in explanation.evidence)
    return Section(
        "evidence", Text("需要准备的材料", "What to bring as evidence"), (Paragraph(intro), Bullets(lines))
    )


def doubt_section(explanation: Explanation) -> Section:
    """Return what the rules rest on that is not confirmed, their sources, and their own remarks."""
    blocks: list[Block] = []
    for confidence, head in _HEADS.items():
        found = [doubt for doubt in explanation.doubts if doubt.confidence == confidence]
        if found:
            blocks.append(Bullets((Line(_colon(head), None, tuple(Line(doubt.subject) for doubt in found)),)))
    if not blocks:
        blocks.append(
            Paragraph(
                Text("本次用到的规则都有两个以上来源。", "Every rule used here has two or more sources.")
            )
        )
    sources = _sources(explanation)
    if sources:
        lines = tuple(Line(source) for source in sources)
        blocks.append(Bullets((Line(Text("规则的来源：", "Where the rules come from:"), None, lines),)))
    if explanation.notes:
        lines = tuple(Line(note) for note in explanation.notes)
        blocks.append(Bullets((Line(Text("关于这些规则的说明：", "Remarks on these rules:"), None, lines),)))
    return Section("doubts", Text("规则的来源和疑点", "How sure the rules are"), tuple(blocks))


def fact_section(explanation: Explanation) -> Section:
    """Return the figures that were used, to the last digit."""
    title = Text("所用的数据", "The figures used")
    if not explanation.facts:
        return Section(
            "facts",
            title,
            (
                Paragraph(
                    Text("没有与这份标准有关的数据。", "No figure was given that this standard looks at.")
                ),
            ),
        )
    rows = tuple(
        TableRow((fact.label, fact.text, Text(fact.column, fact.column))) for fact in explanation.facts
    )
    head = (Text("数据", "Fact"), Text("所给数值", "As given"), Text("表中的列", "Column of the table"))
    caption = Text(
        "与这份标准有关、已经给出的数据", "The facts that were given and that this standard looks at"
    )
    return Section("facts", title, (Table(caption, head, rows, aside=True),))


def caveat_section() -> Section:
    """Return what the letter is not."""
    return Section(
        "caveat", Text("本函的效力", "What this letter is not"), tuple(Paragraph(text) for text in _CAVEAT)
    )


def _document(item: Evidence) -> Line:
    """Return a document with the years it is asked for, what it shows, and what the instruments say about it."""
    years = sorted({year for _, year in _resolved(item) if year is not None})
    document = _dated(item.text, years)
    shown = _shown(item)
    zh, en = "、".join(text.zh for text in shown), ", ".join(text.en for text in shown)
    text = Text(
        f"{document.zh.removesuffix('。')}，用来说明{zh}。", f"{document.en.removesuffix('.')}, to show {en}."
    )
    return Line(text, None, tuple(Line(_remark(remark)) for remark in item.remarks))


def _resolved(item: Evidence) -> list[tuple[Fact, int | None]]:
    found = (load_dictionary().of_column(column) for column in item.columns)
    return [fact for fact in found if fact is not None]


def _dated(document: Text, years: list[int]) -> Text:
    """Return a document with its years: the `audit report of that year` becomes the audit reports of 2024 and 2025."""
    if not years:
        return document
    zh, en = "、".join(str(year) for year in years), together([Text("", str(year)) for year in years]).en
    english = document.en
    if len(years) > 1:
        english = english.replace("report of that year", "reports of that year")
    return Text(document.zh.replace("该年度", f"{zh}年度"), english.replace("of that year", f"of {en}"))


def _shown(item: Evidence) -> list[Text]:
    """Return the facts a document shows, each once, a yearly one with its years."""
    years: dict[str, list[int]] = {}
    for fact, year in _resolved(item):
        years.setdefault(fact.id, []).extend([] if year is None else [year])
    return [_of_years(load_dictionary()[fact], sorted(found)) for fact, found in years.items()]


def _of_years(fact: Fact, years: list[int]) -> Text:
    label = mid_sentence(fact.label)
    if not years:
        return fact.question or Text(label.zh, f"the {label.en}")
    ends = ("末", "end of ") if fact.year_end else ("", "")
    zh = "、".join(f"{year}年{ends[0]}" for year in years)
    return Text(f"{label.zh}（{zh}）", f"the {label.en} ({ends[1]}{', '.join(str(year) for year in years)})")


def _remark(item: Guided) -> Text:
    """Return what an instrument says about a document, and how sure that is."""
    trust = WEAK_WORDS.get(item.confidence, Text("", ""))
    return Text(f"{item.number}：{item.text.zh}{trust.zh}", f"{item.number}: {item.text.en}{trust.en}")


def _sources(explanation: Explanation) -> tuple[Text, ...]:
    found: dict[Text, None] = {}
    by_size = any(size.standard == explanation.standard for size in explanation.sizes)
    for item in () if by_size else explanation.criteria:
        found.setdefault(item.source)
        for route in item.routes:
            found.setdefault(route.source)
    for waiver in explanation.waived:
        found.setdefault(waiver.source)
    for size in explanation.sizes:
        found.update(dict.fromkeys(size.sources))
    return tuple(source for source in found if source.zh)


def _colon(text: Text) -> Text:
    return Text(f"{text.zh}：", f"{text.en}:")
