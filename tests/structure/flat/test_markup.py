"""Tables in HTML and Markdown within a text."""

from __future__ import annotations

import pytest

from flattened import paragraphs, raw, rebuilt, rows, shown, tables
from jixiao.document import Table
from jixiao.patterns import load
from jixiao.structure.flat import rebuild_tables

GFM = """附件2

<table style="width:100%;">
<thead>
<tr>
<th colspan="3" style="text-align: center;">预算部门、单位名称</th>
<th colspan="2"
style="text-align: center;">云溪县档案馆　</th>
</tr>
</thead>
<tbody>
<tr>
<td rowspan="2" style="text-align: center;"><p>年度预</p>
<p>算申请<br />
（万元）</p></td>
<td></td>
<td>年初<br />预算数</td><td>执行率</td>
<td>得分</td>
</tr>
<tr><td>年度&amp;资金</td><td>313.14</td>
<td>98%</td><td></td>
</tr>
</tbody>
</table>

填表人：
"""


def test_html_with_spans() -> None:
    (table,) = tables(GFM)
    assert (table.rows, table.columns) == (3, 5)
    assert shown(table) == [
        ((0, 0, 1, 3), "预算部门、单位名称"),
        ((0, 3, 1, 2), "云溪县档案馆\u3000"),
        ((1, 0, 2, 1), "年度预\n算申请\n（万元）"),
        ((1, 1, 1, 1), ""),
        ((1, 2, 1, 1), "年初\n预算数"),
        ((1, 3, 1, 1), "执行率"),
        ((1, 4, 1, 1), "得分"),
        ((2, 1, 1, 1), "年度&资金"),
        ((2, 2, 1, 1), "313.14"),
        ((2, 3, 1, 1), "98%"),
        ((2, 4, 1, 1), ""),
    ]
    blocks = paragraphs(GFM)
    assert raw(rebuild_tables(blocks, load()).blocks) == raw(blocks)


def test_html_whose_cells_overlap_or_hold_a_table_is_no_grid() -> None:
    for broken in (
        GFM.replace('rowspan="2"', 'rowspan="3"', 1).replace("<td>98%</td><td></td>", "<td>98%</td>"),
        GFM.replace("<td></td>\n</tr>", "<td><table><tr><td>1</td></tr></table></td></tr>", 1),
        GFM.replace("</table>", ""),
    ):
        assert not any(table.columns == 5 and table.rows == 3 for table in tables(broken))


def test_a_line_break_in_a_markdown_cell() -> None:
    text = "前文\n\n|名称|2023年实际在职人<br>数|\n|---|---|\n|云溪县|9|\n\n后文\n"
    (table,) = tables(text)
    assert rows(table) == [["名称", "2023年实际在职人\n数"], ["云溪县", "9"]]


def test_markdown_whose_bars_cut_words_is_refused() -> None:
    """A PDF's table by the lines on its page: «年度资 | 金总额», and so «1 | 4.84» of 14.84."""
    text = (
        "附件2\n\n|年度预算申请|||年初预算数|全年预算数|全年执行数|分值|执行率|得分|\n|---|---|---|---|---|---|---|---|---|\n"
        "||年度资|金总额|313.14|463.68|463.68|10|100%|\n||政府性基|金拨款：1|4.84|项目支出|：||||\n"
        "|绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析|\n\n填表人：\n"
    )
    result = rebuilt(text)
    assert {item.code for item in result.diagnostics} == {"unreadable_table"}
    columns = {
        "全年预算数": {"463.68"},
        "全年执行数": {"463.68"},
        "执行率": {"100%"},
    }  # what the rate bears out, no «1»
    for table in (block for block in result.blocks if isinstance(block, Table)):
        heads = {cell.column: cell.text for cell in table.cells if cell.row == 0}
        below = [(heads.get(cell.column), cell.text) for cell in table.cells if cell.row and cell.text]
        assert all(text in columns.get(head, set()) for head, text in below if head and any(map(str.isdigit, text)))


@pytest.mark.parametrize(("second", "count"), [("、会议费", 0), ("会议费", 1)])
def test_a_cell_that_goes_on_with_a_list_is_cut(second: str, count: int) -> None:
    text = f"前文\n\n|事项|说明|金额|\n|---|---|---|\n|执行差旅费|{second}|9|\n|培训|无|8|\n\n后文\n"
    assert len(tables(text)) == count


def test_escapes_of_markdown_are_no_characters_of_a_cell() -> None:
    printed = (
        "附件1|财政供养人员情况（人）|编制数|2023年实际在职人数|控制率||9|8|88\\.89%",
        "经费控制情况（万元）|2022年决算数|2023年预算数|2023年决算数|三公经费|1\\.20|2|0\\.80",
        "项目支出：|30|31\\.5|30|公用经费|31\\.64|33\\.9|32\\.4|填表人：|",
    )
    found = [cells for table in tables("|".join(printed).replace("|", "\n\n")) for cells in rows(table)]
    assert ["三公经费", "1.20", "2", "0.80"] in found


def test_markdown_whose_rows_are_lines_of_a_page_is_refused() -> None:
    """MarkItDown on a PDF: a figure is cut in two («763.49», «04»), and so are labels."""
    rows = [
        ["预算部门名称", "", "某中心", "", "", ""],
        ["", "", "年初", "全年", "全年", ""],
        ["年度预", "", "预算数", "预算数", "执行数", "分值"],
        ["算申请", "", "", "763.49", "763.49", ""],
        ["（万元）", "年度资金总额", "465.72", "", "", "10"],
        ["", "", "", "04", "04", ""],
    ]
    text = "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * 6, *rows[1:]]) + "\n"
    assert tables(text) == []


WIKI = """'''2022年部门整体支出绩效自评表'''

{| class="wikitable"
|-
| colspan="3" style="text-align: center;"| 预算部门、单位名称
| colspan="2"| '''云溪县档案馆'''
|-
| rowspan="2" style="text-align: center;"| 年度预<br />
算申请

（万元）
|
! 年初预算数 !! 执行率
| 得分
|-
| 年度资金
| 313.14 || 98%
|
|}

填表人：
"""


def test_wikitext_with_spans() -> None:
    (table,) = tables(WIKI)
    assert (table.rows, table.columns) == (3, 5)
    assert shown(table) == [
        ((0, 0, 1, 3), "预算部门、单位名称"),
        ((0, 3, 1, 2), "云溪县档案馆"),
        ((1, 0, 2, 1), "年度预\n算申请\n（万元）"),
        ((1, 1, 1, 1), ""),
        ((1, 2, 1, 1), "年初预算数"),
        ((1, 3, 1, 1), "执行率"),
        ((1, 4, 1, 1), "得分"),
        ((2, 1, 1, 1), "年度资金"),
        ((2, 2, 1, 1), "313.14"),
        ((2, 3, 1, 1), "98%"),
        ((2, 4, 1, 1), ""),
    ]
    blocks = paragraphs(WIKI)
    assert raw(rebuild_tables(blocks, load()).blocks) == raw(blocks)


def test_wikitext_whose_cells_overlap_is_no_grid() -> None:
    assert tables(WIKI.replace('rowspan="2"', 'rowspan="1"')) == []
