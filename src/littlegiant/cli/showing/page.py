"""A standard as a page to read beside the official text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from littlegiant.cli.layout import terminal_width, wrap
from littlegiant.cli.showing.raw import pair
from littlegiant.cli.showing.record import CLOSED, standard_record
from littlegiant.cli.showing.scores import MOST, ROW, class_lines, points_lines, score_parts
from littlegiant.cli.showing.tests import test_lines
from littlegiant.cli.showing.words import (
    ADDED,
    ADDS,
    APPLIES,
    BEFORE,
    CASE,
    CLASSES,
    CONFIDENCE,
    CRITERIA,
    EVIDENCE,
    FILING,
    IN_FORCE,
    KINDS,
    MAPPING,
    NOTES,
    NOW,
    ON,
    OVERLAYS,
    PROOF,
    REACHED,
    REMARK,
    SCORE,
    SET_BY,
    SETS,
    SOURCES,
    VALIDITY,
    WAIVED,
    WAIVES,
    YEAR,
    YEARS,
)
from littlegiant.errors import Text
from littlegiant.rules.units import written_unit
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_clauses import clause_words
from littlegiant.verdicts.explanation_numbers import amount


class Page:
    """The lines of one page in one language."""

    def __init__(self, rulebook: Rulebook, language: str) -> None:
        self.rulebook = rulebook
        self.language = language
        self.columns = terminal_width()
        self.record = standard_record(rulebook)
        self.sources: dict[str, int] = {
            self._of(text): place for place, text in enumerate(self.record["sources"].values(), 1)
        }

    def text(self) -> str:
        """Return the whole page."""
        sections = (
            self._identity(),
            self._overlays(),
            self._criteria(),
            self._score(),
            self._classes(),
            self._guidance("evidence", PROOF),
            self._guidance("filing", FILING),
            self._end(),
        )
        return "\n\n".join(body for body in ("\n".join(section) for section in sections) if body)

    @property
    def colon(self) -> str:
        """Return the colon of the language, with the blank that follows it."""
        return "：" if self.language == "zh" else ": "

    @property
    def comma(self) -> str:
        """Return what stands between things in a row."""
        return "、" if self.language == "zh" else ", "

    def pick(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_language(self.language)

    def _line(self, text: str, indent: str = "") -> str:
        return wrap(text, self.columns, indent)

    def _of(self, pair: dict[str, str]) -> str:
        return pair[self.language]

    def _identity(self) -> Iterator[str]:
        record, instrument = self.record, self.record["instrument"]
        yield self._line(f"{record['id']}@{record['edition']}  {self._of(record['title'])}")
        yield self._line(self._of(record["issuer"]))
        yield self._line(f"{instrument['number']} · {self._of(instrument['title'])}")
        for span in record["in_force"]:
            words = f"{self.pick(CASE[span['case']])} {self._dates(span)} [{self._trust(span['confidence'])}]"
            yield self._line(self._titled(IN_FORCE, words))
        if record["validity_years"]:
            years = self.pick(YEAR if record["validity_years"] == 1 else YEARS).format(
                record["validity_years"]
            )
            trust = f"[{self._trust(record['validity_confidence'])}]"
            yield (
                f"{self.pick(VALIDITY)}{self.colon}{years} {trust}"
                if self.language == "zh"
                else f"{self.pick(VALIDITY)} {years} {trust}"
            )
        yield self.pick(ON).format(record["as_of"], self.pick(CASE[record["case"]]))

    def _overlays(self) -> Iterator[str]:
        if not self.record["overlays"]:
            return
        yield self.pick(OVERLAYS)
        for item in self.record["overlays"]:
            cases = self.comma.join(self.pick(CASE[case]) for case in item["cases"])
            yield self._line(f"{item['overlay']} · {item['number']} · {self._of(item['title'])}", "  ")
            applies = self.pick(APPLIES[item["applies"]])
            trust = f" [{self._trust(item['confidence'])}]" if item["confidence"] else ""
            yield self._line(
                f"{item['jurisdiction']} · {cases} · {self._dates(item)}{trust} · {applies}", "    "
            )
            yield from self._changes(item)

    def _changes(self, item: dict[str, Any]) -> Iterator[str]:
        for name, value in item["sets"].items():
            yield f"    {self._titled(SETS, f'{name} = {self._amount(value)}')}"
        if item["adds"]:
            yield self._line(self._titled(ADDS, ", ".join(item["adds"])), "    ")
        for raw in item["waives"]:
            yield self._line(self._titled(WAIVES, f"{raw['criterion']} · {self._of(raw['text'])}"), "    ")

    def _criteria(self) -> Iterator[str]:
        if not self.record["criteria"]:
            return
        yield self.pick(CRITERIA)
        for item in self.record["criteria"]:
            yield ""
            yield from self._clause(item["id"], item, "  ")
            for route in item["routes"]:
                yield from self._clause(f"{self.pick(KINDS[route['kind']])} {route['id']}", route, "      ")

    def _clause(self, title: str, item: dict[str, Any], indent: str) -> Iterator[str]:
        clause = self.pick(clause_words(item["clause"])) if item["clause"] else ""
        named = " · ".join(part for part in (title, clause) if part)
        yield self._line(
            f"{named} [{self._trust(item['confidence'])} · {self._source(item['source'])}]", indent
        )
        inner = indent + "    "
        yield self._line(self._of(item["text"]), inner)
        for line in test_lines(item["test"], self.record["case"], self.language):
            yield self._expression(line, inner)
        for name in item["thresholds"]:
            yield self._line(self._threshold(name), inner + "  ")
        if item.get("waived_by"):
            yield inner + self.pick(WAIVED).format(item["waived_by"])
        if item.get("added_by"):
            yield inner + self.pick(ADDED).format(item["added_by"])
        for remark in item["remarks"]:
            yield self._line(self._titled(REMARK, self._of(remark)), inner)
        if item["evidence"]:
            yield self._line(self._titled(EVIDENCE, self._of(item["evidence"])), inner)

    def _expression(self, line: str, indent: str) -> str:
        """Set one line of a test after a bar; deeper lines keep their own indent."""
        own = line[: len(line) - len(line.lstrip())]
        return wrap(line.strip(), self.columns, f"{indent}│ {own}")

    def _threshold(self, name: str) -> str:
        found = self.record["thresholds"][name]
        trust = f"{self._trust(found['confidence'])} · {self._source(found['source'])}"
        text = f"{name} = {self._amount(found)} [{trust}]"
        if found["set_by"]:
            text += f" · {self.pick(SET_BY).format(found['set_by'])}"
        for old in found["before"]:
            text += f" · {self.pick(BEFORE)} {self._amount(old)}"
        return text

    def _amount(self, written: dict[str, Any]) -> str:
        """Return a figure as people write it in the language of the page: 5000 万元 is CNY 50 million."""
        unit = written_unit(str(written["unit"]))
        if unit is None:
            return f"{written['value']} {written['unit']}"
        return self.pick(amount(Fraction(str(written["value"])) * unit[1], str(unit[0])))

    def _source(self, pair: dict[str, str]) -> str:
        """Return the short sign of a source; the page lists the signs at its end."""
        text = self._of(pair)
        return f"S{self.sources.setdefault(text, len(self.sources) + 1)}"

    def _score(self) -> Iterator[str]:
        score, raw = self.rulebook.score, self.record["score"]
        if score is None:
            return
        labels = self.rulebook.labels
        yield self.pick(SCORE).format(self.pick(labels["score"].text), f"{float(score.max):g}")
        for kind, part, raw_part in score_parts(score, raw):
            label = labels[f"score/{part.id}"]
            most = self.pick(MOST).format(f"{float(part.max):g}")
            trust = f"{self._trust(label.confidence)} · {self._source(pair(label.source))}"
            indent = "  " if kind == "group" else "    "
            yield self._line(f"{part.id} · {self.pick(label.text)} · {most} [{trust}]", indent)
            if kind == "indicator":
                for line in points_lines(part.points, raw_part["points"], self.rulebook, self.language):
                    yield self._expression(line, "        ")

    def _classes(self) -> Iterator[str]:
        raw = self.record["classification"]
        table = self.rulebook.classifications.get(self.record["id"])
        if raw is None or table is None:
            return
        labels = {name: self._of(raw["labels"][name]) for name in table.classes}
        listed = self.comma.join(labels[name] for name in table.classes)
        met = self.comma.join(labels[name] for name in table.classes if name in table.met)
        yield self._line(self.pick(CLASSES).format(listed, met))
        yield self._line(self.pick(REACHED))
        mapping = self.rulebook.labels[f"{self.record['id']}:class"]
        trust = f"{self._trust(mapping.confidence)} · {self._source(pair(mapping.source))}"
        yield self._line(f"{self.pick(MAPPING)} [{trust}]")
        rows = {row["row"]: row for row in raw["rows"]}
        for number, bounds in class_lines(table, raw, self.language):
            row = rows[number]
            label = self.rulebook.labels[f"{self.record['id']}:class/{number}"]
            trust = f"{self._trust(label.confidence)} · {self._source(pair(label.source))}"
            yield self._line(
                f"{self.pick(ROW).format(number)} · {self._of(row['text'])} · {', '.join(row['industries'])} [{trust}]",
                "  ",
            )
            yield self._line(bounds, "      ")

    def _guidance(self, kind: str, title: Text) -> Iterator[str]:
        found = [item for item in self.record["guidance"] if item["kind"] == kind]
        if found:
            yield self.pick(title)
        for item in found:
            facts = f"{self.comma.join(item['facts'])}{self.colon}" if item["facts"] else ""
            trust = f"{self._trust(item['confidence'])} · {self._source(item['source'])}"
            yield from self._bullets([f"{facts}{self._of(item['text'])} [{trust}]"])

    def _end(self) -> Iterator[str]:
        yield self.pick(NOTES)
        yield from self._bullets([self._of(note) for note in self.record["notes"]] + [self.pick(CLOSED)])
        yield ""
        yield self.pick(SOURCES)
        for text, number in self.sources.items():
            yield f"  S{number}  {self._line(text, '      ').lstrip()}"

    def _bullets(self, texts: Sequence[str]) -> Iterator[str]:
        for text in texts:
            yield f"  - {self._line(text, '    ').lstrip()}"

    def _titled(self, title: Text, text: str) -> str:
        return f"{self.pick(title)}{self.colon}{text}"

    def _dates(self, span: dict[str, Any]) -> str:
        return f"{span['from']} … {span.get('to') or self.pick(NOW)}"

    def _trust(self, confidence: str) -> str:
        return self.pick(CONFIDENCE[confidence])
