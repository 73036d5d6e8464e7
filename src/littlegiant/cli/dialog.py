"""Asks one question after the other on the terminal until the outcome is settled."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from littlegiant.cli.command import Call
from littlegiant.cli.showing.ask_page import AskPage
from littlegiant.errors import LittleGiantError, Text

if TYPE_CHECKING:
    from littlegiant.api.asking import Asking
    from littlegiant.asking.wording import Question

HOW = Text(
    "逐个回答；直接回车表示不知道，? 显示说明，q 结束。结果一经决定即停止。",
    "Answer one by one; an empty line means don't know, ? explains, q ends. It stops as soon as the outcome is settled.",
)
UNKNOWN = ("", "-", "不知道", "未知", "don't know", "dont know", "unknown")
QUIT, EXPLAIN = ("q", "quit", "退出"), ("?", "？", "h", "help")
SETTLED = Text("已经决定，不必再问。", "This settles it; nothing more needs to be asked.")
ASKED = Text("共问 {0} 项。", "Asked: {0}.")
SAVE = Text("把数据存到哪个 JSON 文件（回车为不存）：", "Save the facts to which JSON file (empty: not)? ")


class NobodyAnswersError(Exception):
    """Nobody answers any more."""


class Dialog:
    """One conversation; `state` is where it has come to."""

    def __init__(self, call: Call, state: Asking) -> None:
        self.call, self.state, self.count = call, state, 0

    def run(self) -> Asking:
        """Ask until the outcome is settled, nothing is left to ask, or nobody answers; return what is known then."""
        self.call.say(HOW)
        try:
            while (question := self.state.next) is not None:
                self._ask(question)
        except NobodyAnswersError:
            self.call.say("")
        self._close()
        return self.state

    def file_name(self) -> str | None:
        """Ask for the file to save the facts in, where a person sits at the terminal."""
        if not sys.stdin.isatty():
            return None
        try:
            return self._read(self.call.pick(SAVE)) or None
        except NobodyAnswersError:
            return None

    def _ask(self, question: Question) -> None:
        self.call.say("")
        for line in self._page().question(question):
            self.call.say(line)
        for column in question.columns:
            self._ask_column(question, column)
            if self.state.settled or self.state.next is None:
                return

    def _ask_column(self, question: Question, column: str) -> None:
        """Ask for one column until the answer can be, or is not known."""
        self.count += 1
        while True:
            written = self._read(f"{self._prompt(question, column)} > ")
            if written.casefold() in QUIT:
                raise NobodyAnswersError
            if written.casefold() in UNKNOWN:
                self.state = self.state.pass_over(column)
                return
            if written.casefold() in EXPLAIN:
                self._explain(question)
                continue
            try:
                self.state = self.state.answer(column, written)
            except LittleGiantError as error:
                self.call.say(f"  {error.in_language(self.call.language)}")
                continue
            return

    def _prompt(self, question: Question, column: str) -> str:
        names = [option.id for option in question.options]
        if question.type == "boolean":
            names = ["是", "否"] if self.call.language == "zh" else ["yes", "no"]
        choices = f" ({'/'.join(names)})" if names else ""
        return f"{column}{choices}"

    def _explain(self, question: Question) -> None:
        zh = self.call.language == "zh"
        for clause in question.clauses:
            self.call.say(f"  {clause.id} {clause.clause}{'：' if zh else ': '}{self.call.pick(clause.text)}")
        for option in question.options:
            self.call.say(f"  {option.id}{'：' if zh else ': '}{self.call.pick(option.label)}")

    def _read(self, prompt: str) -> str:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise NobodyAnswersError
        if not sys.stdin.isatty():
            sys.stdout.write("\n")
        return line.strip()

    def _close(self) -> None:
        self.call.say("")
        if self.state.settled:
            self.call.say(SETTLED)
        page = self._page()
        for name, outcome in self.state.outcomes.items():
            self.call.say(page.outcome(name, outcome))
        if not self.state.settled:
            for line in page.left_open():
                self.call.say(line)
        self.call.say(self.call.pick(ASKED).format(self.count))

    def _page(self) -> AskPage:
        return AskPage(self.state, self.call.language)
