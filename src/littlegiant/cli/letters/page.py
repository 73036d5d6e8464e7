"""The letter as one HTML page: both languages inside, nothing loaded from elsewhere, no script."""

from __future__ import annotations

from importlib import resources
from string import Template

from littlegiant.cli.letters.compose import compose
from littlegiant.cli.letters.document import STATES, Gauge, Letter, Section
from littlegiant.cli.letters.markup import Markup, element
from littlegiant.cli.letters.speech import Speech
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_tree import Explanation

_CONTENTS = Text("目录", "Contents")
_ICONS = {"met": "✓", "unmet": "✕", "unknown": "?"}


def page(explanation: Explanation, language: str) -> str:
    """Return the explanation as a self-contained HTML page that opens in `zh` or `en` and can switch."""
    letter, first = compose(explanation), Speech(language)
    title = Markup(first).text(
        Text(f"{letter.heading.zh}：{letter.answer.zh}", f"{letter.heading.en}: {letter.answer.en}")
    )
    return Template(_resource("page.html")).substitute(
        code=first.code,
        title=title,
        style=_resource("page.css").strip(),
        checked_en=" checked" if language != "zh" else "",
        checked_zh=" checked" if language == "zh" else "",
        articles="\n".join(_Article(Speech(code), letter).html() for code in ("en", "zh")),
    )


def _resource(name: str) -> str:
    return resources.files("littlegiant.cli.letters").joinpath(name).read_text(encoding="utf-8")


class _Article:
    """Writes a letter in one language; ids carry the language, for both stand in one page."""

    def __init__(self, speech: Speech, letter: Letter) -> None:
        self.speech, self.letter = speech, letter
        self.markup = Markup(speech)

    def html(self) -> str:
        """Return the article element."""
        parts = [
            self._banner(),
            self._contents(),
            *(self._section(section) for section in self.letter.sections),
        ]
        return element("article", "\n".join(parts), class_=self.speech.language, lang=self.speech.code)

    def _banner(self) -> str:
        letter = self.letter
        lines = [
            element("p", self.markup.text(letter.about), class_="about"),
            element("h1", element("bdi", self.markup.text(letter.heading))),
            element("p", f"{_ICONS[letter.outcome]} {self.markup.text(letter.answer)}", class_="answer"),
            *(element("p", self.markup.text(text)) for text in letter.lead),
        ]
        if sum(letter.counts) > 1:
            lines += [self._share(), self._legend()]
        if letter.gauge is not None:
            lines += [_gauge(letter.gauge), element("p", self.markup.text(letter.gauge.text))]
        return element("header", "\n".join(lines), class_=f"banner {letter.outcome}")

    def _counts(self) -> list[tuple[str, int]]:
        met, unmet, unknown = self.letter.counts
        return [
            (state, count) for state, count in (("unmet", unmet), ("unknown", unknown), ("met", met)) if count
        ]

    def _share(self) -> str:
        bars = "".join(
            element("span", "", class_=state, style=f"flex:{count}") for state, count in self._counts()
        )
        return element("div", bars, class_="share", aria_hidden="true")

    def _legend(self) -> str:
        items = (
            element("li", f"<b>{count}</b> {self.markup.text(STATES[state])}", class_=state)
            for state, count in self._counts()
        )
        return element("ul", "".join(items), class_="legend")

    def _contents(self) -> str:
        links = "".join(
            element("li", element("a", self.markup.text(section.title), href=f"#{self._id(section)}"))
            for section in self.letter.sections
        )
        return element("nav", element("ul", links), aria_label=self.speech(_CONTENTS))

    def _section(self, section: Section) -> str:
        name = self._id(section)
        head = element("h2", self.markup.text(section.title), id=name)
        body = "\n".join(self.markup.block(block) for block in section.blocks)
        return element("section", f"{head}\n{body}", aria_labelledby=name)

    def _id(self, section: Section) -> str:
        return f"{self.speech.language}-{section.id}"


def _gauge(gauge: Gauge) -> str:
    """Return the score as a bar: certain points full, possible ones hatched, the mark as a line."""
    most = gauge.most or 1.0
    sure = element("span", "", class_="sure", style=f"width:{_percent(gauge.low / most)}")
    width = _percent((gauge.high - gauge.low) / most)
    possible = element("span", "", class_="open", style=f"left:{_percent(gauge.low / most)};width:{width}")
    mark = (
        ""
        if gauge.mark is None
        else element("span", "", class_="mark-line", style=f"left:{_percent(gauge.mark / most)}")
    )
    return element("div", sure + possible + mark, class_="gauge", aria_hidden="true")


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.4g}%"
