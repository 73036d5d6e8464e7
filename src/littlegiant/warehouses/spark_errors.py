"""What went wrong with Spark, in words: the package, Java, the cluster, the path, the query."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text

OLDEST_JAVA = 17
CAUSE = re.compile(r"^(?:\[[A-Z_.]+\]|[\w.$]+(?:Exception|Error):)\s*", re.MULTILINE)


def no_package() -> LittleGiantError:
    """Say that PySpark is not installed."""
    return LittleGiantError(
        "engine.no-driver",
        Text(
            "--engine spark 需要 pyspark，本机没有安装。",
            "--engine spark needs pyspark, which is not installed.",
        ),
        Text("请运行 pip install 'littlegiant[spark]'。", "Run pip install 'littlegiant[spark]'."),
    )


def demand_java() -> None:
    """Refuse to start where Spark would find no Java: by JAVA_HOME, which wins, else on the PATH."""
    home = os.environ.get("JAVA_HOME")
    if home:
        if not os.access(Path(home) / "bin" / "java", os.X_OK):
            raise _no_java(Text(f"JAVA_HOME={home} 里没有 bin/java", f"JAVA_HOME={home} holds no bin/java"))
    elif shutil.which("java") is None:
        raise _no_java(Text("PATH 上没有 java", "there is no java on the PATH"))


def not_started(master: str, why: str) -> LittleGiantError:
    """Say why Spark did not start."""
    return LittleGiantError(
        "spark.not-started",
        Text(f"Spark（{master}）没有启动：{why}", f"Spark ({master}) did not start: {why}"),
        Text(
            f"需要 Java {OLDEST_JAVA} 或更新；集群地址写作 spark://主机:7077，其版本须与 pyspark 一致。",
            f"It needs Java {OLDEST_JAVA} or newer; a cluster reads spark://host:7077 and has the version of pyspark.",
        ),
    )


def no_such_table(place: str, why: str) -> LittleGiantError:
    """Say that nothing that Spark can read lies at a path."""
    return LittleGiantError(
        "table.missing-file",
        Text(f"Spark 读不了 {place}：{why}", f"Spark cannot read {place}: {why}"),
        Text(
            "应为 Parquet 文件或目录（可分区）、CSV 文件或目录；集群上要用各节点都能访问的地址，如 hdfs:// 或 s3a://。",
            "Name a Parquet file or folder (partitioned or not), or CSV; on a cluster an address that every node can "
            "read, such as hdfs:// or s3a://.",
        ),
    )


def query_failed(why: str) -> LittleGiantError:
    """Say what Spark said of a query."""
    return LittleGiantError(
        "spark.query-failed",
        Text(f"Spark 未能完成计算：{why}", f"Spark could not complete the query: {why}"),
        Text(
            "请检查磁盘空间和内存（SPARK_DRIVER_MEMORY）；表在计算期间被改动也会如此。",
            "Check the room on its disks and its memory (SPARK_DRIVER_MEMORY); a table that changes meanwhile does "
            "this too.",
        ),
    )


def place_exists(place: str) -> LittleGiantError:
    """Refuse to write over what is there."""
    return LittleGiantError(
        "output.place-exists",
        Text(f"{place} 已存在，不会覆盖。", f"{place} exists already; it is never written over."),
        Text("请写另一个目录，或先删除它。", "Name another folder, or remove this one first."),
    )


def first_line(error: object) -> str:
    """Return what a Java error says, without its stack."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next(
        (line for line in lines if "Exception" in line or line.startswith("[")), lines[0] if lines else "?"
    )
    return CAUSE.sub("", told)[:300]


def _no_java(why: Text) -> LittleGiantError:
    return LittleGiantError(
        "spark.no-java",
        Text(f"--engine spark 需要 Java：{why.zh}。", f"--engine spark needs Java: {why.en}."),
        Text(
            f"请安装 Java {OLDEST_JAVA}（Debian：apt-get install openjdk-17-jre-headless），或改正 JAVA_HOME。",
            f"Install Java {OLDEST_JAVA} (on Debian: apt-get install openjdk-17-jre-headless), or correct JAVA_HOME.",
        ),
    )
