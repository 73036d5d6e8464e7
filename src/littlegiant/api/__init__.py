"""What Python programs call: choose a standard, judge a table, explain one enterprise, plan, compare two editions."""

from littlegiant.api.assessment import Verdicts, assess
from littlegiant.api.differing import diff
from littlegiant.api.interactive import explain, judge_row
from littlegiant.api.planning import Goal, plan
from littlegiant.api.several import Several
from littlegiant.api.standard import Standard, standard

__all__ = [
    "Goal",
    "Several",
    "Standard",
    "Verdicts",
    "assess",
    "diff",
    "explain",
    "judge_row",
    "plan",
    "standard",
]
