"""Staff and who came and left, in sentences that lost a part of it without a word."""

import pytest

from jixiao.pipeline import parse

REPORT = """云岭县水利局2023年度部门整体支出绩效自评报告
一、单位基本情况
（一）人员情况
{}
二、存在的问题
1、预算编制不够精准。
"""


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        (
            "年内新进人员4名（公开招聘3名、军转安置1名），减少人员2名（退休）。",
            [("in", "公开招聘", 3), ("in", "军转安置", 1), ("out", "退休", 2)],
        ),
        (
            "2023年我局公招2人，调入1人，退休1人，辞职1人，净增1人。",
            [("in", "公招", 2), ("in", "调入", 1), ("out", "退休", 1), ("out", "辞职", 1)],
        ),
        ("人员变动情况：增加2人（调入），减少1人（死亡）。", [("in", "调入", 2), ("out", "死亡", 1)]),
    ],
)
def test_who_came_and_left(said: str, moved: list[tuple[str, str, int]]) -> None:
    found = parse(REPORT.format(said).encode()).profile.staffing.movements
    assert [(one.direction, one.kind, one.count) for one in found] == moved


@pytest.mark.parametrize(
    "said",
    [
        "编制总数20名：行政编制12名，事业编制8名；实有在职人员18人：行政11人，事业7人。",
        "编制数20，实有数18。",
    ],
)
def test_staff_in_post(said: str) -> None:
    staff = parse(REPORT.format(said).encode()).profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired) == (20, 18, None)


@pytest.mark.parametrize(
    "said",
    [
        "公务用车编制3辆，实有数2。编制20名，在职18人。",  # 2 were in post
        "编制20名，在职18人。房屋3栋，实有数3。",
        "编制20名，在职18人。机构编制数5，实有数5。",
    ],
)
def test_what_else_is_counted_is_no_staff(said: str) -> None:
    staff = parse(REPORT.format(said).encode()).profile.staffing
    assert (staff.authorized, staff.on_duty) == (20, 18)


def test_parts_of_staff_in_post_are_named_not_one_of_them_read() -> None:
    report = parse(REPORT.format("编制20名，其中行政编制12名，实有数11，事业编制8名，实有数7。").encode())
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (20, None)
    assert "parts_without_total" in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    "said",
    ["本年退休人员6人（新增2人）。", "本年离退休人员12人（新增退休2人）。", "本年招收学员120人。"],
)
def test_who_is_no_staff_neither_came_nor_left(said: str) -> None:
    assert parse(REPORT.format(f"编制20名，年末在职18人。{said}").encode()).profile.staffing.movements == ()


@pytest.mark.parametrize(
    "said",
    ["2023年选聘生态护林员120人。", "本年公招社区工作者30人。", "2023年招录学生1200人。", "2023年辞退临聘人员2人。"],
)
def test_whom_the_unit_chose_for_others_is_none_of_its_staff(said: str) -> None:
    staff = parse(REPORT.format(f"编制20名，在职18人。{said}").encode()).profile.staffing
    assert (staff.authorized, staff.on_duty, staff.movements) == (20, 18, ())


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("本年招录大学生2人，退休1人。", ["招录大学生", "退休"]),
        ("本年度调入学生资助中心干部1人，退休2人。", ["调入学生资助中心干部", "退休"]),
    ],
)
def test_staff_of_like_names_did_join(said: str, kinds: list[str]) -> None:
    """They were left out, and those who retired in the year were all who are retired."""
    staff = parse(REPORT.format(f"编制20名，在职18人。{said}").encode()).profile.staffing
    assert ([one.kind for one in staff.movements], staff.retired) == (kinds, None)


def test_all_people_counted_are_not_those_in_post() -> None:
    """«实有人员48人：在职34人、退休12人»: the 48 were those in post."""
    staff = parse(REPORT.format("编制36人，实有人员48人：在职34人、退休12人、遗属2人。").encode()).profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired) == (36, 34, 12)


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("在职25人，离退休人员13人（离休1人，退休12人），比上年增加1人。", None),
        ("在职25人，退休12名，退休较上年增加1名。", None),
        ("在职25人，退休人员12人，退休人员较上年减少1人。", None),
        ("在职25人，因退休较上年减少1人。", -1),
        ("在职25人（行政17人，事业8人），比上年增加1人。", 1),
    ],
)
def test_how_many_more_are_retired_is_no_change_of_the_staff(said: str, change: int | None) -> None:
    """It was the staff's."""
    staff = parse(REPORT.format(said).encode()).profile.staffing
    assert (staff.on_duty, staff.on_duty_change) == (25, change)


@pytest.mark.parametrize(
    ("said", "on_duty"),
    [
        ("现有工作人员35人，其中公务员12人。", 35),
        ("全馆职工35人。", 35),
        ("我馆有工作人员35人。", 35),
        ("全馆共有工作人员35人，其中在编30人，临聘5人。", 35),  # 30 were
        ("现有8人，其中在编3人，编外5人。", 8),  # 3 were
        ("现有职工35名，其中在职在编30名。", 30),
        ("现有工作人员35人，其中在编30人，劳务派遣5人，退休8人。", 35),
        ("核定编制36名，在职35人。全县现有工作人员1200名。", 35),
    ],
)
def test_who_works_at_a_unit_is_in_post(said: str, on_duty: int) -> None:
    report = parse(REPORT.format(said).encode())
    assert report.profile.staffing.on_duty == on_duty
    assert "unread_staff" not in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("现有8人，其中在编3人。", "「现有8人」没有写明是否为在职人员，未读取"),  # 3 were in post
        ("现有工作人员8人，在编3人，抽调及离退休5人。", "「现有工作人员8人」没有写明是否为在职人员，未读取"),
        ("单位共有35人，其中行政12人、事业23人。", "「共有35人」没有写明是否为在职人员，未读取"),
        ("编制20名，现有人数18人。", "「现有人数18人」没有写明是否为在职人员，未读取"),
        ("离退休人员12人。", "「离退休人员12人」是离休和退休的合计，未读取"),
        ("离退休老干部共12名。", "「离退休老干部共12名」是离休和退休的合计，未读取"),
    ],
)
def test_people_of_whom_no_word_says_who_they_are_are_named(said: str, told: str) -> None:
    """They were lost without a word."""
    report = parse(REPORT.format(said).encode())
    assert (report.profile.staffing.on_duty, report.profile.staffing.retired) == (None, None)
    assert told in [one.message for one in report.diagnostics if one.code == "unread_staff"]


@pytest.mark.parametrize(
    "said", ["在职30人，离退休干部12人，其中离休1人，退休11人。", "在职30人，退休11人，新增离退休人员2人。"]
)
def test_the_retired_whose_kinds_are_told_are_not_named(said: str) -> None:
    report = parse(REPORT.format(said).encode())
    assert (report.profile.staffing.on_duty, report.profile.staffing.retired) == (30, 11)
    assert "unread_staff" not in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    ("said", "on_duty"),
    [
        ("现有干部职工58人，其中：在编人员40人；退休人员18人。", 40),  # 58 were
        ("现有干部职工58人，其中在编40人。离休1人，退休17人。", 40),
        ("现有干部职工58人，其中在编40人；离退休18人。", 40),
        ("现有工作人员35人，其中在编30人；退休8人。", 35),
        ("学校现有学生1200人，在编教职工80人。", 80),  # lost without a word
        ("现有服务对象1200人，在编人员15人。", 15),
        ("全校共有师生员工850人，其中在编教职工50人。", 50),  # 850 were
        ("辖区有企业12家，共有员工3000人。", None),  # 3000 were
    ],
)
def test_the_retired_and_people_who_do_not_work_there_are_not_in_post(said: str, on_duty: int | None) -> None:
    assert parse(REPORT.format(said).encode()).profile.staffing.on_duty == on_duty


@pytest.mark.parametrize("whole", ["全馆人员35人", "全站35人", "目前有35人", "现有卫生技术人员35人"])
def test_people_among_whom_only_those_on_the_payroll_are_told_are_named(whole: str) -> None:
    """They were lost without a word."""
    report = parse(REPORT.format(f"{whole}，其中在编30人。").encode())
    assert report.profile.staffing.on_duty is None
    assert [one.message for one in report.diagnostics if one.code == "unread_staff"] == [
        f"「{whole}」没有写明是否为在职人员，未读取"
    ]


@pytest.mark.parametrize("said", ["服务离退休人员120人", "慰问离退休干部300人次", "为全县离退休人员1200人提供服务"])
def test_the_retired_whom_a_unit_serves_are_not_its_own(said: str) -> None:
    report = parse(REPORT.format(f"在职30人，{said}。").encode())
    assert "unread_staff" not in [one.code for one in report.diagnostics]
