"""A ledger of findings as an office keeps it: a title above, units in headings, dates in several forms."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from mingjian.bench.matters import Matter, Matters
from mingjian.lib.sheets.write import write_cell

HEADINGS = [
    "序号",
    "问题编号",
    "被巡察单位",
    "四个落实分类",
    "小类",
    "严重程度",
    "问题描述",
    "具体表现",
    "涉及人",
    "涉及金额（万元）",
    "问题发生时间",
    "发现时间",
    "责任主体",
    "是否立行立改",
    "是否移交",
    "反馈日期",
    "整改时限",
    "整改状态",
    "承办人",
    "法规依据",
]


def write_workbook(path: Path, bodies: Sequence[str], count: int, seed: int = 1, prefix: str = "底稿") -> None:
    """`count` rows at the given bodies, stored as Excel itself stores them (shared strings); the same seed writes
    the same rows."""
    matters = Matters(seed, len(bodies))
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("问题台账")
        page.merge_range(0, 0, 0, len(HEADINGS) - 1, "巡察发现问题台账")
        page.write_row(1, 0, HEADINGS)
        for at in range(1, count + 1):
            for column, value in enumerate(_cells(matters.next(at), bodies, prefix)):
                if value is not None:
                    write_cell(page, at + 1, column, value, dated if isinstance(value, date) else None)


def _cells(matter: Matter, bodies: Sequence[str], prefix: str) -> list[object]:
    found, (begun, ended) = matter.found_on, matter.conduct
    forms = (found, found.strftime("%Y/%m/%d"), f"{found.year}年{found.month}月{found.day}日")
    person = matter.person
    return [
        matter.at,
        f"{prefix}{found.year}-{matter.at:06}",
        bodies[matter.body],
        matter.classes[2],
        matter.classes[3],
        matter.severity[1],
        matter.description,
        "\n".join(f"{number}. {line}" for number, line in enumerate(matter.lines, start=1)),
        f"{person[0]}（{person[1]}，{person[2]}.{person[3]:02}）" if person else None,
        matter.amount / 10_000 if matter.amount else None,
        f"{begun.year}.{begun.month:02}-{ended.year}.{ended.month:02}",
        forms[matter.at % 3],
        "党组",
        "是" if matter.at % 7 == 0 else "否",
        "是" if matter.at % 11 == 0 else "否",
        found + timedelta(days=60),
        f"{found.year + 1}年{found.month}月",
        matter.state[1],
        "王某、李某",
        "《中国共产党巡视工作条例》",
    ]
