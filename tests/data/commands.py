"""The commands the report shows, and what they answer when they are run."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

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


def answer(command: str, *, out: str | None = None, shape: str | None = None) -> str:
    """Run a command of the report as it stands and return what it prints; `out` and `shape` replace its output.

    Raises CalledProcessError, with what the command said, when it does not end with status 0.
    """
    data_file(PANEL)
    words = shlex.split(os.path.expandvars(command))[1:]
    if "--out" in words and (out or shape):
        at = words.index("--out")
        words[at : at + 2] = ["--out", out] if out else ["--format", shape or "json"]
    done = subprocess.run(
        [sys.executable, "-m", "littlegiant", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"{command}\nended with status {done.returncode}:\n{done.stderr}")
    return done.stdout
