"""What to ask next as a page to read: where things stand, and each question with why it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from littlegiant.cli.layout import listed, terminal_width, wrap
from littlegiant.errors import Text

if TYPE_CHECKING:
    from littlegiant.api.asking import Asking
    from littlegiant.asking.wording import Question

OUTCOMES = {
    "met": Text("满足", "met"),
    "unmet": Text("不满足", "unmet"),
    None: Text("尚未决定", "not settled yet"),
}
EXPECTED = Text(
    "按所述假定，预计还需问约 {0} 个问题（现有 {1} 个可能有关）。",
    "By the stated assumptions about {0} more questions are to be expected (of {1} that can still matter).",
)
EFFORT = Text(
    "按所述假定，预计还需回答的工作量约 {0}（现有 {1} 个问题可能有关）。",
    "By the stated assumptions answers of an effort of about {0} are to be expected (of {1} questions that can matter).",
)
NOTHING = Text("没有需要再问的。", "Nothing more needs to be asked.")
UNDEFINED = Text(
    "没有问题能决定结果：规则在这些数据上没有定义（见 littlegiant explain）。",
    "No question can settle the outcome: the rule defines no value on these facts (see littlegiant explain).",
)
COLUMN = Text("填入", "column")
MEANS = Text("含义", "means")
DECIDES = Text("用于", "decides")
SETTLES = Text("可定", "settles")
PROOF = Text("证明", "proof")
MORE = Text("另有 {0} 个问题可能有关（--limit 可多显示）。", "{0} more may matter (--limit shows more).")
OPEN = Text("仍然未知且可能改变结果的数据：", "Still unknown, and able to change the outcome:")
MOST_CLAUSES, MOST_SETTLING = 4, 4


class AskPage:
    """The lines of one page in one language."""

    def __init__(self, state: Asking, language: str) -> None:
        self.state, self.language = state, language
        self.columns = terminal_width()

    def text(self, limit: int) -> str:
        """Return the whole page with at most so many questions."""
        questions = self.state.questions
        parts = ["\n".join(self.standing())]
        parts += [
            "\n".join(self.question(item, f"{n}. ")) for n, item in enumerate(questions[:limit], start=1)
        ]
        if len(questions) > limit:
            parts.append(self.line(MORE, len(questions) - limit))
        return "\n\n".join(parts)

    def standing(self) -> Iterator[str]:
        """Yield where things stand: the outcome by each standard, how many questions are to be expected."""
        for name, outcome in self.state.outcomes.items():
            yield self.outcome(name, outcome)
        if self.state.settled is not None:
            yield self.line(NOTHING)
        elif self.state.next is None:
            yield from self.left_open()
        else:
            weighed = EFFORT if self.state.weighing.by_effort else EXPECTED
            yield self.line(weighed, f"{self.state.expected:.1f}", len(self.state.questions))

    def outcome(self, name: str, outcome: str | None) -> str:
        """Return the outcome by one standard."""
        colon = "：" if self.language == "zh" else ": "
        return wrap(f"{name}{colon}{self.pick(OUTCOMES[outcome])}", self.columns)

    def left_open(self) -> Iterator[str]:
        """Yield what stays open where nothing is left to ask."""
        if not self.state.open:
            yield self.line(UNDEFINED)
            return
        yield self.line(OPEN)
        yield wrap(", ".join(self.state.open), self.columns, "  ")

    def question(self, item: Question, number: str = "") -> Iterator[str]:
        """Yield a question with what it means and why it is asked."""
        indent = " " * len(number)
        yield listed(self.pick(item.text), self.columns, number, indent)
        yield from self._labelled(COLUMN, [", ".join(item.columns)], indent)
        yield from self._labelled(MEANS, [self.pick(item.help)], indent)
        clauses = [f"{clause.id} {clause.clause}".rstrip() for clause in item.clauses]
        shown = clauses[:MOST_CLAUSES] + (
            [f"+{len(clauses) - MOST_CLAUSES}"] if len(clauses) > MOST_CLAUSES else []
        )
        yield from self._labelled(DECIDES, [("；" if self.language == "zh" else "; ").join(shown)], indent)
        yield from self._labelled(SETTLES, self.settling(item)[:MOST_SETTLING], indent)
        yield from self._labelled(PROOF, [self.pick(text) for text in item.evidence], indent)

    def settling(self, item: Question) -> list[str]:
        """Return the answers that settle an outcome at once, in words."""
        from littlegiant.asking.wording import settling_words

        several = len(self.state.outcomes) > 1
        return [
            self.pick(settling_words(one)) + (f" ({one.standard})" if several else "") for one in item.settles
        ]

    def _labelled(self, label: Text, texts: Iterable[str], indent: str) -> Iterator[str]:
        head = f"{indent}{self.pick(label)}{'：' if self.language == 'zh' else ': '}"
        for text in texts:
            if text:
                yield listed(text, self.columns, head, f"{indent}  ")

    def line(self, text: Text, *filled: object) -> str:
        """Return a text with what is filled in, wrapped."""
        return wrap(self.pick(text).format(*filled), self.columns)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_language(self.language)
