"""The marks of a text as other hands and tools write them: full stops, decimal points, colons, quotes; lines that a
program prints on each page."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

TEXT = """云岭县水利局2023年度部门整体支出绩效自评报告

一、单位基本情况
（一）主要职能
1、负责水资源保护。
2、负责防汛抗旱。
（二）人员情况
核定编制20名，年末在职18人，退休6人。
二、一般公共预算支出情况
2023年一般公共预算支出448.84万元，其中基本支出288.24万元，项目支出160.60万元。项目支出较上年减少12.40万元，主要原因是压减了会议费。
三、存在的问题
1、预算编制不够精准，主要原因是前期调研不足。
2、资产台账更新不及时。
四、改进措施
1、加强预算管理。
2、定期清查资产。
五、自评结论
经自评，我局得分95.5分，评定等级为“优”。

填表人：赵某　填报日期：2024年3月14日　联系电话：0739-0000000　单位负责人：钱某
"""


def _values(report: Report) -> object:
    staff, conclusion = report.profile.staffing, report.conclusion
    (sign,) = report.sign_offs
    return (
        (report.organization.name, report.fiscal_year, [text.strip("。.．") for text in report.profile.functions]),
        (staff.authorized, staff.on_duty, staff.retired),
        [(one.scope, one.amount, one.change, one.reason) for one in report.spending],
        [(one.problem, one.cause) for one in report.problems],
        list(report.improvements),
        (conclusion.self_score, conclusion.rating and conclusion.rating.canonical),
        (sign.filled_by, str(sign.filled_on), sign.phone, sign.head),
    )


WANTED = (
    ("云岭县水利局", 2023, ["负责水资源保护", "负责防汛抗旱"]),
    (20, 18, 6),
    [
        ("total", Decimal("448.84"), None, None),
        ("basic", Decimal("288.24"), None, None),
        ("project", Decimal("160.60"), Decimal("-12.40"), "压减了会议费"),
    ],
    [("预算编制不够精准", "前期调研不足"), ("资产台账更新不及时", None)],
    ["加强预算管理", "定期清查资产"],
    (Decimal("95.5"), "优"),
    ("赵某", "2024-03-14", "0739-0000000", "钱某"),
)


def _swap(pairs: str) -> Callable[[str], str]:
    return lambda text: text.translate(str.maketrans(pairs[::2], pairs[1::2]))


OTHERWISE = {
    "as it is": lambda text: text,
    "full stops as dots": _swap("。."),
    "full stops as wide dots": _swap("。．"),
    "colons as ratios": _swap("：∶"),
    "small colons": _swap("：﹕"),
    "upright colons": _swap("：︰"),
    "small marks": _swap("，﹐、﹑（﹙）﹚"),
    "corner brackets": _swap("“「”」"),
    "raised points": _swap(".·"),
    "katakana points": _swap(".・"),
    "compatible forms": lambda text: unicodedata.normalize("NFKC", text),
    "unseen marks": lambda text: text.replace("支", "支\u200e").replace("预", "\u202d预\u202c"),
}


@pytest.mark.parametrize("way", OTHERWISE)
def test_the_marks_of_other_hands_change_no_value(way: str) -> None:
    assert _values(parse(OTHERWISE[way](TEXT).encode())) == WANTED


def test_a_few_dots_between_characters_are_no_full_stops() -> None:
    text = TEXT.replace("负责水资源保护", "负责甲.乙、丙.丁、戊.己水库")
    report = parse(text.encode())
    assert report.profile.functions[0].startswith("负责甲.乙、丙.丁、戊.己水库")
    assert len(report.profile.functions) == 2


STAMPS = (
    "扫描全能王 创建", "由 扫描全能王 扫描创建", "Scanned by CamScanner", "内部资料　注意保存", "秘密★1年",
    "（此页无正文）", "Page 2 of 5", "Evaluation Warning: The document was created with an editor.", "试用版",
)  # fmt: skip


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("behind", ["2、资产台账更新不及时。\n", "四、改进措施\n", "1、加强预算管理。\n"])
def test_what_is_stamped_on_a_page_is_no_text(stamp: str, behind: str) -> None:
    report = parse(TEXT.replace(behind, f"{behind}{stamp}\n").encode())
    assert _values(report) == WANTED
    assert any(report.coverage.ignored.values())
    assert report.coverage.unread == parse(TEXT.encode()).coverage.unread
