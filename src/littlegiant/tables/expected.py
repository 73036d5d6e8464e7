"""Says what a cell of a fact may hold, for the report of cells at fault."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from littlegiant.errors import Text
from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.echo import ERROR_MARK
from littlegiant.tables.numbers import MOST_DIGITS

# Of the text of a cell this much is looked at; a number has less.
LOOKED_AT = 400
# One comma that cannot separate thousands, as in 0,125 or 1234,5.
DECIMAL_COMMA = re.compile(r"[+-]?(?:0*,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,},[0-9]+)")
AROUND_NUMBER = re.compile(r"[¥￥%\s]")


def expected(fact: Fact, value: str, exponent: int = 0) -> Text:
    """Describe what may stand where `value` stands, and what seems to be the matter with it.

    `exponent` is the power of ten of the unit of its column.
    """
    usual = _usual(fact)
    if value.startswith(ERROR_MARK):
        return _joined(usual, _of_spreadsheet(value))
    if not fact.type.is_number:
        return usual
    matter = _matter(fact, unicodedata.normalize("NFKC", value[:LOOKED_AT]).strip(), exponent)
    return usual if matter is None else _joined(usual, matter)


def _usual(fact: Fact) -> Text:
    if fact.type is ValueType.FRACTION:
        return Text(zh="0 到 1 的比例，如 0.05 或 5%", en="a fraction from 0 to 1, as in 0.05 or 5%")
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


def _matter(fact: Fact, text: str, exponent: int) -> Text | None:
    """Return what seems to be wrong with the text of a number, where that can be told."""
    plain = AROUND_NUMBER.sub("", text)
    if DECIMAL_COMMA.fullmatch(plain):
        wish = plain.replace(",", ".")
        return Text(zh=f"逗号像是小数点，请写 {wish}", en=f"this looks like a decimal comma, write {wish}")
    number = _decimal(plain.replace(",", ""))
    if number is None:
        return None
    if not number.is_finite() or (number and number.adjusted() + exponent >= MOST_DIGITS):
        return Text(
            zh=f"此数过大，整数部分至多 {MOST_DIGITS} 位",
            en=f"this one is too large, the limit is {MOST_DIGITS} digits before the point",
        )
    if fact.type is ValueType.FRACTION and number > 1 and not exponent and "%" not in text:
        return Text(zh="这像是百分数", en="this looks like a percent number")
    if len("".join(map(str, number.as_tuple().digits)).strip("0")) > MOST_DIGITS:
        return Text(
            zh=f"此数位数过多，至多 {MOST_DIGITS} 位",
            en=f"this one is too long, the limit is {MOST_DIGITS} digits",
        )
    return None


def _decimal(text: str) -> Decimal | None:
    """Return a number of any length exactly; NaN, which is no number, and other text as None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return None if number.is_nan() else number


def _of_spreadsheet(value: str) -> Text:
    if value.startswith(f"{ERROR_MARK}="):
        return Text(
            zh="公式没有存下结果，请用 Excel 打开、重新计算并保存",
            en="the file holds no result of this formula, open it in Excel, let it calculate, and save it",
        )
    return Text(zh="这是表格软件的错误值", en="this is an error of the spreadsheet")


def _joined(usual: Text, matter: Text) -> Text:
    return Text(zh=f"{usual.zh}；{matter.zh}", en=f"{usual.en}; {matter.en}")


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
