"""How a letter begins: to whom, the answer in a sentence, and by which rules it was reached."""

from __future__ import annotations

import unicodedata

from littlegiant.cli.letters.document import TRUST, WEAK_WORDS, Block, Bullets, Line, Paragraph, Section
from littlegiant.cli.letters.english import counted
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_doubts import WEAK
from littlegiant.verdicts.explanation_facts import capital
from littlegiant.verdicts.explanation_rules import CASES, day_words
from littlegiant.verdicts.explanation_tree import Explanation, OverlayExplained, WaivedExplained
from littlegiant.verdicts.explanation_wording import either


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
        return Text(f"编号为{number}的企业", f"enterprise {number}")
    return Text(f"{name}（编号 {number}）", f"{name} (no. {number})")


def heading(explanation: Explanation) -> Text:
    """Return to whom as a title: a name as it is written, a bare number as the start of a sentence."""
    name = who(explanation)
    return name if name.zh.endswith("）") else capital(name)


def about(explanation: Explanation) -> Text:
    """Return what was looked at: title, edition, case and day."""
    title, case, day = explanation.rule.title, CASES[explanation.case], day_words(explanation.as_of)
    if is_size(explanation):
        return Text(
            f"{title.zh}（{explanation.edition}年版），按{day.zh}判断",
            f"{title.en}, edition of {explanation.edition}, on {day.en}",
        )
    return Text(
        f"{title.zh}（{explanation.edition}年版），{case.zh}，按{day.zh}判断",
        f"{title.en}, edition of {explanation.edition}, {case.en} on {day.en}",
    )


def is_size(explanation: Explanation) -> bool:
    """Say whether it is a size class that was asked for."""
    return any(size.standard == explanation.standard for size in explanation.sizes)


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


def rule_section(explanation: Explanation) -> Section:
    """Return which instrument judged in which wording, and the notices that change it."""
    rule = explanation.rule
    why = rule.why if rule.confidence not in WEAK else _doubtful(rule.why, rule.confidence)
    blocks: list[Block] = [
        Paragraph(
            Text(
                f"依据{rule.issuer.zh}{_titled(rule.instrument.zh)}（{rule.number}）。{why.zh}",
                f"The rules are those of the {rule.issuer.en}: {rule.instrument.en} ({rule.number}). {why.en}",
            )
        )
    ]
    if rule.validity_years:
        years = counted(rule.validity_years, "year", "years")
        words = Text(f"称号有效期{rule.validity_years}年。", f"The title is valid for {years}.")
        trust = rule.validity_confidence
        blocks.append(Paragraph(_doubtful(words, trust) if trust in WEAK else words))
    if explanation.overlays:
        blocks.append(Bullets(tuple(_overlay(item) for item in explanation.overlays)))
    if explanation.waived:
        blocks.append(Bullets(tuple(_waived(item) for item in explanation.waived)))
    return Section("rules", Text("判断依据", "Which rules were used"), tuple(blocks))


def _titled(instrument: str) -> str:
    """Return the title of an instrument in its marks, a part of it that is named (附件2) after them."""
    title, _, part = instrument.partition(" 附件")
    return f"《{title}》" + (f"附件{part}" if part else "")


def _doubtful(text: Text, confidence: str | None) -> Text:
    """Return a sentence with a word on how little confirms it, before its full stop."""
    words = WEAK_WORDS[str(confidence)]
    return Text(f"{text.zh.removesuffix('。')}{words.zh}。", f"{text.en.removesuffix('.')}{words.en}.")


def _overlay(item: OverlayExplained) -> Line:
    start = day_words(item.start)
    end = None if item.end is None else day_words(item.end)
    zh, en = (
        [f"自{start.zh}起" + (f"至{end.zh}" if end else "")],
        [f"from {start.en}" + (f" to {end.en}" if end else "")],
    )
    if item.place is not None:
        zh, en = [*zh, f"适用于{item.place.zh}的企业"], [*en, f"for enterprises in {item.place.en}"]
    if item.confidence in WEAK:
        trust = TRUST[str(item.confidence)]
        zh, en = [*zh, trust.zh], [*en, trust.en]
    text = Text(
        f"同时适用：{item.title.zh}（{'，'.join([item.number, *zh])}）",
        f"Also applied: {item.title.en} ({', '.join([item.number, *en])})",
    )
    return Line(text, None, tuple(Line(effect) for effect in item.effects))


def _waived(item: WaivedExplained) -> Line:
    trust = WEAK_WORDS.get(item.confidence, Text("", ""))
    reason = Text(f"依据{item.number}：{item.reason.zh}", f"By {item.number}: {item.reason.en}")
    lines = (Line(Text(reason.zh + trust.zh, reason.en + trust.en)),)
    return Line(Text(f"不考查：{item.text.zh}", f"Not examined: {item.text.en}"), None, lines)
