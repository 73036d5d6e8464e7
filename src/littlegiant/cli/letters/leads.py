"""The answer of a letter in a few sentences: the result, what it means, what would help most, how sure the rules are."""

from __future__ import annotations

from littlegiant.cli.letters.english import counted, lower
from littlegiant.cli.letters.opening import is_size, outcome_counts, who
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_doubts import WEAK
from littlegiant.verdicts.explanation_facts import asked_for
from littlegiant.verdicts.explanation_tree import Explanation
from littlegiant.verdicts.explanation_wording import either, together

MOST_NAMED = 3
FORCED = Text(
    "本版本当日并不适用，是按指定的版本判断的，结果只供参考。",
    "This edition did not govern on that day; it was used because it was asked for, so the result is for reference only.",
)
SECONDARY = Text(
    "规则据二手材料整理，尚未与官方文本核对",
    "the rules come from secondary sources and were not compared with the official text",
)


def lead(explanation: Explanation) -> tuple[Text, ...]:
    """Return the result in a sentence, and what it means."""
    if is_size(explanation):
        told = _class_lead(explanation) if explanation.classes else _no_class(explanation)
        return (*told, *_how_sure(explanation))
    name, title = who(explanation), explanation.rule.title
    standard = Text(
        f"“{_inner_quotes(title.zh)}”{explanation.edition}年版",
        f"the standard “{title.en}”, edition of {explanation.edition}",
    )
    opening = {"met": _all_met, "unmet": _some_unmet, "unknown": _still_open}[explanation.outcome]
    forced = (FORCED,) if explanation.rule.forced else ()
    return (*opening(explanation, name, standard), *forced, *_how_sure(explanation))


def _how_sure(explanation: Explanation) -> tuple[Text, ...]:
    """Return how far the rules used are confirmed, in a sentence."""
    trust = [] if is_size(explanation) else [item.confidence for item in explanation.criteria]
    unsure, once = (trust.count(confidence) for confidence in WEAK)
    zh = [f"{unsure}条未经证实"] * (unsure > 0) + [f"{once}条只有一个来源"] * (once > 0)
    en = [f"no source confirms {unsure} of the rules used"] * (unsure > 0)
    en += [f"only one source confirms {once}{'' if unsure else ' of the rules used'}"] * (once > 0)
    told = [] if "official" in trust else [SECONDARY]
    if zh:
        words = f"所用规则中{'，'.join(zh)}，见“规则的来源和疑点”"
        told.append(Text(words, f"{' and '.join(en)} (see “How sure the rules are”)"))
    if not told:
        return ()
    listed = Text("；".join(text.zh for text in told), "; ".join(text.en for text in told))
    return (Text(f"请注意：{listed.zh}。", f"Please note: {listed.en}."),)


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
        f"其中{routes}项是通过其他途径或豁免满足的，详见下文。",
        f"{counted(routes, 'criterion is', 'criteria are')} met in another way or by an exemption, as told below.",
    )


def _some_unmet(explanation: Explanation, name: Text, standard: Text) -> tuple[Text, ...]:
    met, unmet, unknown = outcome_counts(explanation)
    if explanation.conflicts:
        return _impossible_together(explanation, name, standard)
    rest_zh = "" if not unknown else f"，尚无法判断{unknown}项"
    rest_en = "" if not unknown else f" and {unknown} cannot be judged yet"
    told = [
        f"{unmet} {'is' if unmet == 1 else 'are'} not met",
        *([f"{met} {'is' if met == 1 else 'are'} met"] if met else []),
    ]
    told_en = (", " if unknown else " and ").join(told)
    first = Text(
        f"按所给数据，{name.zh}不满足{standard.zh}：共{len(explanation.criteria)}项条件，不满足{unmet}项，满足{met}项{rest_zh}。",
        f"On the figures given, {name.en} does not meet {standard.en}: of {counted(len(explanation.criteria), 'criterion', 'criteria')}, "
        f"{told_en}{rest_en}.",
    )
    return (first, *_only_obstacle(explanation), *(_final() if unknown else ()))


def _impossible_together(explanation: Explanation, name: Text, standard: Text) -> tuple[Text, ...]:
    """Say that no criterion fails for itself, and which of them cannot be met together."""
    first = Text(
        f"按所给数据，{name.zh}不满足{standard.zh}：没有一项条件单独不满足，但有的条件不可能同时满足。",
        f"On the figures given, {name.en} does not meet {standard.en}: no criterion fails for itself, "
        "but some of them cannot be met together.",
    )
    return (first, explanation.conflicts[0].text, *_final())


def _only_obstacle(explanation: Explanation) -> tuple[Text, ...]:
    unmet = [item for item in explanation.criteria if item.outcome == "unmet"]
    if len(unmet) != 1 or len(explanation.criteria) == 1:
        return ()
    changed = Text(
        "；".join(text.zh for text in unmet[0].changed), "; ".join(text.en for text in unmet[0].changed)
    )
    text = unmet[0].text
    if unmet[0].changed:
        text = Text(f"{text.zh}（{changed.zh}）", f"{text.en} ({changed.en})")
    if any(item.outcome == "unknown" for item in explanation.criteria):
        return (
            Text(
                f"在已知的各项中，只有这一项不满足：{text.zh}。",
                f"Of what is known, only one thing stands in the way: {lower(text.en)}.",
            ),
        )
    return (Text(f"只差这一项：{text.zh}。", f"Only one thing stands in the way: {lower(text.en)}."),)


def _final() -> tuple[Text, ...]:
    return (
        Text(
            "这一结果已经确定：尚不知道的数据不论是多少，都改变不了它。",
            "This is final: whatever the facts still unknown turn out to be, they cannot change it.",
        ),
    )


def _still_open(explanation: Explanation, name: Text, standard: Text) -> tuple[Text, ...]:
    met, _, unknown = outcome_counts(explanation)
    total = counted(len(explanation.criteria), "criterion", "criteria")
    told = Text(
        f"已满足{met}项，{unknown}项有待查明，没有不满足的",
        f"of {total}, {met} {'is' if met == 1 else 'are'} met and {unknown} {'is' if unknown == 1 else 'are'} still open; "
        "none is unmet",
    )
    if not met:
        told = Text("都有待查明", f"all {total} are still open")
    first = Text(
        f"按所给数据，还不能确定{name.zh}是否满足{standard.zh}：共{len(explanation.criteria)}项条件，{told.zh}。",
        f"On the figures given, it cannot be said yet whether {name.en} meets {standard.en}: {told.en}.",
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
    return (_wanted([proof.question for proof in missing]),)


def _wanted(names: list[Text]) -> Text:
    first, more = together(names[:MOST_NAMED]), len(names) - MOST_NAMED
    rest = f"; {counted(more, 'more fact is', 'more facts are')} listed under “What to find out”"
    return Text(
        f"最需要查明的是：{first.zh}" + (f"；另有{more}项，见“需要查明的数据”。" if more > 0 else "。"),
        f"What would help most to know: {first.en}{rest if more > 0 else ''}.",
    )


def _class_lead(explanation: Explanation) -> tuple[Text, ...]:
    """Return the size class in a sentence, and whether that class meets the standard."""
    name, instrument, size = who(explanation), explanation.rule.instrument, explanation.sizes[0]
    classes, meets = either(list(size.classes)), either(list(size.meets))
    by = Text(f"按《{instrument.zh}》，", f"By the {lower(instrument.en)}, ")
    result = {
        "met": Text("因此满足本标准", "so it meets this standard"),
        "unmet": Text("因此不满足本标准", "so it does not meet this standard"),
        "unknown": Text("是否满足还不能确定", "and whether it is met cannot be said yet"),
    }[explanation.outcome]
    asked = Text(f"本标准要求{meets.zh}，{result.zh}。", f"This standard asks for {meets.en}, {result.en}.")
    if explanation.class_ is not None:
        first = Text(
            f"{by.zh}{name.zh}属于{classes.zh}企业。", f"{by.en}{name.en} is a {classes.en} enterprise."
        )
        return first, asked
    first = Text(
        f"{by.zh}{name.zh}可能是{classes.zh}企业，还不能确定是哪一类。",
        f"{by.en}{name.en} may be a {classes.en} enterprise; which of these cannot be said yet.",
    )
    if set(size.meets) < set(size.classes):
        first = Text(
            f"{by.zh}还不能确定{name.zh}属于哪一类。",
            f"{by.en}it cannot be said yet of which size {name.en} is.",
        )
    return first, asked, _wanted([asked_for(column) for column in size.missing])


def _no_class(explanation: Explanation) -> tuple[Text, ...]:
    name, why = who(explanation), explanation.sizes[0].why or Text("", "")
    return (Text(f"无法为{name.zh}划型：{why.zh}。", f"No size class can be given to {name.en}: {why.en}."),)


def _inner_quotes(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")
