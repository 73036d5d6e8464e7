"""What a library or the system says in English is told in Chinese to whoever reads Chinese."""

from __future__ import annotations

import errno
import os
import re
import zipfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from littlegiant.errors import LittleGiantError
from littlegiant.tables import load_mapping, read_table
from littlegiant.tables.atomic import replacing
from littlegiant.tables.wording import SYSTEM, of_library, of_system, of_yaml

# Three English words in a row are a sentence of somebody else.
ENGLISH = re.compile(r"[A-Za-z']+(?: [A-Za-z']+){2,}")
# What is read between: names of files, and words of the library after a whole sentence.
QUOTED = re.compile(r"/\S*|（原始信息：.*?）", re.DOTALL)


def says_in_chinese(error: LittleGiantError) -> bool:
    text = QUOTED.sub("", error.in_language("zh"))
    return not ENGLISH.search(text) and "codec" not in text


@pytest.mark.parametrize("number", SYSTEM)
def test_what_the_system_refuses_is_said_by_its_number(number: int) -> None:
    told = of_system(OSError(number, os.strerror(number)))
    assert told.zh == SYSTEM[number] and told.en == os.strerror(number)


def test_what_is_not_known_keeps_its_own_words_after_a_chinese_sentence() -> None:
    told = of_library("the flux is not aligned")
    assert told.en == "the flux is not aligned"
    assert told.zh == "无法处理其内容（原始信息：the flux is not aligned）"
    assert of_system(OSError(errno.EXDEV, "Invalid cross-device link")).zh.startswith("系统报错（原始信息：")
    assert of_yaml("some new complaint").zh == "写法有误（原始信息：some new complaint）"


@pytest.mark.parametrize(
    ("detail", "zh"),
    [
        ("unexpected end of data", "有引号直到文件末尾都没有闭合"),
        ("',' expected after '\"'", "闭合的引号后面应为分隔符"),
        ("File is not a zip file", "不是完整的 XLSX 文件"),
        ("File not found '_rels/.rels'", "工作簿中缺少 _rels/.rels"),
        ("Error -3 while decompressing data: invalid block type", "压缩的数据已损坏"),
        ("Failed to read file: Snappy decompression failure", "压缩的数据已损坏"),
        ("ZSTD Decompression failure", "压缩的数据已损坏"),
    ],
)
def test_what_libraries_often_say_is_known(detail: str, zh: str) -> None:
    assert of_library(detail).zh == zh


@pytest.mark.parametrize(
    "content",
    [b"a:\n\tb: c\n", b"a: [\n", b"a: b: c\n", b'a: "\n', b"id: \xff\n", b"a: *x\n", b"a: @x\n", b'a: "\\q"\n', b"a: {b: c\n", b"a: b\n c\nd\n", b"a: \x01\n"],
)  # fmt: skip
def test_a_broken_mapping_file_is_told_in_chinese(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(content)
    with pytest.raises(LittleGiantError) as error:
        load_mapping(path)
    assert says_in_chinese(error.value) and "原始信息" not in error.value.in_language("zh")


def broken_files(folder: Path) -> dict[str, Path]:
    pq.write_table(pa.table({"id": [f"f{n}" for n in range(9999)]}), folder / "whole.parquet")
    whole = (folder / "whole.parquet").read_bytes()
    contents = {
        "cut.parquet": whole[: len(whole) // 2],
        "scratched.parquet": whole[:100] + b"\x55" * 900 + whole[1000:],
        "marks.parquet": b"PAR1abcPAR1",
        "start.xlsx": b"PK\x03\x04abc",
        "quote.csv": b'id,name\na,"x\nb,y\n',
        "after.csv": b'id,name\na,"x"y\n',
        "bytes.csv": b"id,name\na,\xff\xff\n",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "other.xlsx", "w") as parts:
        parts.writestr("a.xml", "<a/>")
    return {name: folder / name for name in (*contents, "other.xlsx")}


def test_a_broken_table_is_told_in_chinese(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    for name, path in broken_files(tmp_path).items():
        with pytest.raises(LittleGiantError) as error:
            table = read_table(path, connection=connection)
            connection.execute(f"SELECT * FROM {table.relation}").fetchall()
        assert says_in_chinese(error.value), (name, error.value.in_language("zh"))
        assert error.value.next_step is not None


def test_what_cannot_be_written_is_told_with_its_name_the_reason_and_the_next_step(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "x.csv", tmp_path, Path("/dev/full")):
        with pytest.raises(LittleGiantError) as error, replacing(path) as place, place.open("w") as out:
            out.write("x" * 100_000)
        assert error.value.code == "output.unwritable" and says_in_chinese(error.value)
        assert str(path) in error.value.message.zh and error.value.next_step is not None
