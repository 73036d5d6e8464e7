"""`littlegiant facts`: the whole dictionary of what can be known about an enterprise."""

from __future__ import annotations

import json
from typing import Any

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.layout import terminal_width, wrap
from littlegiant.cli.letters.speech import Speech
from littlegiant.cli.options import format_option
from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary, nearest
from littlegiant.facts.model import Fact, ValueType

NAMES = Option(
    "FACT",
    Text("只显示这些事实（默认全部）", "show these facts only (default: all)"),
    many=True,
    sample="revenue",
)
HEAD = Text(
    "共 {0} 项事实。一行一企；年度事实的列名带会计年度，如 revenue_2025；空单元格是未知，不是零，也不是否。\n"
    "金额以元计（映射文件可写万元、亿元），比率写小数（0.05 而不是 5）。",
    "Facts: {0}. One row per enterprise; the column of a yearly fact carries the fiscal year, as in revenue_2025; an "
    "empty cell is not known, neither zero nor no.\nMoney is in yuan (a mapping may say 万元, 亿元), ratios are "
    "fractions (0.05, not 5).",
)
KINDS = {
    "identity": Text("身份", "identity"),
    "yearly": Text("年度", "yearly"),
    "state": Text("现状", "state"),
    "judgement": Text("由人判断", "judgement"),
}
TYPES = {
    ValueType.MONEY: Text("金额", "money"),
    ValueType.PERSONS: Text("人数", "persons"),
    ValueType.COUNT: Text("数量", "count"),
    ValueType.RANK: Text("名次", "rank"),
    ValueType.FRACTION: Text("比率", "fraction"),
    ValueType.YEARS: Text("年数", "years"),
    ValueType.POINTS: Text("分数", "points"),
    ValueType.LEVEL: Text("等级", "level"),
    ValueType.BOOLEAN: Text("是或否", "boolean"),
    ValueType.CATEGORY: Text("选项", "category"),
    ValueType.CODE: Text("编码", "code"),
    ValueType.TEXT: Text("文本", "text"),
    ValueType.DATE: Text("日期", "date"),
}
DEFINITION = Text("含义", "meaning")
EVIDENCE = Text("证明", "evidence")
VALUES = Text("取值", "values")


def run(call: Call) -> int:
    """Print the dictionary as text, JSON Lines or CSV."""
    asked = dict.fromkeys(call.many("fact"))
    facts = [_known(name) for name in asked] or list(load_dictionary().facts.values())
    match call.required("format"):
        case "json":
            for fact in facts:
                call.say(json.dumps(_record(fact), ensure_ascii=False))
        case "csv":
            from littlegiant.tables.write import write_rows

            write_rows([_flat(fact) for fact in facts], None, "csv")
        case _:
            _print(call, facts)
    return 0


def _print(call: Call, facts: list[Fact]) -> None:
    columns, speech = terminal_width(), Speech(call.language)
    call.say(wrap(call.pick(HEAD).format(len(facts)), columns))
    for fact in facts:
        words = (_column(fact), call.pick(KINDS[fact.kind.value]), call.pick(TYPES[fact.type]), _unit(fact))
        call.say(f"\n{wrap(' · '.join(word for word in words if word), columns)}")
        call.say(wrap(f"{fact.label.zh} / {fact.label.en}", columns, "    "))
        lines = [(DEFINITION, fact.definition), (EVIDENCE, fact.evidence), (VALUES, permitted(fact))]
        for title, text in lines:
            if text is not None:
                colon = "：" if call.language == "zh" else ": "
                call.say(wrap(f"{call.pick(title)}{colon}{speech(text)}", columns, "    "))


def permitted(fact: Fact) -> Text | None:
    """Return what a cell may hold in words, None where anything goes."""
    if fact.options:
        joined = [" < " if fact.ordered else ", "] * 2
        zh = joined[0].join(f"{item.id}（{item.label.zh}）" for item in fact.options)
        return Text(zh, joined[1].join(f"{item.id} ({item.label.en})" for item in fact.options))
    if fact.type is ValueType.BOOLEAN:
        return Text("true 或 false（也可写 是/否、yes/no、1/0）", "true or false (also yes/no, 是/否, 1/0)")
    low, high = fact.minimum, fact.maximum
    if low is None and high is None:
        return None
    span = Text(f"{low or 0:g} 以上", f"{low or 0:g} or more")
    if low is not None and high is not None:
        span = Text(f"{low:g} 至 {high:g}", f"{low:g} to {high:g}")
    whole = Text("，整数", ", whole numbers") if fact.whole else Text("", "")
    return Text(span.zh + whole.zh, span.en + whole.en)


def _unit(fact: Fact) -> str:
    """Return the unit of a fact where its type does not say it."""
    return "" if fact.unit in ("-", fact.type.value) else fact.unit


def _column(fact: Fact) -> str:
    return f"{fact.id}_YYYY" if fact.is_yearly else fact.id


def _known(name: str) -> Fact:
    dictionary = load_dictionary()
    found = dictionary.of_column(name)
    if found is not None:
        return found[0]
    if name in dictionary:
        return dictionary[name]
    near = nearest(name)
    raise LittleGiantError(
        "call.unknown-fact",
        Text(f"没有名为“{name}”的事实。", f"There is no fact {name!r}."),
        Text(f"是否指 {near[0]}？", f"Did you mean {near[0]}?")
        if near
        else Text("用 littlegiant facts 查看全部。", "See them all with: littlegiant facts"),
    )


def _record(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "column": _column(fact),
        "kind": fact.kind.value,
        "type": fact.type.value,
        "unit": None if fact.unit == "-" else fact.unit,
        "label": _pair(fact.label),
        "definition": _pair(fact.definition),
        "evidence": _pair(fact.evidence),
        "minimum": fact.minimum,
        "maximum": fact.maximum,
        "whole": fact.whole,
        "options": [{"id": item.id, "label": _pair(item.label)} for item in fact.options],
    }


def _flat(fact: Fact) -> dict[str, Any]:
    """Return the record with one cell per language."""
    found: dict[str, Any] = {}
    for key, value in _record(fact).items():
        if isinstance(value, dict):
            found |= {f"{key}_{language}": text for language, text in value.items()}
        else:
            found[key] = ";".join(item["id"] for item in value) if isinstance(value, list) else value
    return found


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


COMMAND = Command(
    words=("facts",),
    summary=Text(
        "全部事实的字典：列名、单位、含义、应备的证明",
        "the dictionary of facts: column, unit, meaning, evidence asked for",
    ),
    run=run,
    options=(NAMES, format_option("text", "json", "csv", default="text")),
    examples=(
        "littlegiant facts",
        "littlegiant facts revenue class1_ip --lang zh",
        "littlegiant facts --format csv > facts.csv",
    ),
)
