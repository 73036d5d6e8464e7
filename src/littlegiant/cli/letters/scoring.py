"""What the score and the size class are made of."""

from __future__ import annotations

from littlegiant.cli.letters.document import Block, Bullets, Line, Paragraph, Section, Table, TableRow
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_facts import asked_for, capital, mid_sentence
from littlegiant.verdicts.explanation_tree import (
    BoundExplained,
    ClassExplained,
    Explanation,
    GroupExplained,
    IndicatorExplained,
    ScoreExplained,
    WayExplained,
)
from littlegiant.verdicts.explanation_wording import either, together
from littlegiant.verdicts.measure import Plain

NOTHING = Text("", "")
NOT_NEEDED = Text(
    "得分未达到合格线，但已通过其他途径满足，不影响结果。",
    "The score is below the pass mark, which does no harm here, for the criterion is met in another way.",
)
MOST_ROWS = 3
_HEAD = (
    Text("评分项", "Item"),
    Text("得分", "Points"),
    Text("依据", "Found"),
    Text("更高一档", "Next better"),
)


def points_text(score: ScoreExplained) -> Text:
    """Return the whole score in words: `62 of 100 points, the mark is 60`."""
    have = _points(score.low, score.high, score.max)
    if score.pass_mark is None:
        return have
    varies = Text("（部分省份另有规定）", ", in some provinces another") if score.mark_varies else NOTHING
    return Text(
        f"{have.zh}，合格线为{score.pass_mark}分{varies.zh}",
        f"{have.en}; the pass mark is {score.pass_mark}{varies.en}",
    )


def score_section(explanation: Explanation) -> Section | None:
    """Return what the score is made of, and what alone would lift it over the mark."""
    score = explanation.score
    if score is None:
        return None
    blocks: list[Block] = [Paragraph(_sentence(score))]
    if _not_needed(explanation, score):
        blocks.append(Paragraph(NOT_NEEDED))
    rows = tuple(
        row
        for group in score.groups
        for row in (_group(group), *(_indicator(item) for item in group.indicators))
    )
    blocks.append(Table(Text("各评分项的得分", "Points by item"), _HEAD, rows))
    if score.steps:
        lines = tuple(Line(step) for step in score.steps)
        intro = Text("以下每一项，单凭它就能达到合格线：", "Each of these alone would be enough to pass:")
        blocks.append(Bullets((Line(intro, None, lines),)))
    return Section("score", Text("得分构成", "What the score is made of"), tuple(blocks))


def _not_needed(explanation: Explanation, score: ScoreExplained) -> bool:
    """Say whether a score below its mark does no harm, for another way is met."""
    low, mark = score.low, score.pass_mark
    if not (isinstance(low, int | float) and isinstance(mark, int | float)):
        return False
    return low < mark and any(item.route for item in explanation.criteria)


def size_section(explanation: Explanation) -> Section | None:
    """Return by which row of the size table an enterprise was classed, and how near the borders are."""
    blocks: list[Block] = []
    for size in explanation.sizes:
        blocks += [Paragraph(_size_sentence(size))]
        if size.bounds:
            head = (
                Text("指标", "Indicator"),
                Text("数值", "Value"),
                Text("达到的类型", "Class reached"),
                Text("各类起点", "Where classes begin"),
            )
            caption = Text(
                "各项指标达到的类型（以最低者为准）", "The class each indicator reaches; the lowest decides"
            )
            blocks.append(Table(caption, head, tuple(_bound(bound) for bound in size.bounds)))
    return (
        Section("size", Text("企业规模划型", "How the size was decided"), tuple(blocks)) if blocks else None
    )


def _points(low: Plain, high: Plain, most: Plain) -> Text:
    if low == high:
        return Text(f"{low}分（满分{most}分）", f"{low} of {most} points")
    return Text(f"{low}至{high}分（满分{most}分）", f"{low} to {high} of {most} points")


def _sentence(score: ScoreExplained) -> Text:
    whole = points_text(score)
    zh, en = f"总分：{whole.zh}。", f"In all: {whole.en}."
    if score.low != score.high:
        zh += "部分项目缺少数据，只能给出范围。"
        en += " Some items are not known, so only a range can be given."
    return Text(zh, en)


def _group(group: GroupExplained) -> TableRow:
    have = _points(group.low, group.high, group.max)
    if group.minimum is not None:
        have = Text(
            f"{have.zh}，要求不低于{group.minimum}分", f"{have.en}; at least {group.minimum} required"
        )
    return TableRow((group.text, have, NOTHING, NOTHING), group=True, filled=_share(group.low, group.max))


def _indicator(item: IndicatorExplained) -> TableRow:
    cells = (item.text, _points(item.low, item.high, item.max), _found(item), _next(item))
    return TableRow(cells, filled=_share(item.low, item.max))


def _share(low: Plain, most: Plain) -> float:
    return float(low or 0) / float(most) if most else 0.0


def _found(item: IndicatorExplained) -> Text:
    found = [_way(way) for way in item.ways]
    if item.missing:
        names = together([asked_for(column) for column in item.missing])
        found = [text for way, text in zip(item.ways, found, strict=True) if way.found is not None]
        found.append(Text(f"待查明：{names.zh}", f"to be found out: {names.en}"))
    elif item.why is not None:
        found = [item.why]
    return capital(Text("；".join(text.zh for text in found), "; ".join(text.en for text in found)))


def _way(way: WayExplained) -> Text:
    """Return what was found for one way of earning points, and the band it falls into."""
    found = way.found or Text("未知", "not known")
    subject = mid_sentence(way.subject)
    zh = f"{subject.zh}：{found.zh}" if subject.zh else found.zh
    en = f"{subject.en}: {found.en}" if subject.en else found.en
    if way.band is not None:
        zh, en = f"{zh}（{way.band.zh}）", f"{en} ({way.band.en})"
    return Text(zh, en)


def _next(item: IndicatorExplained) -> Text:
    """Return what the next better band asks, and how far it is."""
    steps = [
        way
        for way in item.ways
        if way.next is not None and isinstance(way.more, int | float) and way.more > _low(item)
    ]
    if item.low != item.high or not steps:
        return NOTHING
    zh, en = [], []
    for way in steps:
        words = way.next or NOTHING
        zh.append(f"{words.zh}，得{way.more}分" + (f"（{way.change.text.zh}）" if way.change else ""))
        en.append(f"{words.en}, for {way.more} points" + (f" ({way.change.text.en})" if way.change else ""))
    return capital(Text("；".join(zh), "; ".join(en)))


def _low(item: IndicatorExplained) -> float:
    return float(item.low) if isinstance(item.low, int | float) else 0.0


def _size_sentence(size: ClassExplained) -> Text:
    if size.why is not None:
        return Text(f"{size.text.zh}：{size.why.zh}。", f"{size.text.en}: {size.why.en}.")
    classes = either(list(size.classes))
    if len(size.rows) == 1:
        row = size.rows[0]
        return Text(
            f"按划型表“{row.zh}”一行，企业规模为{classes.zh}。",
            f"By the row “{row.en}” of the size table, the enterprise is {classes.en}.",
        )
    if len(size.rows) <= MOST_ROWS:
        rows = either([Text(f"“{row.zh}”", f"“{row.en}”") for row in size.rows])
        return Text(
            f"行业代码不够具体，可能属于{rows.zh}；企业规模为{classes.zh}。",
            f"The industry leaves open whether the row is {rows.en}; the enterprise is {classes.en}.",
        )
    return Text(
        f"行业未知或不够具体，划型表有{len(size.rows)}行都可能适用；企业规模为{classes.zh}。",
        f"The industry is not known closely enough: {len(size.rows)} rows of the size table may apply; the enterprise is {classes.en}.",
    )


def _bound(bound: BoundExplained) -> TableRow:
    found = bound.found or Text("未知", "not known")
    reached = bound.classes[0] if len(bound.classes) == 1 else Text("未定", "not settled")
    return TableRow((bound.text, found, reached, bound.borders))
