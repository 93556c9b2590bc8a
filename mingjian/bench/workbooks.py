"""A ledger of findings as an office keeps it: a title above, units in headings, dates in several forms."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from mingjian.bench.corpus import Corpus
from mingjian.lib.sheets.write import write_cell

HEADINGS = (
    "序号", "问题编号", "被巡察单位", "四个落实分类", "小类", "严重程度", "问题描述", "具体表现", "涉及人", "涉及金额（万元）",
    "问题发生时间", "发现时间", "责任主体", "是否立行立改", "是否移交", "反馈日期", "整改时限", "整改状态", "承办人", "法规依据",
)  # fmt: skip
CLASSES = (
    ("落实党的路线方针政策和党中央重大决策部署", "履行职能责任"),
    ("落实全面从严治党战略部署", "主体责任"),
    ("落实全面从严治党战略部署", "八项规定与四风"),
    ("落实新时代党的组织路线", "选人用人"),
    ("落实新时代党的组织路线", "基层党建"),
    ("落实巡视、主题教育、审计整改", "审计整改"),
)
SEVERITIES = ("一般", "一般", "一般", "较大", "较大", "重大")
STATES = ("未整改", "整改中", "基本完成", "已完成", "已完成", "已销号")


def write_workbook(path: Path, bodies: Sequence[str], count: int, seed: int = 1, prefix: str = "底稿") -> None:
    """`count` rows at the given bodies, stored as Excel itself stores them (shared strings); the same seed writes
    the same rows."""
    random = Random(seed)  # noqa: S311  # invented data, no secret
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("问题台账")
        page.merge_range(0, 0, 0, len(HEADINGS) - 1, "巡察发现问题台账")
        page.write_row(1, 0, HEADINGS)
        for line, row in enumerate(_rows(random, Corpus(seed), bodies, count, prefix), start=2):
            for column, value in enumerate(row):
                if value is not None:
                    write_cell(page, line, column, value, dated if isinstance(value, date) else None)


def _rows(random: Random, corpus: Corpus, bodies: Sequence[str], count: int, prefix: str) -> Iterator[list[object]]:
    for at in range(1, count + 1):
        found = date(2014, 1, 1) + timedelta(days=random.randrange(4000))
        finding_class, subclass = CLASSES[random.randrange(len(CLASSES))]
        start = found - timedelta(days=random.randrange(200, 1500))
        person = f"{corpus.name()}（{random.choice(('办公室主任', '财务科科长', '副局长'))}，{start.year - 40}.0{at % 9 + 1}）"
        yield [
            at,
            f"{prefix}{found.year}-{at:06}",
            bodies[random.randrange(len(bodies))],
            finding_class,
            subclass,
            SEVERITIES[random.randrange(6)],
            f"{subclass}方面：{corpus._sentence(60)}（{at}）",
            "\n".join(f"{number}. {corpus._sentence(40)}" for number in range(1, 2 + at % 2)),
            person if at % 4 == 0 else None,
            round(random.random() * 100, 2) if at % 3 == 0 else None,
            f"{start.year}.{start.month:02}-{found.year}.{found.month:02}",
            (found, found.strftime("%Y/%m/%d"), f"{found.year}年{found.month}月{found.day}日")[at % 3],
            "党组",
            "是" if at % 7 == 0 else "否",
            "是" if at % 11 == 0 else "否",
            found + timedelta(days=60),
            f"{found.year + 1}年{found.month}月",
            STATES[random.randrange(6)],
            "王某、李某",
            "《中国共产党巡视工作条例》",
        ]
