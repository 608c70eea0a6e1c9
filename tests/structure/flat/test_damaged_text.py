"""Cells of flattened tables lost, moved or said twice, of which a report once said what the table does not."""

from __future__ import annotations

from functools import lru_cache

import pytest
from samples.__main__ import generate

from exchanges import as_grid, as_text, otherwise, said
from flattened import paragraphs
from jixiao.document import Table
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables
from samples import families

REST = "95\n%\n80%\n10\n8.42\n指标值测算不准确；\n下一年度将据实测算。\n总得分\n100\n93.40"
BLOCK = "年度绩效目标1\n（80分）"

pytestmark = pytest.mark.no_cover


@lru_cache
def printed(seed: int, family: str, number: int, which: int = 0) -> Table:
    """A table of a sample report."""
    one = family == "hunan"
    made = generate(seed, number + 1, "held_out") if one else families.generate([family], seed, number + 1, "held_out")
    return [block for block in made[number].blocks if isinstance(block, Table)][which]


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "old", "new"),
    [
        # a heading said twice: rows without words of levels stood a column too far to the left
        ("tika-doc", 50051, "hubei", 0, "\t实际完成值（B）\n", "\t实际完成值（B）\n\t实际完成值（B）\n"),
        # a target's sign in the total's row: it was a remark, and a name the sign
        ("libreoffice", 50051, "yunnan", 0, f"\u3000大于等于\n{REST}\n", f"{REST}\n\u3000大于等于\n"),
        # a name in the row below: the name there was a level
        (
            "bar-rows",
            50051,
            "transfer-narrative",
            0,
            "质量指标 | 抽检合格率 | ≥98% | 99.2% | 受汛期影响，已督促加快进度 | |||\n项目验收合格率 | 100%",
            "质量指标 | ≥98% | 99.2% | 受汛期影响，已督促加快进度 | ||||\n项目验收合格率 | 抽检合格率 | 100%",
        ),
        # a name said twice: it was a level, and level 2 level 1
        ("bar-rows", 50052, "hunan", 0, "支出控制总额 |", "支出控制总额 | 支出控制总额 |"),
        # what was reached and its points in one cell
        ("bar-rows", 50047, "hubei", 0, "8405米 | \u30005 |", "8405米\u30005 |"),
        # a total's points in two lines: the rest was a remark
        ("libreoffice", 50053, "anhui-tasks", 0, "\n99.10\n", "\n99\n.10\n"),
        # a name in the row below: the levels there stood a column too far to the left
        (
            "tika-odt",
            50049,
            "hunan-before-2022",
            1,
            "\t绩效指标明确性\n\t3\n\t指标细化、量化计3分。\n\t指标是否清晰可衡量\n\t3\n\n\t预算配置\n\t“三公经费”变动率\n",
            "\t3\n\t指标细化、量化计3分。\n\t指标是否清晰可衡量\n\t3\n\n\t预算配置\n\t“三公经费”变动率\n\t绩效指标明确性\n",
        ),
        # a TAB in the block's label: its points said again were the goal
        (
            "rows-tab",
            50051,
            "hubei",
            0,
            f"{BLOCK}\t效益指标（30分）\t经济",
            f"年度\t{BLOCK[2:]}\t效益指标（30分）\t经济",
        ),
    ],
)
def test_damage_is_refused_or_read_as_printed(
    dialect: str, seed: int, family: str, number: int, old: str, new: str
) -> None:
    table = printed(seed, family, number)
    text = as_text(table, dialect)
    assert text.count(old) == 1
    damaged = text.replace(old, new)
    report = said(read_text(damaged.encode()))
    assert list(otherwise(report, [said(as_grid(table))])) == []
    assert "unreadable_table" in {one.code for one in rebuild_tables(paragraphs(damaged), load()).diagnostics}


def test_a_row_of_money_among_indicators_is_none() -> None:
    """Two rows exchanged: «其他资金» was a level 2."""
    table = printed(50052, "anhui", 1)
    text = as_text(table, "tika-odt")
    money = "\t其他资金\n\t\u3000\n\t—\n\t—\n\t/\n\t\n\t/\n\n"
    row = "\t效益指标(20)\n\t经济效益指标\n\n\t提高资金使用效益\n\t\u3000较好\n\t较好\n\t20\n\t20\n\t\n\n"
    swapped = text.replace(money, "?").replace(row, money).replace("?", row)
    assert swapped != text
    rows = said(read_text(swapped.encode()))["evaluations"][0]["indicators"]
    assert "其他资金" not in {one["level2"] for one in rows}
    assert "发放慰问品" in {one["level3"] for one in rows}


def test_what_a_row_is_part_of_is_not_known_below_one_without_a_label() -> None:
    """«公车运行维护» was a part of 三公经费, beside that of all cars."""
    table = printed(50051, "hunan", 0)
    text = as_text(table, "tika-doc")
    lost = text.replace("\t其中：公车购置\n", "", 1)
    assert lost != text
    (row,) = [one for one in said(read_text(lost.encode()))["base_data"]["expenses"] if one["item"] == "公车运行维护"]
    assert (row["level"], row["parent"]) == (3, None)
    assert row["prior_final"] is not None


def test_rows_whose_blank_last_cell_an_editor_cut_off() -> None:
    """All were refused: where each cell before it stands is known but below a blank one."""
    heads = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施"
    rows = (
        "\t产出指标\t数量指标\t新建防渗渠\t≥24公里\t25公里\t40\t40",
        "\t\t质量指标\t验收合格率\t≥98%\t100%\t30\t30",
        "\t效益指标\t社会效益指标\t受益农户\t≥300户\t320户\t30\t29",
    )
    text = "\n".join(("青禾县水利局2023年度项目支出绩效自评表", "\t" + heads, *rows, "", "填表人：（略）", ""))
    report = said(read_text(text.encode()))["evaluations"][0]["indicators"]
    assert [(one["level3"], one["actual"]["text"], one["score"]) for one in report] == [
        ("新建防渗渠", "25公里", 40),
        ("受益农户", "320户", 29),
    ]
