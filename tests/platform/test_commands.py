"""The commands of the platform: check names the broken link, and what is missing is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def _run(state: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    }
    return subprocess.run(
        [sys.executable, "-m", "littlegiant", *words],
        env={**kept, "LITTLEGIANT_STATE": str(state), "LC_ALL": "C.UTF-8", **environment},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _django(state: Path, *words: str) -> None:
    environment = {
        **os.environ,
        "LITTLEGIANT_STATE": str(state),
        "DJANGO_SETTINGS_MODULE": "littlegiant_platform.settings.base",
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run(
        [sys.executable, "-m", "django", *words],
        env=environment,
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_check_verifies_the_journal_and_names_the_link_that_was_broken(tmp_path: Path) -> None:
    _django(tmp_path, "migrate")
    make = (
        "from django.db import transaction; from littlegiant_platform.core.journal import *;"
        "from littlegiant_platform.core.actor import system\n"
        "with transaction.atomic(): record_all([Act('a.b', f'x:{n}') for n in range(4)], system('test'))"
    )
    _django(tmp_path, "shell", "-c", make)
    done = _run(tmp_path, "check")
    assert done.returncode == 0 and "4 entries" in done.stdout
    spoil = (
        "from django.db import connection as c; from littlegiant_platform.core.append_only import drop_triggers\n"
        "drop_triggers(c); c.cursor().execute(\"UPDATE core_entry SET actor = 'x' WHERE sequence = 3\")"
    )
    _django(tmp_path, "shell", "-c", spoil)
    done = _run(tmp_path, "check", "--lang", "zh")
    assert done.returncode == 1 and "第 3 条" in done.stdout


def test_a_database_that_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = _run(tmp_path, "check")
    assert done.returncode == 2 and "make run" in done.stderr and "Traceback" not in done.stderr
    away = _run(tmp_path, "check", DATABASE_URL="postgresql://127.0.0.1:1/none")
    assert away.returncode == 2 and "Traceback" not in away.stderr


def test_a_port_that_is_none_is_told(tmp_path: Path) -> None:
    done = _run(tmp_path, "serve", "--port", "x")
    assert done.returncode == 2 and "65535" in done.stderr
