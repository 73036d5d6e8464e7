"""Says in both languages what a library or the system says in English only.

What is not known here keeps its own words, in brackets after a whole sentence.
"""

from __future__ import annotations

import errno
import os
import re

from littlegiant.errors import Text

SYSTEM = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EISDIR: "这是一个目录",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件过大",
    errno.EROFS: "磁盘为只读",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ELOOP: "符号链接绕成一圈",
    errno.EMFILE: "打开的文件过多",
    errno.ENFILE: "打开的文件过多",
    errno.EBUSY: "文件正被占用",
    errno.ETXTBSY: "文件正被占用",
    errno.EIO: "磁盘读写出错",
    errno.ENXIO: "设备不存在",
    errno.ENODEV: "设备不存在",
    errno.EPIPE: "管道已关闭",
    errno.EINVAL: "系统不接受这个名称或操作",
    errno.ENOMEM: "内存不足",
}
# What libraries say, each by a part of it, with what to say instead.
KNOWN: tuple[tuple[str, Text], ...] = (
    (r"not a zip file|magic number|invalid Zip archive|EOCD|central directory", Text("不是完整的 XLSX 文件", "it is no whole XLSX file")),
    (r"Bad CRC-32|invalid checksum|[Dd]ecompress|corrupt deflate|inflate|zlib|[Zz]std|Invalid (?:block|stored|distance|code|bit)", Text("压缩的数据已损坏", "its compressed data is damaged")),
    (r"password|encrypted", Text("文件有密码", "it has a password")),
    (r"compression (?:method|type)|Compression method", Text("用了不支持的压缩方法", "it is compressed by a method that is not supported")),
    (r"File not found '([^']+)'|no item named '?([^']+)'?", Text("工作簿中缺少 {0}", "the workbook lacks its part {0}")),
    (r"[Xx]ml|XML|not closed|ill-formed|well-formed|end of input|mismatched tag|no element found", Text("工作簿中的 XML 有误", "the XML in the workbook is wrong")),
    (r"damaged workbook", Text("工作簿已损坏", "the workbook is damaged")),
    (r"unexpected end of data", Text("有引号直到文件末尾都没有闭合", "a quote is open until the end of the file")),
    (r"expected after '\"'", Text("闭合的引号后面应为分隔符", "a delimiter is expected after the closing quote")),
    (r"too small to be a Parquet|No magic bytes|magic bytes|Invalid Parquet|[Ff]ooter|[Tt]hrift|TProtocol|Parquet reader", Text("Parquet 文件不完整或已损坏", "the Parquet file is damaged or not complete")),
    (r"[Oo]ut of [Mm]emory|failed to (?:allocate|pin|offload)", Text("内存或临时目录的磁盘空间不足", "memory, or the room for temporary files, is used up")),
    (r"No space left", Text("磁盘已满", "the disk is full")),
    (r"Permission denied", Text("没有权限", "permission is denied")),
    (r"No such file|No files found|does not exist", Text("没有这个文件", "there is no such file")),
    (r"[Mm]ismatch|schema", Text("各个 Parquet 文件的列不一致", "the columns of the Parquet files differ")),
    (r"null (?:byte|character)", Text("路径中有空字符", "the path holds a NUL character")),
)  # fmt: skip
YAML: tuple[tuple[str, str], ...] = (
    (r"character '\\t' that cannot start", "缩进用了制表符，应为空格"),
    (r"cannot start any token", "有不能出现在这里的字符"),
    (r"mapping values are not allowed", "这里不应再有冒号"),
    (r"could not find expected ':'", "缺少冒号"),
    (r"expected <block end>", "缩进不一致"),
    (r"expected ',' or '[\]}]'|expected the node content|expected <document start>", "括号没有闭合或多余"),
    (r"found unexpected end of stream|unexpected end", "引号没有闭合"),
    (r"special characters are not allowed|unacceptable character", "有不可见的控制字符"),
    (r"undefined alias", "引用了没有定义的锚点"),
    (r"escape", "双引号内的反斜杠写法有误"),
    (r"nesting too deep", "嵌套过深"),
    (r"duplicate anchor", "锚点重复"),
)


def of_system(error: OSError) -> Text:
    """Say what the system refused, by its number."""
    english = error.strerror or str(error)
    if error.errno is None:
        return of_library(english)
    return Text(zh=SYSTEM.get(error.errno, f"系统报错（原始信息：{english}）"), en=os.strerror(error.errno))


def of_library(detail: str) -> Text:
    """Say what a library complains of; in English its own words stay where they say more."""
    for pattern, text in KNOWN:
        found = re.search(pattern, detail)
        if found is not None:
            parts = [part for part in found.groups() if part]
            return Text(zh=text.zh.format(*parts), en=f"{text.en.format(*parts)} ({detail})")
    return Text(zh=f"无法处理其内容（原始信息：{detail}）", en=detail)


def of_yaml(problem: str) -> Text:
    """Say what is wrong with the form of a YAML file."""
    for pattern, zh in YAML:
        if re.search(pattern, problem):
            return Text(zh=zh, en=problem)
    return Text(zh=f"写法有误（原始信息：{problem}）", en=problem)


def reason(error: BaseException) -> Text:
    """Say in both languages what an exception says."""
    if isinstance(error, OSError):
        return of_system(error)
    if isinstance(error, UnicodeDecodeError):
        return Text(
            zh=f"第 {error.start + 1} 个字节起不是 {error.encoding.upper()} 文本",
            en=f"it is not {error.encoding.upper()} text from byte {error.start + 1} on",
        )
    return of_library(first_line(error))


def first_line(error: BaseException) -> str:
    """Return the first line of an error's text, without the class DuckDB puts before it."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].removeprefix("Invalid Input Error: ").removeprefix("IO Error: ")
