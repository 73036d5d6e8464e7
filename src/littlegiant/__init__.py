"""Recognition standards for specialised small and medium enterprises, as dated files that a machine runs.

>>> import littlegiant as lg
>>> standard = lg.standard("cn/little-giant", as_of="2026-05-01", case="new")
>>> verdicts = lg.assess("firms.csv", standard)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from littlegiant.api import Several, Standard, Verdicts, assess, diff, explain, standard
    from littlegiant.api.asking import Asking, ask
    from littlegiant.api.planning import Goal, plan
    from littlegiant.errors import LittleGiantError

__all__ = [
    "Asking",
    "Goal",
    "LittleGiantError",
    "Several",
    "Standard",
    "Verdicts",
    "__version__",
    "ask",
    "assess",
    "diff",
    "explain",
    "plan",
    "standard",
]

# Where each public name lives; nothing is imported before it is asked for, so that `import littlegiant` is quick.
_HOMES = {
    "Asking": "littlegiant.api.asking",
    "Goal": "littlegiant.api.planning",
    "LittleGiantError": "littlegiant.errors",
    "Several": "littlegiant.api",
    "Standard": "littlegiant.api",
    "Verdicts": "littlegiant.api",
    "ask": "littlegiant.api.asking",
    "assess": "littlegiant.api",
    "diff": "littlegiant.api",
    "explain": "littlegiant.api",
    "plan": "littlegiant.api.planning",
    "standard": "littlegiant.api",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "__version__":
        return import_module("importlib.metadata").version("littlegiant")
    raise AttributeError(f"module 'littlegiant' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
