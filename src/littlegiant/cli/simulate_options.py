"""The options of `littlegiant simulate`."""

from __future__ import annotations

from littlegiant.cli.command import Option
from littlegiant.errors import Text

SET = Option(
    "--set",
    Text(
        "改一个阈值，如 debt_ceiling=80%；可写多次。不写单位时为元、小数或个数",
        "another value for a threshold, as in debt_ceiling=80%; may be repeated. Without a unit: yuan, a fraction or a count",
    ),
    metavar="THRESHOLD=VALUE",
    sample="debt_ceiling=80%",
    many=True,
)
DROP = Option(
    "--drop",
    Text("不再考查一个条件；可写多次", "leave a criterion out; may be repeated"),
    metavar="CRITERION",
    sample="development_score",
    many=True,
)
ADD = Option(
    "--add",
    Text(
        '新增一个条件，如 "age: niche_years >= 5 年"；可写多次',
        'a further criterion, as in "age: niche_years >= 5 年"; may be repeated',
    ),
    metavar="ID: EXPRESSION",
    sample="age: niche_years >= 5 年",
    many=True,
)
DRAFT = Option(
    "--draft",
    Text(
        "以一份草案代替现行标准：一个版本或一份增补的 .yaml 文件（先按 standards check 检查；视为当日已施行）",
        "the rules of a draft instead: the .yaml file of an edition or of an overlay (checked as by standards check; "
        "taken as in force on the day)",
    ),
    metavar="FILE.yaml",
    sample="draft@2027.yaml",
)
CURVE = Option(
    "--curve",
    Text(
        "一个阈值取不同值时各有多少企业满足：debt_ceiling=60%,70%、debt_ceiling=50%..90%、"
        "debt_ceiling=50%..90%/5%，只写名称则自选范围",
        "how many meet the standard as a threshold moves: debt_ceiling=60%,70%, debt_ceiling=50%..90%, "
        "debt_ceiling=50%..90%/5%; the name alone looks where it matters",
    ),
    metavar="THRESHOLD[=VALUES]",
    sample="main_share_floor=50%,60%,70%",
)
BY = Option(
    "--by",
    Text(
        "按什么分列：province、industry、size、age；可写多次，不写则全部",
        "break down by province, industry, size or age; may be repeated, without it by all",
    ),
    metavar="KIND",
    allowed=("province", "industry", "size", "age"),
    sample="province",
    many=True,
)
MOVERS = Option(
    "--movers",
    Text(
        "把结果改变的每一家企业及起决定作用的条款写到这个文件（csv、xlsx、parquet、json）",
        "write every enterprise whose outcome changes, with the clause that decides (csv, xlsx, parquet, json)",
    ),
    metavar="FILE",
    sample="movers.csv",
)
CRITICAL = Option(
    "--critical",
    Text(
        "把曲线阈值的每一个临界值及在此退出的企业数写到这个文件（csv、xlsx、parquet、json）",
        "write every critical value of the curve's threshold, and how many drop out there (csv, xlsx, parquet, json)",
    ),
    metavar="FILE",
    sample="critical.csv",
)
CHART = Option(
    "--chart",
    Text(
        "画出曲线和变化：.html（自成一页）、.svg 或 .png",
        "draw the curve and the moves: .html (a page of its own), .svg or .png",
    ),
    metavar="FILE",
    sample="reform.html",
)
