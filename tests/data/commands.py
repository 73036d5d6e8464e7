"""The commands the report shows, and what they answer when they are run."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence

from tests.data.judged import AS_OF, GIANT, SIZE
from tests.data.sources import MAPPING, PANEL, ROOT, data_file

# One firm of the panel, by its public stock code, to show what a letter looks like.
EXAMPLE = "300445.SZ"
_TABLE = f'"$LITTLEGIANT_DATA/{PANEL}" --map {MAPPING}'
ASSESS = {
    SIZE: f"littlegiant assess {_TABLE} --standard {SIZE} --as-of {AS_OF} --out sme-size-2017.xlsx",
    GIANT: f"littlegiant assess {_TABLE} --standard {GIANT} --as-of {AS_OF} --out little-giant-2017.xlsx",
}
EXPLAIN = {
    language: (
        f"littlegiant explain {_TABLE} --id {EXAMPLE} --standard {GIANT} --as-of {AS_OF} --lang {language}"
    )
    for language in ("en", "zh")
}
PLAN = f"littlegiant plan {_TABLE} --id {EXAMPLE} --standard {GIANT} --as-of {AS_OF} --lang en"


def answer(command: str, *, instead: Sequence[str] = ()) -> str:
    """Run a command of the report and return what it prints; `instead` stands in for its `--out FILE`.

    Raises RuntimeError, with what the command said, when it does not end with status 0.
    """
    data_file(PANEL)
    words = shlex.split(os.path.expandvars(command))[1:]
    if instead:
        at = words.index("--out")
        words[at : at + 2] = instead
    done = subprocess.run(
        [sys.executable, "-m", "littlegiant", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"{command}\nended with status {done.returncode}:\n{done.stderr}")
    return done.stdout
