"""How a letter ends: what to bring, what is not certain, which figures it used, what it is not."""

from __future__ import annotations

from littlegiant.cli.letters.document import Block, Bullets, Line, Paragraph, Section, Table, TableRow
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact
from littlegiant.verdicts.explanation_facts import mid_sentence
from littlegiant.verdicts.explanation_tree import Evidence, Explanation
from littlegiant.verdicts.explanation_wording import together

_CAVEAT = (
    Text(
        "本函不是官方决定，对任何人没有约束力。它由程序根据所给数据算出，没有看过数据背后的材料；规则按上面注明的来源转写。",
        "This letter is not an official decision and binds nobody. A program worked it out from the figures it was given; "
        "it has not seen the documents behind them, and the rules were re-typed from the sources named above.",
    ),
    Text(
        "能否认定，由主管部门在官方申报平台上审核决定；本函与官方文本不一致的，以官方文本为准。",
        "Recognition is decided by the authorities through the official filing site. Where this letter and the official "
        "text differ, the official text holds.",
    ),
)
_HEADS = {
    "unconfirmed": Text("没有来源证实", "No source confirms"),
    "one-source": Text("只有一个来源", "One source only"),
}


def evidence_section(explanation: Explanation) -> Section | None:
    """Return the documents to bring for what is met or still to be shown, each once."""
    if not explanation.evidence:
        return None
    intro = Text(
        "下列材料证明已满足的条件，或用来查明还不知道的情况。",
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
                Text("本次用到的规则都有两个以上来源。", "Everything used here rests on two or more sources.")
            )
        )
    sources = _sources(explanation)
    if sources:
        lines = tuple(Line(source) for source in sources)
        blocks.append(Bullets((Line(Text("规则的来源：", "Where the rules come from:"), None, lines),)))
    if explanation.notes:
        lines = tuple(Line(note) for note in explanation.notes)
        blocks.append(
            Bullets(
                (Line(Text("规则文件自身的说明：", "What the rule file says about itself:"), None, lines),)
            )
        )
    return Section(
        "doubts", Text("规则中尚未确认之处", "What is not confirmed about the rules"), tuple(blocks)
    )


def fact_section(explanation: Explanation) -> Section:
    """Return the figures that were used, to the last digit."""
    title = Text("用到的数据", "The figures used")
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
        "caveat", Text("本函不是什么", "What this letter is not"), tuple(Paragraph(text) for text in _CAVEAT)
    )


def _document(item: Evidence) -> Line:
    names = _with_years(item)
    zh, en = "；".join(name.zh for name in names), "; ".join(name.en for name in names)
    return Line(Text(f"{item.text.zh}用于：{zh}。", f"{item.text.en} For: {en}."))


def _with_years(item: Evidence) -> list[Text]:
    """Return the facts a document proves, each once with all its years."""
    years: dict[str, list[int]] = {}
    for column in item.columns:
        fact, year = load_dictionary().of_column(column) or (None, None)
        if fact is not None:
            years.setdefault(fact.id, []).extend([] if year is None else [year])
    return [_of_years(load_dictionary()[fact], sorted(found)) for fact, found in years.items()]


def _of_years(fact: Fact, years: list[int]) -> Text:
    label, when = mid_sentence(fact.label), together([Text(f"{year}年", str(year)) for year in years])
    return Text(f"{when.zh}{label.zh}", f"{label.en} in {when.en}") if years else label


def _sources(explanation: Explanation) -> tuple[Text, ...]:
    found: dict[Text, None] = {}
    for item in explanation.criteria:
        found.setdefault(item.source)
        for route in item.routes:
            found.setdefault(route.source)
    for waiver in explanation.waived:
        found.setdefault(waiver.source)
    return tuple(source for source in found if source.zh)


def _colon(text: Text) -> Text:
    return Text(f"{text.zh}：", f"{text.en}:")
