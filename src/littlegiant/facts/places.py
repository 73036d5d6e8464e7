"""The 34 province-level units of China: GB/T 2260 codes, ISO 3166-2 codes, names, and how people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from littlegiant.errors import Text


@dataclass(frozen=True)
class Province:
    """One province-level unit: `code` by GB/T 2260 (two digits), `iso` by ISO 3166-2, `name` and `short` in Chinese."""

    code: str
    iso: str
    name: str
    short: str
    english: str


PROVINCES: dict[str, Province] = {
    province.code: province
    for province in (
        Province("11", "CN-BJ", "北京市", "北京", "Beijing"),
        Province("12", "CN-TJ", "天津市", "天津", "Tianjin"),
        Province("13", "CN-HE", "河北省", "河北", "Hebei"),
        Province("14", "CN-SX", "山西省", "山西", "Shanxi"),
        Province("15", "CN-NM", "内蒙古自治区", "内蒙古", "Inner Mongolia"),
        Province("21", "CN-LN", "辽宁省", "辽宁", "Liaoning"),
        Province("22", "CN-JL", "吉林省", "吉林", "Jilin"),
        Province("23", "CN-HL", "黑龙江省", "黑龙江", "Heilongjiang"),
        Province("31", "CN-SH", "上海市", "上海", "Shanghai"),
        Province("32", "CN-JS", "江苏省", "江苏", "Jiangsu"),
        Province("33", "CN-ZJ", "浙江省", "浙江", "Zhejiang"),
        Province("34", "CN-AH", "安徽省", "安徽", "Anhui"),
        Province("35", "CN-FJ", "福建省", "福建", "Fujian"),
        Province("36", "CN-JX", "江西省", "江西", "Jiangxi"),
        Province("37", "CN-SD", "山东省", "山东", "Shandong"),
        Province("41", "CN-HA", "河南省", "河南", "Henan"),
        Province("42", "CN-HB", "湖北省", "湖北", "Hubei"),
        Province("43", "CN-HN", "湖南省", "湖南", "Hunan"),
        Province("44", "CN-GD", "广东省", "广东", "Guangdong"),
        Province("45", "CN-GX", "广西壮族自治区", "广西", "Guangxi"),
        Province("46", "CN-HI", "海南省", "海南", "Hainan"),
        Province("50", "CN-CQ", "重庆市", "重庆", "Chongqing"),
        Province("51", "CN-SC", "四川省", "四川", "Sichuan"),
        Province("52", "CN-GZ", "贵州省", "贵州", "Guizhou"),
        Province("53", "CN-YN", "云南省", "云南", "Yunnan"),
        Province("54", "CN-XZ", "西藏自治区", "西藏", "Xizang"),
        Province("61", "CN-SN", "陕西省", "陕西", "Shaanxi"),
        Province("62", "CN-GS", "甘肃省", "甘肃", "Gansu"),
        Province("63", "CN-QH", "青海省", "青海", "Qinghai"),
        Province("64", "CN-NX", "宁夏回族自治区", "宁夏", "Ningxia"),
        Province("65", "CN-XJ", "新疆维吾尔自治区", "新疆", "Xinjiang"),
        Province("71", "CN-TW", "台湾省", "台湾", "Taiwan"),
        Province("81", "CN-HK", "香港特别行政区", "香港", "Hong Kong"),
        Province("82", "CN-MO", "澳门特别行政区", "澳门", "Macao"),
    )
}

# Other spellings in use, beyond the codes and names above.
OTHER_SPELLINGS = {
    "15": ("nei mongol", "inner mongolia autonomous region"),
    "45": ("guangxi zhuang autonomous region",),
    "54": ("tibet", "xizang autonomous region", "tibet autonomous region"),
    "64": ("ningxia hui autonomous region",),
    "65": ("xinjiang uygur autonomous region", "xinjiang uyghur autonomous region"),
    "81": ("hongkong",),
    "82": ("macau",),
}

MUNICIPALITIES = ("11", "12", "31", "50")

# A GB/T 2260 code of a province, city or county; its first two digits are the province.
DIGIT_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")


def _spellings(province: Province) -> tuple[str, ...]:
    """List the lower-cased ways to write one province, other than city and county codes."""
    written = (province.code, province.iso, province.name, province.short, province.english)
    kind = "municipality" if province.code in MUNICIPALITIES else "province"
    suffixed = () if province.name.endswith("区") else (f"{province.english} {kind}",)
    return tuple(text.lower() for text in written + suffixed) + OTHER_SPELLINGS.get(province.code, ())


PROVINCE_ALIASES: dict[str, str] = {
    spelling: province.code for province in PROVINCES.values() for spelling in _spellings(province)
}
"""Two-digit code by lower-cased spelling. Longer digit codes are looked up by their first two digits."""


def province_code(text: str) -> str | None:
    """Return the two-digit GB/T 2260 code of the province that `text` names, None when it names none.

    Accepts digit codes of provinces, cities and counties (`44`, `4403`, `440305`), ISO codes (`CN-GD`), Chinese
    full and short names, and English names, in any letter case and with surrounding blanks.
    """
    spelling = text.strip().lower()
    if DIGIT_CODE.fullmatch(spelling):
        spelling = spelling[:2]
    return PROVINCE_ALIASES.get(spelling)


def province_names(code: str) -> Text:
    """Return the full Chinese and the English name of a two-digit code; KeyError when there is none."""
    province = PROVINCES[code]
    return Text(zh=province.name, en=province.english)
