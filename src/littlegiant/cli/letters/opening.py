"""How a letter begins: to whom, the answer in a sentence, and by which rules it was reached."""

from __future__ import annotations

import unicodedata

from littlegiant.cli.letters.document import Block, Bullets, Line, Paragraph, Section
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_facts import capital, column_name, mid_sentence
from littlegiant.verdicts.explanation_rules import CASES, day_words
from littlegiant.verdicts.explanation_tree import Explanation, OverlayExplained, WaivedExplained
from littlegiant.verdicts.explanation_wording import either, together

MOST_NAMED = 3


def cleaned(text: str) -> str:
    """Return a user's text on one line, without characters that steer a terminal or the direction of writing."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(
        "".join(sign for sign in kept if unicodedata.category(sign) not in ("Cf", "Cs", "Co")).split()
    )


def who(explanation: Explanation) -> Text:
    """Return how the enterprise is addressed: its name with its number, or its number."""
    number, name = cleaned(explanation.id), cleaned(explanation.name or "")
    if not name or name == number:
        return Text(f"企业 {number}", f"enterprise {number}")
    return Text(f"{name}（编号 {number}）", f"{name} (no. {number})")


def about(explanation: Explanation) -> Text:
    """Return what was looked at: title, edition, case and day."""
    title, case, day = explanation.rule.title, CASES[explanation.case], day_words(explanation.as_of)
    return Text(
        f"{title.zh}，{explanation.edition}年版，{day.zh}，{case.zh}",
        f"{title.en}, edition of {explanation.edition}, {case.en} on {day.en}",
    )


def outcome_counts(explanation: Explanation) -> tuple[int, int, int]:
    """Return how many criteria are met, unmet and unknown."""
    found = [item.outcome for item in explanation.criteria]
    return found.count("met"), found.count("unmet"), found.count("unknown")


def answer(explanation: Explanation) -> Text:
    """Return the outcome in two or three words."""
    if explanation.classes:
        size = capital(either(list(explanation.sizes[0].classes)))
        return Text(f"{size.zh}企业", f"{size.en} enterprise")
    return {
        "met": Text("满足条件", "Meets the standard"),
        "unmet": Text("不满足条件", "Does not meet the standard"),
        "unknown": Text("尚不能确定", "Not settled yet"),
    }[explanation.outcome]


def lead(explanation: Explanation) -> tuple[Text, ...]:
    """Return the result in a sentence, and what it means."""
    if any(size.standard == explanation.standard for size in explanation.sizes):
        return _class_lead(explanation) if explanation.classes else _no_class(explanation)
    name, title = who(explanation), explanation.rule.title
    standard = Text(
        f"“{_inner_quotes(title.zh)}”{explanation.edition}年版",
        f"the standard “{title.en}”, edition of {explanation.edition}",
    )
    opening = {"met": _all_met, "unmet": _some_unmet, "unknown": _still_open}[explanation.outcome]
    return opening(explanation, name, standard)


def _all_met(explanation: Explanation, name: Text, standard: Text) -> tuple[Text, ...]:
    total = len(explanation.criteria)
    routes = sum(item.route is not None for item in explanation.criteria)
    first = Text(
        f"按所给数据，{name.zh}满足{standard.zh}的全部条件，共{total}项。",
        f"On the figures given, {name.en} meets {standard.en}: all {total} criteria that were examined.",
    )
    if not routes:
        return (first,)
    return first, Text(
        f"其中{routes}项是通过替代途径或豁免满足的，见下文。",
        f"{_number(routes, 'criterion is', 'criteria are')} met by another way or an exemption, as told below.",
    )


def _some_unmet(explanation: Explanation, name: Text, standard: Text) -> tuple[Text, ...]:
    met, unmet, unknown = outcome_counts(explanation)
    rest_zh = "" if not unknown else f"，尚无法判断{unknown}项"
    rest_en = "" if not unknown else f" and {unknown} cannot be judged yet"
    told = [
        f"{unmet} {'is' if unmet == 1 else 'are'} not met",
        *([f"{met} {'is' if met == 1 else 'are'} met"] if met else []),
    ]
    told_en = (", " if unknown else " and ").join(told)
    first = Text(
        f"按所给数据，{name.zh}不满足{standard.zh}：共{len(explanation.criteria)}项条件，不满足{unmet}项，满足{met}项{rest_zh}。",
        f"On the figures given, {name.en} does not meet {standard.en}: of {_number(len(explanation.criteria), 'criterion', 'criteria')}, "
        f"{told_en}{rest_en}.",
    )
    return (first, *_only_obstacle(explanation), *(_final() if unknown else ()))


def _only_obstacle(explanation: Explanation) -> tuple[Text, ...]:
    unmet = [item for item in explanation.criteria if item.outcome == "unmet"]
    if len(unmet) != 1 or len(explanation.criteria) == 1:
        return ()
    text = unmet[0].text
    if any(item.outcome == "unknown" for item in explanation.criteria):
        return (
            Text(
                f"在已知的各项中，只有这一项不满足：{text.zh}。",
                f"Of what is known, only one thing stands in the way: {_lower(text.en)}.",
            ),
        )
    return (Text(f"只差这一项：{text.zh}。", f"Only one thing stands in the way: {_lower(text.en)}."),)


def _final() -> tuple[Text, ...]:
    return (
        Text(
            "这一结果已经确定：尚不知道的数据不论是多少，都改变不了它。",
            "This is final: whatever the facts still unknown turn out to be, they cannot change it.",
        ),
    )


def _still_open(explanation: Explanation, name: Text, standard: Text) -> tuple[Text, ...]:
    met, _, unknown = outcome_counts(explanation)
    first = Text(
        f"按所给数据，还不能确定{name.zh}是否满足{standard.zh}：共{len(explanation.criteria)}项条件，"
        f"已满足{met}项，有待查明{unknown}项，没有不满足的。",
        f"On the figures given, it cannot be said yet whether {name.en} meets {standard.en}: "
        f"of {_number(len(explanation.criteria), 'criterion', 'criteria')}, {met or 'none'} {'is' if met < 2 else 'are'} met "
        f"and {unknown} {'is' if unknown == 1 else 'are'} still open; none is unmet.",
    )
    return (first, *_most_wanted(explanation))


def _most_wanted(explanation: Explanation) -> tuple[Text, ...]:
    missing = explanation.missing
    if not missing:
        text = Text(
            "缺的不是数据：规则对现有数据没有给出答案。",
            "Nothing is missing: the rules give no answer for these figures.",
        )
        return (text,)
    return (_wanted([proof.label for proof in missing]),)


def _wanted(labels: list[Text]) -> Text:
    names = together([mid_sentence(label) for label in labels[:MOST_NAMED]])
    more = len(labels) - MOST_NAMED
    rest = f" (and {_number(more, 'more fact', 'more facts')})" if more > 0 else ""
    return Text(
        f"最需要补充的是：{names.zh}" + (f"，以及另外{more}项。" if more > 0 else "。"),
        f"What would help most to know: {names.en}{rest}.",
    )


def _class_lead(explanation: Explanation) -> tuple[Text, ...]:
    """Return the size class in a sentence, and whether that class meets the standard."""
    name, instrument, size = who(explanation), explanation.rule.instrument, explanation.sizes[0]
    classes, meets = either(list(size.classes)), together(list(size.meets))
    by = Text(f"按《{instrument.zh}》，{name.zh}", f"By the {_lower(instrument.en)}, {name.en}")
    asked = Text(f"本标准以{meets.zh}企业为满足。", f"The classes that meet this standard are {meets.en}.")
    if explanation.class_ is not None:
        return Text(f"{by.zh}是{classes.zh}企业。", f"{by.en} is a {classes.en} enterprise."), asked
    wanted = _wanted([column_name(column) for column in size.missing])
    settled = {
        "met": Text("无论是哪一类，都满足本标准。", "Either way it meets the standard."),
        "unmet": Text("无论是哪一类，都不满足本标准。", "Either way it does not meet the standard."),
        "unknown": asked,
    }[explanation.outcome]
    first = Text(
        f"{by.zh}是{classes.zh}企业，还不能确定是哪一类。",
        f"{by.en} is a {classes.en} enterprise; which of these cannot be said yet.",
    )
    return (first, settled, wanted)


def _no_class(explanation: Explanation) -> tuple[Text, ...]:
    name, why = who(explanation), explanation.sizes[0].why or Text("", "")
    return (Text(f"无法为{name.zh}划型：{why.zh}。", f"No size class can be given to {name.en}: {why.en}."),)


def rule_section(explanation: Explanation) -> Section:
    """Return which instrument judged in which wording, and the notices that change it."""
    rule = explanation.rule
    blocks: list[Block] = [
        Paragraph(
            Text(
                f"依据{rule.issuer.zh}《{rule.instrument.zh}》（{rule.number}）。{rule.why.zh}",
                f"The rules are those of the {rule.issuer.en}: {rule.instrument.en} ({rule.number}). {rule.why.en}",
            )
        )
    ]
    if rule.validity_years:
        years = rule.validity_years
        blocks.append(
            Paragraph(
                Text(f"称号有效期{years}年。", f"The title is valid for {_number(years, 'year', 'years')}.")
            )
        )
    if explanation.overlays:
        blocks.append(Bullets(tuple(_overlay(item) for item in explanation.overlays)))
    if explanation.waived:
        blocks.append(Bullets(tuple(_waived(item) for item in explanation.waived)))
    return Section("rules", Text("按哪一份规则判断", "Which rules were used"), tuple(blocks))


def _overlay(item: OverlayExplained) -> Line:
    start = day_words(item.start)
    end = None if item.end is None else day_words(item.end)
    zh = f"同时适用：{item.title.zh}（{item.number}，自{start.zh}起" + (f"至{end.zh}" if end else "") + "）"
    en = (
        f"Also applied: {item.title.en} ({item.number}, from {start.en}"
        + (f" to {end.en}" if end else "")
        + ")"
    )
    if item.place is not None:
        zh, en = f"{zh}，适用于{item.place.zh}的企业", f"{en}, for enterprises in {item.place.en}"
    return Line(Text(zh, en), None, tuple(Line(effect) for effect in item.effects))


def _waived(item: WaivedExplained) -> Line:
    reason = Line(Text(f"依据{item.number}：{item.reason.zh}", f"By {item.number}: {item.reason.en}"))
    return Line(Text(f"不考查：{item.text.zh}", f"Not examined: {item.text.en}"), None, (reason,))


def _inner_quotes(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if first != "A" and not first[1:].islower() else text[:1].lower() + text[1:]
