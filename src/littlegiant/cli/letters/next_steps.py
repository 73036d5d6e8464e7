"""What to do next: bring the documents and file, find out what is missing, or work on what is not met."""

from __future__ import annotations

from collections.abc import Iterator

from littlegiant.cli.letters.document import WEAK_WORDS, Bullets, Line, Section
from littlegiant.cli.letters.english import upper
from littlegiant.cli.letters.opening import is_size
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.verdicts.explanation_tree import CriterionExplained, Explanation, Guided
from littlegiant.verdicts.explanation_wording import together

_FILE = Text(
    "按“需要准备的材料”备齐证明，再向主管部门申报。",
    "Bring together the documents under “What to bring as evidence”, then file with the authorities.",
)
_FIND_OUT = Text(
    "先查明“需要查明的数据”中的各项，填入数据表，再判断一次。",
    "Find out the facts under “What to find out”, enter them in the table and judge again.",
)
_ASK_FOR_SIZE = Text(
    "该行业不能按此表划型，请向主管部门询问适用哪一标准。",
    "This industry cannot be classed by the table: ask the authorities which standard applies.",
)
_LATER = Text(
    "再次申报前，请按届时适用的版本和通知重新判断。",
    "Before applying again, judge by the edition and the notices then in force.",
)


def next_section(explanation: Explanation) -> Section | None:
    """Return what to do next, in a few lines; nothing where a size class is settled."""
    steps = {"met": _after_met, "unmet": _after_unmet, "unknown": _after_unknown}[explanation.outcome]
    lines = tuple(steps(explanation))
    return Section("next", Text("下一步", "What to do next"), (Bullets(lines),)) if lines else None


def _after_met(explanation: Explanation) -> Iterator[Line]:
    if not is_size(explanation):
        yield Line(_FILE)
        yield from _filing(explanation)


def _after_unknown(explanation: Explanation) -> Iterator[Line]:
    open_ = [item for item in explanation.criteria if item.outcome == "unknown"]
    if any(item.missing for item in open_):
        yield Line(_FIND_OUT)
    elif is_size(explanation):
        yield Line(_ASK_FOR_SIZE)
    endless = [
        number for number, item in enumerate(open_, 1) if not item.missing and not is_size(explanation)
    ]
    if endless:
        listed = _numbers(endless)
        text = Text(
            f"{listed.zh}按规则得不出数值，请向主管部门询问如何认定。",
            f"For {listed.en} the rule gives no value on these figures: ask the authorities how they judge it.",
        )
        yield Line(text)
    yield from _filing(explanation)


def _after_unmet(explanation: Explanation) -> Iterator[Line]:
    if is_size(explanation):
        return
    unmet = [item for item in explanation.criteria if item.outcome == "unmet"]
    closed = [number for number, item in enumerate(unmet, 1) if _looks_at_closed_years(item, explanation)]
    open_ = [number for number in range(1, len(unmet) + 1) if number not in closed]
    if closed:
        listed = _numbers(closed)
        text = Text(
            f"{listed.zh}看的是已结束年度的数据，不会再变；以后申报时所看的年度随之后移，届时再对照。",
            f"{upper(listed.en)} {_verb(closed, 'looks', 'look')} at years that are over and can no longer change; "
            "a later application looks at later years.",
        )
        yield Line(text)
    if open_:
        listed = _numbers(open_)
        text = Text(
            f"{listed.zh}在再次申报前还可以改变，所差见下文。",
            f"{upper(listed.en)} can still change before another application; what is lacking is told below.",
        )
        yield Line(text)
    yield Line(_LATER)


def _looks_at_closed_years(item: CriterionExplained, explanation: Explanation) -> bool:
    """Say whether a criterion rests on nothing but completed fiscal years."""
    columns = [column for document in item.evidence for column in document.columns]
    years = [found[1] for column in columns if (found := load_dictionary().of_column(column)) is not None]
    return bool(years) and all(year is not None and year < explanation.as_of.year for year in years)


def _filing(explanation: Explanation) -> Iterator[Line]:
    """Yield what each notice says about filing, under its number."""
    for number in dict.fromkeys(item.number for item in explanation.filing):
        lines = tuple(Line(_sure(item)) for item in explanation.filing if item.number == number)
        yield Line(Text(f"{number}规定：", f"By {number}:"), None, lines)


def _sure(item: Guided) -> Text:
    trust = WEAK_WORDS.get(item.confidence, Text("", ""))
    return Text(item.text.zh + trust.zh, item.text.en + trust.en)


def _numbers(numbers: list[int]) -> Text:
    listed = together([Text(str(number), str(number)) for number in numbers])
    return Text(f"第{'、'.join(map(str, numbers))}条", f"number{'s' * (len(numbers) > 1)} {listed.en}")


def _verb(numbers: list[int], one: str, many: str) -> str:
    return one if len(numbers) == 1 else many
