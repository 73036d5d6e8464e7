"""The words of the page of a standard, in both languages."""

from __future__ import annotations

from littlegiant.errors import Text

CONFIDENCE = {
    "official": Text("官方原文", "official text"),
    "two-sources": Text("两个以上来源", "two or more sources"),
    "one-source": Text("一个来源", "one source"),
    "unconfirmed": Text("⚠ 未证实", "⚠ unconfirmed"),
}
CASE = {"new": Text("新申报", "new application"), "renewal": Text("复核", "renewal")}
ON = Text("以下为{1}在 {0} 适用的规则", "shown here: the rules of {0} for a {1}")
IN_FORCE = Text("施行", "in force")
VALIDITY = Text("称号有效期", "the title is valid for")
YEARS = Text("{0}年", "{0} years")
YEAR = Text("1年", "1 year")
OVERLAYS = Text("通知与省级细则", "Notices and provincial rules (overlays)")
APPLIES = {
    True: Text("当日适用", "applies on this day"),
    False: Text("当日不适用", "does not apply on this day"),
}
SETS = Text("改为", "sets")
ADDS = Text("增加条件", "adds")
WAIVES = Text("不考查", "waives")
CRITERIA = Text("条件（须全部满足）", "Criteria (all must be met)")
WAIVED = Text("当日不考查，依据 {0}", "not examined on this day, by {0}")
ADDED = Text("由 {0} 增加", "added by {0}")
SET_BY = Text("由 {0} 设定", "set by {0}")
BEFORE = Text("原为", "before")
KINDS = {"exemption": Text("豁免", "exemption"), "alternative": Text("直通", "alternative")}
EVIDENCE = Text("证明", "evidence")
REMARK = Text("提示", "remark")
SCORE = Text("评分：{0}（满分{1}）", "Score: {0} (of {1})")
CLASSES = Text("划型：{0}；其中{1}为满足", "Classification: {0}; {1} meet it")
MAPPING = Text("行业代码归入哪一行", "which row an industry code belongs to")
PROOF = Text("对证明材料的规定", "What the instruments say about proof")
FILING = Text("申报时间和方式", "How and when to file")
REACHED = Text(
    "企业属于各项下限都达到的最高一类；行业代码见 GB/T 4754-2017。",
    "An enterprise is of the highest class all of whose bounds it reaches; industry codes are those of GB/T 4754-2017.",
)
NOW = Text("今", "now")
NOTES = Text("说明", "Notes")
SOURCES = Text("来源", "Sources")
SIZES = {
    "micro": Text("微型", "micro"),
    "small": Text("小型", "small"),
    "medium": Text("中型", "medium"),
    "large": Text("大型", "large"),
}
