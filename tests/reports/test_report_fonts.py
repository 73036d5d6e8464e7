"""The list of characters beside the fonts is what the fonts hold."""

from __future__ import annotations

import json
import subprocess
import sys

from font_coverage import coverage

from littlegiant.reports.fonts import font_folder


def test_the_list_of_characters_is_that_of_the_font_files() -> None:
    listed = json.loads((font_folder() / "coverage.json").read_text(encoding="utf-8"))
    assert listed == coverage(font_folder())


def test_the_licence_of_every_font_comes_with_it() -> None:
    texts = [path.read_text(encoding="utf-8") for path in font_folder().glob("OFL-*.txt")]
    assert len(texts) == 2
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)


def test_a_command_that_writes_no_report_loads_neither_typst_nor_the_writer_of_workbooks() -> None:
    code = (
        "import sys; from littlegiant.cli.main import run; status = run(['standards', 'diff', "
        "'cn/little-giant@2022', 'cn/little-giant@2026']); "
        "heavy = [name for name in ('typst', 'xlsxwriter', 'littlegiant.reports') if name in sys.modules]; "
        "sys.exit(status or (f'loaded: {heavy}' if heavy else 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
