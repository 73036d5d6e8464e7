"""The sections on what was judged: the data, the commands, counts, the funnel, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.data.commands import ASSESS
from tests.data.judged import AS_OF, GIANT, SIZE, Judged
from tests.data.sources import DATA_FILES, PANEL, PRODUCTS, PROJECT_FILES, ROOT, data_file, sha256

from littlegiant.facts.dictionary import load_dictionary


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a Markdown table whose numbers stand on the right."""
    body = [[str(cell) for cell in row] for row in rows]
    right = [all(_is_number(row[place]) for row in body) for place in range(len(head))]
    rule = ["---:" if number else "---" for number in right]
    return [_line(head), _line(rule), *(_line(row) for row in body), ""]


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").isdigit() or cell == "–"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def fenced(lines: Iterable[str], language: str = "") -> list[str]:
    """Return lines as a block of code."""
    return [f"```{language}", *lines, "```", ""]


def the_data(rows: int, firms: int) -> list[str]:
    """Say what the data is, on which terms it is used, and which files exactly were read."""
    return [
        "## The data, and its terms",
        "",
        f"The panel (`{PANEL}`) holds {rows:,} firm-years of {firms} listed Chinese machinery makers, 2000 to 2017, "
        "one row per firm and year, amounts in yuan. Source: repository gzerokang/dppbar, commit da3a22e, which took "
        f"it from a commercial feed. The product lines (`{PRODUCTS}`) come from liuhuanyong/ChainKnowledgeGraph "
        "and SOVLOOKUP/ChainKnowledgeGraph-sql.",
        "",
        "Both are used for local validation only. They are **not part of this repository**: the tests and this report "
        "find them in the folder that `LITTLEGIANT_DATA` names. Only sums are published here, and one firm's letter at "
        "the end as an example.",
        "",
        *table(
            ("file read", "SHA-256"),
            [(f"`{name}` (outside)", f"`{sha256(data_file(name))}`") for name in DATA_FILES]
            + [(f"`{name}`", f"`{sha256(ROOT / name)}`") for name in PROJECT_FILES],
        ),
    ]


def the_commands() -> list[str]:
    """Show the commands; the tests run them as they stand here."""
    return [
        "## The commands",
        "",
        f"The year judged is 2017: the last completed fiscal year on {AS_OF}.",
        "",
        *fenced([ASSESS[SIZE], "", ASSESS[GIANT]], "sh"),
        f"`{SIZE}` was in force on that day. `{GIANT}` was not: naming it forces it, and the command says so on "
        "standard error. What follows is therefore a thought experiment (firms of 2017 under the wording of 2022), "
        "not a reconstruction of any selection.",
        "",
    ]


def the_sizes(sized: Judged) -> list[str]:
    """Count the size classes."""
    outcomes, classes = sized.outcomes(), sized.classes()
    return [
        f"## Size: `{SIZE}`",
        "",
        f"{len(sized.verdicts)} firms: {outcomes['met']} SMEs (met), {outcomes['unmet']} large (unmet), "
        f"{outcomes['unknown']} unknown. Cells at fault: {sized.faults}.",
        "",
        *table(
            ("class", "firms"),
            [(name, classes[name]) for name in ("micro", "small", "medium", "large")],
        ),
        "The row of the size table is that of industry, since all groups of the panel are manufacturing. Head count "
        "is known for 2017 only, which is the year that counts here.",
        "",
    ]


def the_funnel(giants: Judged) -> list[str]:
    """Count every criterion, and what is left after each in the order of the clauses."""
    stages = giants.funnel([item.id for item in giants.rulebook.criteria])
    entries = {item.id: item.entry for item in giants.rulebook.criteria}
    outcomes = giants.outcomes()
    rows = [
        (
            entries[stage.criterion].clause,
            f"`{stage.criterion}`",
            entries[stage.criterion].text.en,
            stage.met,
            stage.unmet,
            stage.unknown,
            stage.possible,
            len(giants.verdicts) - stage.possible,
        )
        for stage in stages
    ]
    head = ("clause", "id", "criterion", "met", "unmet", "unknown", "still possible", "ruled out")
    return [
        f"## Little giant: `{GIANT}`, the funnel",
        "",
        f"{len(giants.verdicts)} firms: {outcomes['met']} met, {outcomes['unmet']} unmet, {outcomes['unknown']} "
        f"unknown. Cells at fault: {giants.faults}.",
        "",
        "In the order of the clauses. *Still possible* counts the firms with no criterion unmet so far, *ruled out* "
        "those decided (unmet) so far; both are final, whatever the missing facts turn out to be. No firm is decided "
        f"as met: {stages[0].certain} firms meet the first clause for certain and {stages[-1].certain} meet all, "
        "because the panel says nothing of most clauses. What it says nothing of is unknown, never unmet.",
        "",
        *table(head, rows),
        *_decidable_only(giants),
    ]


def _decidable_only(giants: Judged) -> list[str]:
    names = [
        item.id
        for item in giants.rulebook.criteria
        if giants.counts(item.id)["unknown"] < len(giants.verdicts)
    ]
    stages = giants.funnel(names)
    parts = [f"{len(giants.verdicts)} firms"]
    parts += [f"{stage.certain} after `{stage.criterion}`" for stage in stages]
    return [
        f"The panel decides {len(names)} of the {len(giants.rulebook.criteria)} criteria. Counting only these, certain "
        f"on both sides: {' → '.join(parts)}. These {stages[-1].certain} firms are those left open above.",
        "",
    ]


def the_missing(giants: Judged) -> list[str]:
    """List the facts that could still change an outcome, and for how many firms."""
    counts = giants.missing()
    asked = sum(bool(found["missing"]) for found in giants.verdicts.values())
    rows = [(f"`{fact}`", _label(fact), count) for fact, count in counts.most_common()]
    return [
        "## What is missing",
        "",
        f"Facts the panel does not have and that could still change the outcome (`missing` of the verdicts), over the "
        f"{asked} undecided firms, the most decisive first. Of a firm already ruled out nothing is asked.",
        "",
        *table(("fact", "meaning", "firms"), rows),
        "Where a fact matters for few firms only, it is because the R&D condition depends on last year's revenue: "
        "below 50 million yuan it asks for new equity and R&D staff, above for R&D expense alone.",
        "",
    ]


def _label(column: str) -> str:
    found = load_dictionary().of_column(column)
    if found is None:
        return ""
    fact, year = found
    return fact.label.en if year is None else f"{fact.label.en}, {year}"
