"""What the values by which enterprises are counted are called: provinces, sections of industry, sizes, ages."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.facts.places import PROVINCES

KIND = {
    "province": Text("按省份", "by province"),
    "industry": Text("按行业门类", "by section of industry"),
    "size": Text("按规模", "by size class"),
    "age": Text("按成立年限", "by age"),
}
NOT_KNOWN = Text("未知", "unknown")
SECTION = {
    "A": Text("农、林、牧、渔业", "Agriculture"),
    "B": Text("采矿业", "Mining"),
    "C": Text("制造业", "Manufacturing"),
    "D": Text("电力、热力、燃气及水的生产和供应业", "Electricity, heat, gas, water"),
    "E": Text("建筑业", "Construction"),
    "F": Text("批发和零售业", "Wholesale and retail"),
    "G": Text("交通运输、仓储和邮政业", "Transport, storage, post"),
    "H": Text("住宿和餐饮业", "Hotels and catering"),
    "I": Text("信息传输、软件和信息技术服务业", "Information and software"),
    "J": Text("金融业", "Finance"),
    "K": Text("房地产业", "Real estate"),
    "L": Text("租赁和商务服务业", "Leasing, business services"),
    "M": Text("科学研究和技术服务业", "Research, technical services"),
    "N": Text("水利、环境和公共设施管理业", "Water, environment, facilities"),
    "O": Text("居民服务、修理和其他服务业", "Household and repair services"),
    "P": Text("教育", "Education"),
    "Q": Text("卫生和社会工作", "Health and social work"),
    "R": Text("文化、体育和娱乐业", "Culture, sports, entertainment"),
    "S": Text("公共管理、社会保障和社会组织", "Public administration"),
    "T": Text("国际组织", "International organisations"),
}
SIZE = {
    "micro": Text("微型", "micro"),
    "small": Text("小型", "small"),
    "medium": Text("中型", "medium"),
    "large": Text("大型", "large"),
}


def value_words(kind: str, value: str) -> Text:
    """Return what a value of a kind is called."""
    if value == "unknown":
        return NOT_KNOWN
    if kind == "province" and value in PROVINCES:
        return Text(PROVINCES[value].short, PROVINCES[value].english)
    if kind == "industry" and value in SECTION:
        return Text(f"{value} {SECTION[value].zh}", f"{value} {SECTION[value].en}")
    if kind == "size":
        return SIZE.get(value, Text(value, value))
    if kind == "age":
        return Text(f"{value.replace('+', '')}年{'以上' if '+' in value else ''}", f"{value} years")
    return Text(value, value)
