"""The words that every report uses, in both languages."""

from __future__ import annotations

from littlegiant.errors import Text

STATES = {
    "met": Text("满足", "met"),
    "unmet": Text("不满足", "not met"),
    "unknown": Text("无法判定", "unknown"),
}
CONFIDENCE = {
    "official": Text("官方原文", "official text"),
    "two-sources": Text("两个以上来源", "two or more sources"),
    "one-source": Text("一个来源", "one source"),
    "unconfirmed": Text("⚠ 未经证实", "⚠ unconfirmed"),
}
YES, NO = Text("是", "yes"), Text("否", "no")
PAGE = Text("第 {0} 页，共 {1} 页", "Page {0} of {1}")
DATED = Text("判断日期 {0}", "as of {0}")
MADE_BY = Text("由 littlegiant {0} 生成", "made by littlegiant {0}")
SOURCES = Text("来源与未证实的条款", "Sources, and what is unconfirmed")
SOURCES_SHEET = Text("来源", "Sources")
SUMMARY_SHEET = Text("摘要", "Summary")
FIGURES_SHEET = Text("图", "Charts")
UNCONFIRMED = Text(
    "⚠ 本报告用到的 {1} 条规则中，有 {0} 条未经证实，结果取决于它们时应以官方文本为准：",
    "⚠ Of the {1} clauses this report uses, {0} are unconfirmed; where the result rests on them, hold it against the "
    "official text:",
)
ONE_UNCONFIRMED = Text(
    "⚠ 本报告用到的 {1} 条规则中，有 1 条未经证实，结果取决于它时应以官方文本为准：",
    "⚠ Of the {1} clauses this report uses, one is unconfirmed; where the result rests on it, hold it against the "
    "official text:",
)
ALL_CONFIRMED = Text(
    "本报告用到的 {0} 条规则都至少有一个来源。",
    "Each of the {0} clauses this report uses has at least one source.",
)
STANDARD = Text("标准", "Standard")
NAME = Text("条件", "Criterion")
CLAUSE = Text("条款", "Clause")
WORDING = Text("内容", "Wording")
NUMBER = Text("文号", "Instrument")
SOURCE = Text("来源", "Source")
HOW_SURE = Text("可信程度", "How sure")
CAVEATS = Text("说明", "What this report is not")
SEE_SHEET = Text("见工作表“{0}”", "see the sheet “{0}”")
FIGURE = Text("图 {0}", "Figure {0}")
TABLE = Text("表 {0}", "Table {0}")
