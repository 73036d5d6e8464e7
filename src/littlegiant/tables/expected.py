"""Says what a cell of a fact may hold, for the report of cells at fault."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

from littlegiant.errors import Text
from littlegiant.facts.model import Fact, ValueType


def expected(fact: Fact, value: str) -> Text:
    """Describe what may stand where `value` stands; a fraction above 1 is taken for a percent number."""
    if fact.type is ValueType.FRACTION:
        return _fraction(value)
    if fact.type.is_number:
        return _number(fact)
    if fact.id in SPECIAL:
        return SPECIAL[fact.id]
    if fact.options:
        ids = [option.id for option in fact.options]
        return Text(zh=f"{'、'.join(ids)} 之一", en=f"one of {', '.join(ids)}")
    return BY_TYPE.get(fact.type, Text(zh="文本", en="text"))


SPECIAL = {
    "province": Text(
        zh="省级行政区的代码或名称，如 44 或 广东", en="a province, as a code or a name: 44 or Guangdong"
    ),
    "industry": Text(zh="国民经济行业代码，如 3491、C34", en="a GB/T 4754 code, as in 3491 or C34"),
}
BY_TYPE = {
    ValueType.BOOLEAN: Text(zh="是或否（true/false、1/0、yes/no）", en="true/false, 1/0, yes/no or 是/否"),
    ValueType.DATE: Text(zh="完整日期，如 2019-03-05", en="a full date, as in 2019-03-05"),
}


def _fraction(value: str) -> Text:
    text = unicodedata.normalize("NFKC", value).strip().replace(",", "")
    try:
        above = Decimal(text) > 1
    except InvalidOperation:
        above = False
    if above:
        return Text(
            zh="0 到 1 的比例；这像是百分数，请写成 0.05 或 5%",
            en="a fraction from 0 to 1; this looks like a percent number, write 0.05 or 5%",
        )
    return Text(zh="0 到 1 的比例，如 0.05 或 5%", en="a fraction from 0 to 1, as in 0.05 or 5%")


def _number(fact: Fact) -> Text:
    zh, en = ("整数", "a whole number") if fact.whole else ("数字", "a number")
    low, high = _plain(fact.minimum), _plain(fact.maximum)
    if low is not None and high is not None:
        return Text(zh=f"{low} 到 {high} 的{zh}", en=f"{en} from {low} to {high}")
    if low is not None:
        return Text(zh=f"不小于 {low} 的{zh}", en=f"{en}, {low} or more")
    if high is not None:
        return Text(zh=f"不大于 {high} 的{zh}", en=f"{en}, {high} or less")
    return Text(zh=zh, en=en)


def _plain(bound: float | None) -> str | None:
    return None if bound is None else f"{bound:g}"
