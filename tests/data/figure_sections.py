"""The sections on the figure: step by step, other readings, and what neither shows."""

from __future__ import annotations

from tests.data import readings
from tests.data.figure import STATED, Shares, Step, engine_steps, judge_stand_in, steps
from tests.data.judged import Judged
from tests.data.panel import LAST_YEAR, Firm, stated_shares
from tests.data.sections import table

SHELL_STAFF = 20


def the_figure(firms: dict[str, Firm], sized: Judged) -> list[str]:
    """Reproduce the figure, and say what it hangs on and where it is not the standard."""
    shares = stated_shares()
    found = steps(firms.values(), shares)
    return [
        "## A figure, reproduced",
        "",
        f"The notes beside the data state five numbers for fiscal year {LAST_YEAR}, by plain arithmetic. Here they are "
        "computed twice from the same files: with Python's `csv` and `Fraction`, and with this engine as far as the "
        "standard has the condition. The two share no arithmetic.",
        "",
        *_comparison(firms, sized, found),
        *_other_readings(firms, shares),
        *_nearness(firms, shares),
        *_not_the_standard(firms),
        *_product_lines(firms, shares, found),
    ]


def _comparison(firms: dict[str, Firm], sized: Judged, found: list[Step]) -> list[str]:
    engine = engine_steps(sized, judge_stand_in(firms.values()), firms)
    rows = [
        (step.text, STATED[step.id], len(step.left), engine.get(step.id, "–"), _verdict(step, engine))
        for step in found
    ]
    same = all(row[-1] == "yes" for row in rows)
    return [
        *table(
            ("condition, each on the firms left", "stated", "plain arithmetic", "engine", "reproduced"), rows
        ),
        ("All five numbers are reproduced. " if same else "**Not every number is reproduced.** ")
        + "The engine has no column for the last step, because no criterion asks for it; for the mark of 100 million "
        "yuan the firms are taken from the panel directly, and for growth it judges the stand-in described below. "
        "Size class, debt and growth agree with plain arithmetic on every one of the firms, not only in sum.",
        "",
    ]


def _verdict(step: Step, engine: dict[str, int]) -> str:
    numbers = {STATED[step.id], len(step.left), engine.get(step.id, len(step.left))}
    return "yes" if len(numbers) == 1 else "**no**"


def _other_readings(firms: dict[str, Firm], shares: Shares) -> list[str]:
    rows = [(item.text, *item.left) for item in readings.other_readings(list(firms.values()), shares)]
    return [
        "### What it hangs on",
        "",
        "One condition at a time read differently, the rest as stated:",
        "",
        *table(("reading", "SME", "revenue", "growth", "debt", "top product"), rows),
    ]


def _nearness(firms: dict[str, Firm], shares: Shares) -> list[str]:
    return [
        "The panel's amounts are rounded to ten digits or to the yuan, its head counts are whole. No firm comes so near to "
        "a mark that the rounding could decide; one head count is exactly on it.",
        "",
        *table(("mark", "nearest of all firms"), readings.nearest(list(firms.values()), shares)),
    ]


def _not_the_standard(firms: dict[str, Firm]) -> list[str]:
    differ, larger, of_firms, last = readings.main_differs(firms.values())
    total = sum(len(firm.revenue) for firm in firms.values())
    return [
        "### Where this figure is not the standard",
        "",
        "- **Growth.** The standard asks for the growth of *main-business* revenue. The panel's 主营业务收入 equals its "
        f"营业收入 in {total - differ:,} of {total:,} rows; in the other {differ} ({of_firms} firms, {last} rows of "
        f"{LAST_YEAR}) it is larger in {larger}, so it cannot be a part of it. The figure lets growth of total revenue "
        "stand in. The mapping leaves the column out, and `growth` and `main_share` are unknown in the funnel.",
        "- **Top product.** The largest product line's share of revenue is no share of the main business: a firm with "
        "two equal products of one business fails it, a firm whose one product is outside its registered business "
        "passes. The 70 % of the standard are those of the main business.",
        "- **100 million yuan.** In this edition it is no criterion: it only chooses the band of the R&D condition.",
        "- **The mean of two yearly rates** is itself a reading of the standard that is marked unconfirmed.",
        "",
    ]


def _product_lines(firms: dict[str, Firm], shares: Shares, found: list[Step]) -> list[str]:
    lines = readings.lines_of(firms, shares)
    left = {step.id: step.left for step in found}
    before, after = left["debt"], left["product"]
    staff = [firms[code].employees for code in after]
    shells = sum(count is not None and count < SHELL_STAFF for count in staff)
    return [
        "### What the product lines can bear",
        "",
        f"{lines.lines:,} lines of {lines.codes:,} codes, undated and from several reports: {lines.star_codes} of the "
        "codes are of the STAR market, which opened in 2019. Codes are written `NNNNNNSH` there and `NNNNNN.SH` in the "
        f"panel. {lines.placeholders:,} lines carry the placeholder 0.001, {lines.zero} are zero, {lines.negative} "
        f"negative, {lines.above_one} above 1; of each code the largest share in (0.0011, 1] is taken. "
        f"{lines.firms_without_lines} firms of the panel have no line at all and {lines.firms_without_share} no such "
        f"share; of the {len(before)} firms of the last step but one, {sum(code not in shares for code in before)}.",
        "",
        f"The last number is weak all the same. Of the {len(before)} firms the lines of "
        f"{readings.mixed(before, shares)} add up to more than {float(readings.ONE_BREAKDOWN)}, and so do "
        f"{readings.mixed(after, shares)} of the {len(after)} that pass: years, ways of breaking revenue down, and lines "
        "inside lines are mixed, and the largest share of any of them was taken. A product of a later year can carry a firm over a mark "
        f"for {LAST_YEAR}. Firms with fewer than {SHELL_STAFF} staff among those that pass: {shells}. These conditions "
        "keep no shell company out.",
        "",
    ]


def what_is_not_shown() -> list[str]:
    """Say what a reader must not take from these numbers."""
    return [
        "## What these figures do not show",
        "",
        "- Nothing about who is, was or should be a little giant. No official list was used, and a firm that is still "
        "possible here is one about which most is unknown.",
        "- Nothing about SMEs at large: every firm is listed, most are large, and each has rows for 2014 to 2017, so "
        "that what was delisted before is not in the panel.",
        "- Nothing about groups and their parts. The standard looks at the applying enterprise; the amounts of a "
        "listed company are probably those of its whole group, which the panel does not say.",
        "- Nothing about R&D. `开发支出` is capitalised development on the balance sheet, not R&D expense, and is not "
        "used.",
        "- Industry is read from seven group names, which is enough for the size table's row of industry and for "
        "nothing finer. Head count is that of 2017.",
        "- The editions are encoded from sources of stated, limited confidence; see `littlegiant standards show`.",
        "",
    ]
