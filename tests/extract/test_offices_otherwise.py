"""Divisions and units as authors list them: by number below «下列内设机构», beside the department itself."""

import pytest

from jixiao.pipeline import parse

REPORT = """云岭县水利局2023年度部门整体支出绩效自评报告
一、单位基本情况
（一）机构设置
{}
（二）人员情况
编制20名，在职18人。
二、存在的问题
1、预算编制不够精准。
"""


@pytest.mark.parametrize(
    ("said", "divisions", "units"),
    [
        ("县水利局设下列内设机构：\n1.办公室。负责机关运转。\n2.财务股。负责财务管理。", ["办公室", "财务股"], []),
        ("内设机构如下：\n（1）办公室\n（2）财务股\n（3）水政股", ["办公室", "财务股", "水政股"], []),
        ("部门决算单位构成：局机关、县水库管理所、县灌区管理所。", [], ["县水库管理所", "县灌区管理所"]),
        ("2023年部门决算汇总公开单位构成包括：云岭县水利局本级、县水库管理所。", [], ["县水库管理所"]),
        (
            "本部门共有预算单位3个，包括局本级和2个二级预算单位：县水库管理所、县灌区管理所。",
            [],
            ["县水库管理所", "县灌区管理所"],
        ),
        (
            "内设党政办公室、教务处等二个党政机构和护理学院、农学院等十个二级学院。",
            ["党政办公室", "教务处", "护理学院", "农学院"],
            [],
        ),
    ],
)
def test_lists_of_offices(said: str, divisions: list[str], units: list[str]) -> None:
    """The last gave «局本级和2个二级预算单位：县水库管理所» as a unit; nothing was read of the others."""
    report = parse(REPORT.format(said).encode())
    assert ([*report.profile.divisions], [*report.profile.subordinate_units]) == (divisions, units)
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (20, 18)


def test_where_accounts_are_published_is_no_unit() -> None:
    assert parse(REPORT.format("预决算公开单位门户网站。").encode()).profile.subordinate_units == ()


def test_functions_behind_the_paper_that_gives_them() -> None:
    """«根据…的通知，县水利局的主要职责是：…» was read as none."""
    said = (
        "根据《云岭县水利局职能配置、内设机构和人员编制规定》的通知，县水利局的主要职责是：拟订水利规划；管理水资源。"
    )
    assert parse(REPORT.format(said).encode()).profile.functions == ("拟订水利规划；管理水资源。",)


@pytest.mark.parametrize(
    ("said", "divisions", "units"),
    [
        ("下设2个管理机构,一是县水库管理所;二是县灌区管理所。", (), ("县水库管理所", "县灌区管理所")),
        (
            "下设2个管理机构，一是正处级事业单位区经济信息中心，二是区价格认证中心。",
            (),
            ("区经济信息中心", "区价格认证中心"),
        ),
        ("内设3个科室，一是办公室；二是财务科；三是业务科。", ("办公室", "财务科", "业务科"), ()),
        ("本局有1 个执法机构即:县水政监察大队。", (), ("县水政监察大队",)),
        (
            "公益一类:（1）县水库管理所、（2）县灌区管理所。公益二类:县水利勘测队、县水电站。",
            (),
            ("县水库管理所", "县灌区管理所", "县水利勘测队", "县水电站"),
        ),
        (
            "下设县水库管理所、县灌区管理所，县水利勘测队3个二级单位。",
            (),
            ("县水库管理所", "县灌区管理所", "县水利勘测队"),
        ),
        ("下设办公室、财务股，县水库管理所1个二级单位。", ("办公室", "财务股"), ("县水库管理所",)),
        ("内设综合中心、信息中心，下属县水库管理所1个二级单位。", ("综合中心", "信息中心"), ()),
        ("公益一类：县水库管理所，编制5人；县灌区管理所，编制3人。", (), ()),
        (
            "下设2个二级单位，一是科级干部培训中心，二是副科级县水库管理所。",
            (),
            ("科级干部培训中心", "县水库管理所"),
        ),
        ("内设4个股室，办公室，财务股，水保股，规划股。", ("办公室", "财务股", "水保股", "规划股"), ()),
        ("内设4个股室，办公室负责协调，财务股负责核算。", (), ()),
        ("内设办公室（加挂审批股），财务股，水保股。", ("办公室（加挂审批股）", "财务股", "水保股"), ()),
        (
            "内设2个机构。分别为办公室、财务股。下设2个二级机构。分别是县水库管理所和县灌区管理所。",
            ("办公室", "财务股"),
            ("县水库管理所", "县灌区管理所"),
        ),
    ],
)
def test_lists_of_offices_behind_other_words(said: str, divisions: tuple[str, ...], units: tuple[str, ...]) -> None:
    """They were lost, and units parted by a comma were divisions."""
    text = f"云溪县水利局2024年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）机构设置。{said}\n"
    profile = parse(text.encode()).profile
    assert (profile.divisions, profile.subordinate_units) == (divisions, units)
