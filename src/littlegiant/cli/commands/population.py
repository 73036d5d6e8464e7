"""`littlegiant population`: a synthetic country to try things on."""

from __future__ import annotations

import re
import time
from pathlib import Path

from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.options import QUIET
from littlegiant.errors import LittleGiantError, Text

FIRMS = Option(
    "--firms",
    Text("多少家企业；全国约52000000家", "how many enterprises; the country has about 52000000"),
    metavar="N",
    sample="52000000",
    required=True,
)
SEED = Option(
    "--seed",
    Text(
        "随机种子：同一种子和家数总得到同样的企业",
        "the seed: the same one and number of firms always give the same firms",
    ),
    metavar="S",
    default="1",
    sample="1",
)
OUT = Option(
    "--out",
    Text(
        "写到这个新目录（按省分区的 Parquet）；要么完整写出，要么不写",
        "write to this new folder (Parquet by province); whole or not at all",
    ),
    metavar="DIR",
    sample="country",
    required=True,
)
DETAILS = Text(
    "合计数（省份、行业门类、规模、称号）依照公开数据，来源与可信程度见 docs/population.md；单家企业全部是随机生成的，不对应任何"
    "真实企业，每一行和每个文件都标明 synthetic。写出的目录可直接交给 assess、simulate 和 standards diff --table。",
    "Totals (by province, section, size and title) follow published ones; docs/population.md has their sources and how far "
    "they are confirmed. Each single firm is drawn at random and stands for no real one; every row and every file is marked "
    "synthetic. The folder can be given to assess, simulate and standards diff --table as it is.",
)
WORK = Text("生成中", "drawing firms")
LARGEST_SEED = 2**63 - 1


def run(call: Call) -> int:
    """Write the country and tell on standard error how large it is."""
    from littlegiant.population.country import MOST_FIRMS, Country
    from littlegiant.tables.progress import Progress

    started = time.monotonic()
    firms = _number(call, "firms", 1, MOST_FIRMS)
    seed = _number(call, "seed", 0, LARGEST_SEED)
    out = Path(call.required("out"))
    with Progress(WORK, call.language) as progress:
        written = Country(firms, seed).write(out, advance=progress.advance)
    if not call.flag("quiet"):
        seconds = time.monotonic() - started
        call.note(
            Text(
                f"已写入 {out}：{firms:,}家合成企业，{written / 1e6:,.1f} MB，用时{seconds:.1f}秒",
                f"written to {out}: {firms:,} synthetic {'firm' if firms == 1 else 'firms'}, {written / 1e6:,.1f} MB in {seconds:.1f} s",
            )
        )
    return 0


def _number(call: Call, key: str, least: int, most: int) -> int:
    written = call.required(key)
    if re.fullmatch(r"[0-9]{1,30}", written) and least <= int(written) <= most:
        return int(written)
    sample = {"firms": "52000000", "seed": "1"}[key]
    raise LittleGiantError(
        "call.value",
        Text(
            f"--{key} “{written}”应为{least}至{most}之间的整数。",
            f"--{key} {written!r} should be a whole number from {least} to {most}.",
        ),
        Text(f"例如 --{key} {sample}。", f"Write for example --{key} {sample}."),
    )


COMMAND = Command(
    words=("population",),
    summary=Text(
        "生成一个合成的国家：一张可以试用的全国企业表，不含真实企业",
        "make a synthetic country: a table of firms to try things on, none of them real",
    ),
    run=run,
    options=(FIRMS, SEED, OUT, QUIET),
    examples=(
        "littlegiant population --firms 52000000 --seed 1 --out country",
        "littlegiant population --firms 20000 --out small",
    ),
    details=DETAILS,
)
