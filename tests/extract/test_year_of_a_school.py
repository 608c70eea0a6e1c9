"""The year of account of a report that says it in sentences alone («我校2022年项目为一个»)."""

import pytest

from jixiao import parse


@pytest.mark.parametrize(
    ("said", "year"),
    [
        (("我校2022年项目为一个：生均公用经费项目。", "我校2022年财政安排支出共计87.06万元。"), 2022),
        (("我校2022年财政安排支出共计87.06万元。",), 2022),
        (("我校2021年财政安排支出共计80万元。", "我校2022年财政安排支出共计87.06万元。"), None),
        (("我校2019年项目立项。",), None),
        (("我校2019年新建教学楼。",), None),
    ],
)
def test_the_year_of_sentences(said: tuple[str, ...], year: int | None) -> None:
    """None was read of the first two."""
    lines = ("云溪县第一中学专项资金绩效自评价报告", "一、项目基本情况", *said, "二、存在的问题", "1.编制不精准。", "")
    assert parse("\n".join(lines).encode()).fiscal_year == year
