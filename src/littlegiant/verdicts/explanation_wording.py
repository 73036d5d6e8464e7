"""Words for every node of the language, in both languages: what a value is, what a condition asks."""

from __future__ import annotations

from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact
from littlegiant.rules.conditions import ClassAmong, Compare, OneOf, Operator
from littlegiant.rules.units import RATIO
from littlegiant.rules.values import (
    Add,
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    Multiply,
    Number,
    ScorePart,
    Subtract,
    Total,
    Value,
)
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.classes_of import class_labels
from littlegiant.verdicts.explanation_facts import dated, fact_name, mid_sentence, year_of
from littlegiant.verdicts.explanation_numbers import amount, distance, shown
from littlegiant.verdicts.row import Row

OPPOSITE: dict[Operator, Operator] = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "==": "!=", "!=": "=="}
_ASKED: dict[Operator, tuple[str, str]] = {
    ">=": ("不低于{0}", "at least {0}"),
    ">": ("高于{0}", "more than {0}"),
    "<=": ("不高于{0}", "at most {0}"),
    "<": ("低于{0}", "less than {0}"),
    "==": ("等于{0}", "exactly {0}"),
    "!=": ("不等于{0}", "anything but {0}"),
}
_COUNTED: dict[Operator, str] = {">=": "不少于{0}", ">": "超过{0}", "<=": "不超过{0}", "<": "少于{0}"}
_RANKED: dict[Operator, tuple[str, str]] = {
    "<=": ("{0}以内", "{0} or better"),
    "<": ("优于{0}", "better than {0}"),
    ">=": ("{0}或更靠后", "{0} or lower"),
    ">": ("在{0}之后", "lower than {0}"),
}
_SIGNS = {Add: "+", Subtract: "-", Multiply: "×", Divide: "÷"}
# Quotients that have a name of their own.
_RATIOS = {
    ("total_liabilities", "total_assets"): Text(
        "资产负债率", "debt ratio (total liabilities ÷ total assets)"
    ),
    ("net_profit", "revenue"): Text("净利润率", "net margin (net profit ÷ revenue)"),
}


def value_words(value: Value, row: Row) -> Text:
    """Return what a value is: `R&D expense ÷ revenue in 2025`."""
    match value:
        case FactValue():
            return fact_name(row, value.fact, value.shift)
        case Number():
            return amount(value.value, str(value.unit))
        case Total() | Mean():
            return _over_years(value, row)
        case MeanGrowth() | CompoundGrowth():
            return _growth(value, row)
        case ScorePart():
            return points_words(value.part, row)
        case _:
            return _arithmetic(value, row)


def points_words(part: str, row: Row) -> Text:
    """Return what points of the whole score, a group or an indicator are called."""
    if not part:
        return Text("总分", "total score")
    entry = row.rulebook.labels.get(f"score/{part}")
    label = Text(part, part) if entry is None else mid_sentence(entry.text)
    return Text(f"“{label.zh}”得分", f"points for {label.en}")


def asked(operator: Operator, border: Fraction, unit: str) -> Text:
    """Return what a comparison asks: `at least 3 %`."""
    return asked_of(operator, amount(border, unit), unit)


def asked_of(operator: Operator, figure: Text, unit: str) -> Text:
    """Return what a comparison with something asks."""
    zh, en = _ASKED[operator]
    if unit == "rank":
        zh, en = _RANKED.get(operator, (zh, en))
    elif unit in ("persons", "count", "years"):
        zh = _COUNTED.get(operator, zh)
    return Text(zh.format(figure.zh), en.format(figure.en))


def room_words(operator: Operator, found: Fraction, border: Fraction, unit: str) -> Text | None:
    """Return how much room is left, or how much is lacking: `above the border by 0.2 percentage points`."""
    if operator in ("==", "!="):
        return None
    met = {">=": found >= border, ">": found > border, "<=": found <= border, "<": found < border}[operator]
    gap = distance(abs(found - border), unit)
    if found == border:
        return _on_border(met)
    if unit == "rank":
        return (
            Text(f"比要求靠前{gap.zh}", f"better by {gap.en}")
            if met
            else Text(f"落后{gap.zh}", f"behind by {gap.en}")
        )
    if operator in (">=", ">"):
        more = "多出" if unit in ("persons", "count", "years") else "高出"
        return (
            Text(f"{more}{gap.zh}", f"{gap.en} above the mark")
            if met
            else Text(f"差{gap.zh}", f"short by {gap.en}")
        )
    return (
        Text(f"低于上限{gap.zh}", f"{gap.en} below the limit")
        if met
        else Text(f"超出{gap.zh}", f"over the limit by {gap.en}")
    )


def options_words(test: OneOf) -> Text:
    """Return what a category must be: `at least provincial or ministerial`."""
    fact = load_dictionary()[test.fact]
    ids = [option.id for option in fact.options]
    chosen = [option for option in fact.options if option.id in test.options]
    if not chosen:
        return either([Text(option, option) for option in sorted(test.options)])
    if fact.ordered and len(chosen) > 1 and [option.id for option in chosen] == ids[-len(chosen) :]:
        lowest = mid_sentence(chosen[0].label)
        return Text(f"不低于“{lowest.zh}”", f"at least “{lowest.en}”")
    return either(
        [
            Text(f"“{label.zh}”", f"“{label.en}”")
            for label in (mid_sentence(option.label) for option in chosen)
        ]
    )


def class_words(test: ClassAmong, row: Row) -> Text:
    """Return the classes that meet a test: `micro, small or medium`."""
    classes = row.rulebook.classifications[test.classification].classes
    return either([class_name(row, test.classification, item) for item in classes if item in test.classes])


def class_name(row: Row, standard: str, class_id: str) -> Text:
    """Return what a class is called inside a sentence."""
    edition = row.rulebook.edition
    if edition.id != standard and standard in shipped().ids:
        edition = shipped().in_force(standard, "new", row.rulebook.as_of) or shipped().editions(standard)[0]
    raw = edition.document.root.get("classification")
    labels = class_labels(raw) if edition.id == standard and raw else {}
    return mid_sentence(labels.get(class_id, Text(class_id, class_id)))


def either(texts: list[Text]) -> Text:
    """Return alternatives in a row: `a, b or c`."""
    return _row_of(texts, "或", " or ")


def together(texts: list[Text]) -> Text:
    """Return things in a row: `a, b and c`."""
    return _row_of(texts, "和", " and ")


def _row_of(texts: list[Text], zh_last: str, en_last: str) -> Text:
    if len(texts) < 2:
        return texts[0] if texts else Text("", "")
    zh, en = [text.zh for text in texts], [text.en for text in texts]
    return Text("、".join(zh[:-1]) + zh_last + zh[-1], ", ".join(en[:-1]) + en_last + en[-1])


def compare_words(test: Compare, row: Row) -> tuple[Text, Text]:
    """Return what a comparison looks at and what it asks."""
    return value_words(test.value, row), asked(test.operator, test.number.value, str(test.number.unit))


def _on_border(met: bool) -> Text:
    if met:
        return Text("恰好达到，算作满足", "exactly on the mark, which counts")
    return Text("恰在界限上，不算满足", "exactly on the mark, which does not count")


def _over_years(value: Total | Mean, row: Row) -> Text:
    fact = load_dictionary()[value.fact]
    label, (zh, en) = mid_sentence(fact.label), _span(value.years, _last_year(row, fact, value.shift))
    if isinstance(value, Mean):
        return Text(f"{zh}{label.zh}年均值", f"yearly average of {label.en} over {en}")
    if value.years == 1:
        return Text(f"{zh}{label.zh}", f"{label.en} in {en}")
    return Text(f"{zh}{label.zh}合计", f"{label.en} in {en} together")


def _growth(value: MeanGrowth | CompoundGrowth, row: Row) -> Text:
    fact = load_dictionary()[value.fact]
    label, last = mid_sentence(fact.label), _last_year(row, fact, value.shift)
    first = last - value.years
    if value.years == 1:
        return Text(f"{last}年{label.zh}较{first}年的增长率", f"growth of {label.en} from {first} to {last}")
    zh, en = (
        ("复合增长率", "compound yearly growth")
        if isinstance(value, CompoundGrowth)
        else ("平均增长率", "average yearly growth")
    )
    return Text(f"{first}年至{last}年{label.zh}{zh}", f"{en} of {label.en} from {first} to {last}")


def _arithmetic(value: Add | Subtract | Multiply | Divide, row: Row) -> Text:
    left, right = value.left, value.right
    if (
        isinstance(value, Divide)
        and value.unit == RATIO
        and isinstance(left, FactValue)
        and isinstance(right, FactValue)
    ):
        above, below = (load_dictionary()[leaf.fact] for leaf in (left, right))
        years = year_of(row, above, left.shift), year_of(row, below, right.shift)
        if years[0] == years[1]:
            return _quotient(above, below, years[0])
    sign = _SIGNS[type(value)]
    zh, en = zip(*(_bracketed(side, row) for side in (left, right)), strict=True)
    return Text(f" {sign} ".join(zh), f" {sign} ".join(en))


def _quotient(above: Fact, below: Fact, year: int | None) -> Text:
    over, under = mid_sentence(above.label), mid_sentence(below.label)
    plain = Text(f"{over.zh}占{under.zh}比重", f"{over.en} ÷ {under.en}")
    name = _RATIOS.get((above.id, below.id), plain)
    return name if year is None else dated(name, year, year_end=above.year_end)


def _bracketed(value: Value, row: Row) -> tuple[str, str]:
    if isinstance(value, Number) and value.unit == RATIO:
        return (shown(value.value, 2, None),) * 2
    words = value_words(value, row)
    if isinstance(value, Add | Subtract | Multiply | Divide):
        return f"（{words.zh}）", f"({words.en})"
    return words.zh, words.en


def _last_year(row: Row, fact: Fact, shift: int) -> int:
    return year_of(row, fact, shift) or row.rulebook.last_year


def _span(years: int, last: int) -> tuple[str, str]:
    first = last - years + 1
    if years == 1:
        return f"{last}年", str(last)
    return (
        (f"{first}年、{last}年", f"{first} and {last}")
        if years == 2
        else (f"{first}年至{last}年", f"{first} to {last}")
    )
