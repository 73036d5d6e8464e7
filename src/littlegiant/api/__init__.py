"""What Python programs call: choose a standard, judge a table, explain one enterprise, compare two editions.

Plans are in `littlegiant.api.planning`, whose solver takes a third of a second to load.
"""

from littlegiant.api.assessment import Verdicts, assess
from littlegiant.api.differing import diff
from littlegiant.api.interactive import explain, judge_row
from littlegiant.api.several import Several
from littlegiant.api.standard import Standard, standard

__all__ = ["Several", "Standard", "Verdicts", "assess", "diff", "explain", "judge_row", "standard"]
