"""Functions, divisions, subordinate units and staff, each with the words they were read from."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, evidence, unread, values

from jixiao.extract.profile import profile
from jixiao.pipeline import parse

EMPTY: dict[str, Any] = dict.fromkeys(("authorized", "on_duty", "on_duty_change", "retired_cadres", "retired")) | {
    "movements": []
}


def text(body: str) -> str:
    return f"{TITLE}一、单位基本情况\n{body}\n二、存在的问题\n"


def read(body: str) -> Any:
    return values(profile(context_of(text(body))))


def staff(body: str) -> dict[str, Any]:
    """The staff fields that are not empty."""
    found = read(f"（三）人员情况。{body}")["staffing"]
    return {key: value for key, value in found.items() if value != EMPTY[key]}


def moved(direction: str, kind: str, count: int) -> dict[str, Any]:
    return {"direction": direction, "kind": kind, "count": count}


def test_a_kind_of_posts_in_a_line_that_a_page_cut_is_not_the_whole() -> None:
    """«…、事业编» / «制40名»: 34 were the posts of the unit."""
    lines = "本镇辖18个行政村、2个社区，总人口4.2万人，地域广阔。现有行政编制34名、事业编\n制40名。\n"
    assert staff(lines) == {}


@pytest.mark.parametrize(
    ("body", "functions"),
    [
        ("（一）主要职能\n1根据文件设立。\n2、收藏。\n3公共文化服务。", ["根据文件设立。", "收藏。", "公共文化服务。"]),
        ("（一）主要职能。本馆职责是：（1）收藏；（2）展览。", ["收藏；", "展览。"]),
        ("（一）主要职能\n一是收藏；二是展览。", ["收藏；", "展览。"]),
        ("（一）主要职能\n收藏图书。\n承办展览。", ["收藏图书。", "承办展览。"]),
        ("（一）主要职能：收藏图书。", ["收藏图书。"]),
        # a list with the number of its own heading
        (
            "(一)基本情况。编制9人。\n(二)主要职责\n(一)收藏。\n(二)展览。\n(三)机构设置\n内设办公室。",
            ["收藏。", "展览。"],
        ),
        ("（一）单位职责\n1.2023年起管理古籍。\n2.讲座。", ["2023年起管理古籍。", "讲座。"]),
        ("（一）主要职能", []),
        ("（一）机构设置", []),
        (
            "（一）机构及职能\n本馆为事业单位。主要职责是：\n1.收藏图书；\n2.承办展览。\n内设办公室。",
            ["收藏图书；", "承办展览。"],
        ),
        ("本馆成立于1956年。主要职能为收藏图书、承办展览。内设办公室。", ["收藏图书、承办展览。"]),
        ("本馆主要职责是由编委确定的。", []),
        (
            "（一）主要职能\n1、****图书馆依据章程开展工作。\n2、*收藏图书。",
            ["****图书馆依据章程开展工作。", "收藏图书。"],
        ),
    ],
)
def test_functions(body: str, functions: list[str]) -> None:
    assert read(body)["functions"] == functions


def test_functions_that_nothing_but_their_words_tell() -> None:
    items = "（一）团结、教育全区妇女。\n（二）参与制定妇女儿童发展规划。\n（三）完成区委交办的其他工作。\n"
    staff_ = "本会无内设机构，编制3人，在职3人。\n"
    found = values(profile(context_of(f"{TITLE}一、部门基本情况\n{items}{staff_}")))
    assert (found["functions"][0], len(found["functions"])) == ("团结、教育全区妇女。", 3)
    assert found["staffing"]["authorized"] == 3
    other = "（一）2023年收入30万元。\n（二）参与制定规划。\n（三）完成其他工作。\n"
    assert values(profile(context_of(f"{TITLE}一、部门基本情况\n{other}")))["functions"] == []


def test_functions_above_the_first_heading_of_a_report_without_a_section_on_the_unit() -> None:
    lead = "青禾县检察院是法律监督机关。主要职责如下：\n1.监督法律实施。\n2.领导检察工作。\n"
    found = values(profile(context_of(f"{TITLE}{lead}二、存在的问题\n进度偏慢。\n")))
    assert found["functions"] == ["监督法律实施。", "领导检察工作。"]
    section = "一、部门概况\n编制3人。\n"
    assert values(profile(context_of(f"{TITLE}{lead}{section}")))["functions"] == []


def test_functions_are_not_read_twice() -> None:
    """«一、单位职能» over «（一）主要职责»: both are sections of functions."""
    source = f"{TITLE}一、单位职能\n（一）主要职责\n1.收藏。\n2.展览。\n二、存在的问题\n"
    assert values(profile(context_of(source)))["functions"] == ["收藏。", "展览。"]


@pytest.mark.parametrize(
    ("body", "divisions"),
    [
        ("内设办公室、采编部和外借部，编制9人。", ["办公室", "采编部", "外借部"]),
        ("本馆内设综合办公室、借阅部等5个部室，下辖城东分馆、城西分馆2个二级预算单位。", ["综合办公室", "借阅部"]),
        ("本馆设综合部、外借部、少儿部等三个部门。", ["综合部", "外借部", "少儿部"]),
        ("内设机构4个：办公室、采编部、外借部、辅导部。", ["办公室", "采编部", "外借部", "辅导部"]),
        ("我局设有办公室、业务股（挂监督股牌子）三个内设机构。", ["办公室", "业务股（挂监督股牌子）"]),
        ("设立采编部、外借部以及数字部。", ["采编部", "外借部", "数字部"]),
        ("内设办公室和外借部。", ["办公室", "外借部"]),
        ("党政机构设置：根据石门镇党委、人大、工会等职能职责。", []),
        (
            "根据石门镇党委、人大、工会等职能职责，设置2个综合办公室。\n1.党政办公室。承担机关工作。\n2.社会事务办公室。承担民政。\n",
            ["党政办公室", "社会事务办公室"],
        ),
        ("内设办公室，编制3人。", ["办公室"]),
        ("学院设党政办公室、教务处等14个党政机构，园艺系等6个教学系部。", ["党政办公室", "教务处"]),
        ("本馆设备齐全，设施完好。", []),
    ],
)
def test_divisions(body: str, divisions: list[str]) -> None:
    assert read(f"（二）机构设置情况。{body}")["divisions"] == divisions


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("内设办公室、采编部，下辖城东分馆、城西分馆2个二级预算单位。", ["城东分馆", "城西分馆"]),
        ("下属单位2个，分别为青禾县少儿馆、青禾县古籍中心。", ["青禾县少儿馆", "青禾县古籍中心"]),
        ("内设2个办公室,下设农业服务中心、社会服务中心2个事业单位.", ["农业服务中心", "社会服务中心"]),
        ("设秘书科、退休科，下辖老干部活动中心、老年大学。编制31人。", ["老干部活动中心", "老年大学"]),
        ("无下属二级单位。", []),
        ("本单位无独立核算的下属单位。", []),
    ],
)
def test_subordinate_units(body: str, units: list[str]) -> None:
    assert read(f"（二）机构设置情况。{body}")["subordinate_units"] == units


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "2023年末在职11人，比上年增加2人，退休6人，主要原因是新招录3人、调出1人。",
            {
                "on_duty": 11,
                "on_duty_change": 2,
                "retired": 6,
                "movements": [moved("in", "新招录", 3), moved("out", "调出", 1)],
            },
        ),
        (
            "核定编制二十三名，年末实有在职人员20人，比上年减少3人，离休1人，退休15人。人员减少的主要原因：调出2人，退休1人。",
            {
                "authorized": 23,
                "on_duty": 20,
                "on_duty_change": -3,
                "retired_cadres": 1,
                "retired": 15,
                "movements": [moved("out", "调出", 2), moved("out", "退休", 1)],
            },
        ),
        (
            "编制30名（其中行政编制10名），年末在职28人，与上年持平。",
            {"authorized": 30, "on_duty": 28, "on_duty_change": 0},
        ),
        ("编制9名，实有8名，退休3名。", {"authorized": 9, "on_duty": 8, "retired": 3}),
        (
            "年末在编人员19名，较上年增加1名，其中新招聘2名、辞职1名。离退休人员40人。",
            {"on_duty": 19, "on_duty_change": 1, "movements": [moved("in", "新招聘", 2), moved("out", "辞职", 1)]},
        ),
        (
            "年末在职人员14人，较2022年底净增1人，其中本年调任1人。",
            {"on_duty": 14, "on_duty_change": 1, "movements": [moved("in", "调任", 1)]},
        ),
        (
            "年末在职人员5人，较2022年底净减1人，其中病去世2人、公开遴选1人。",
            {"on_duty": 5, "on_duty_change": -1, "movements": [moved("out", "病去世", 2), moved("in", "公开遴选", 1)]},
        ),
        (
            "我馆在职职工15人，退休人员7人，同比增加1人，系2023年从乡镇调入1人。",
            {"on_duty": 15, "on_duty_change": 1, "retired": 7, "movements": [moved("in", "从乡镇调入", 1)]},
        ),
        (
            "年末在职8人，比上年减少1人，主要原因是1人辞职。",
            {"on_duty": 8, "on_duty_change": -1, "movements": [moved("out", "辞职", 1)]},
        ),
        ("现有离休干部2名，退休干部12名。", {"retired_cadres": 2, "retired": 12}),
        ("离退休人员40人。", {}),
        ("在职人员转退休1人。", {}),
        ("在职人数1,2,3人。", {}),
        ("本年退休2人。", {}),
        # the retired are not among these: the others make the whole
        ("实有职工912名，其中在编441名、聘用471名，离退休人员203名。", {"on_duty": 912}),
        ("实有职工912名，其中在编709名，离退休人员203名。", {"on_duty": 709}),
    ],
)
def test_staff(body: str, expected: dict[str, Any]) -> None:
    assert staff(body) == expected


@pytest.mark.parametrize(
    ("body", "divisions"),
    [
        ("内设办公室、财务股，业务股，群文股。", ["办公室", "财务股", "业务股", "群文股"]),
        ("内设机构4个：办公室，财务股，业务股，群文股。", ["办公室", "财务股", "业务股", "群文股"]),
        ("内设办公室，财务股，业务股3个股室，下属单位2个。", ["办公室", "财务股", "业务股"]),
        ("设有办公室、财务股，国有资产股、建设股，编制12名。", ["办公室", "财务股", "国有资产股", "建设股"]),
        ("内设办公室、财务股，办公室负责后勤，财务股负责核算。", ["办公室", "财务股"]),
        ("内设办公室、业务股，隶属于县政府办。", ["办公室", "业务股"]),
        ("内设办公室、业务股，与县文旅局合署办。", ["办公室", "业务股"]),
        ("内设办公室、业务股，加挂县外事办。", ["办公室", "业务股"]),
        ("内设办公室、业务股，代管县残联办公室，行政编制12名。", ["办公室", "业务股"]),
        ("内设办公室、业务股，撤销财务股。", ["办公室", "业务股"]),
        ("内设办公室、业务股，规格正科，编制20人。", ["办公室", "业务股"]),
        ("内设综合科，业务科，属县文旅局群文科，编制3人。", ["综合科", "业务科"]),
        ("内设机构2个：办公室，负责后勤；财务股，负责财务。", []),
    ],
)
def test_divisions_that_commas_part(body: str, divisions: list[str]) -> None:
    """All behind the first comma were lost without a word."""
    assert read(f"（二）机构设置情况。{body}")["divisions"] == divisions


def test_evidence_quotes_the_words() -> None:
    body = "（三）人员情况。核定编制 二十三名，年末在职8 人，比上年减少1人，退休5人，主要原因是调出1人。"
    found = evidence(profile(context_of(text(body))))
    assert found == {
        "/staffing/authorized": "二十三",
        "/staffing/on_duty": "8",
        "/staffing/on_duty_change": "1",
        "/staffing/retired": "5",
        "/staffing/movements/0/direction": "调出",
        "/staffing/movements/0/kind": "调出",
        "/staffing/movements/0/count": "1",
    }
    assert unread(text(body)) == []


def test_posts_behind_a_heading_that_is_their_label() -> None:
    assert read("（二）编制人数：36人；在职人数：34人。")["staffing"]["authorized"] == 36


def test_the_steps_of_a_count() -> None:
    draft: Any = profile(context_of(text("（三）人员情况。核定编制二十三名，在职8人，比上年减少1人，与上年持平。")))
    assert draft["staffing"]["authorized"].steps == ("二十三 → 23",)
    assert draft["staffing"]["on_duty_change"].steps == ("1 → -1",)


def test_nothing_is_read_outside_the_profile() -> None:
    source = f"{TITLE}六、部门整体支出绩效情况\n培训班编制9人，在职8人，退休3人。\n"
    assert values(profile(context_of(source)))["staffing"] == EMPTY


def test_posts_by_kind_without_a_total_are_not_the_total() -> None:
    body = "行政编制18名，事业编制12名；年末实有在职人员28人，退休人员9人。"
    assert staff(body) == {"on_duty": 28, "retired": 9}
    context = context_of(text(f"（三）人员情况。{body}"))
    profile(context)
    assert [found.code for found in context.diagnostics] == ["parts_without_total"]


def test_staff_by_kind_without_a_total_is_not_the_total() -> None:
    assert staff("政法专项编制68名，实有64名；事业编制6名，实有5名。") == {}
    assert staff("行政编制92人，实有85人；事业编制12人，实有11人。") == {}
    assert staff("行政编制92人，实有85人，事业编制12人，实有11人，共有在职96人。") == {"on_duty": 96}


@pytest.mark.parametrize(
    "body",
    [
        "本院设内科、妇产科等17个临床科室和院办公室、财务科等9个职能科室。",
        "内设内科、妇产科2个临床科室，设院办公室、财务科2个职能科室。",
    ],
)
def test_a_second_list_of_divisions(body: str) -> None:
    """«妇产科等17个临床科室和院办公室» was one division, or the second list was lost without a word."""
    assert read(f"（二）机构设置情况。{body}")["divisions"] == ["内科", "妇产科", "院办公室", "财务科"]


def test_divisions_before_their_number() -> None:
    found = read("立案庭、刑事审判庭、执行局、综合办公室，共4个内设机构。")
    assert found["divisions"] == ["立案庭", "刑事审判庭", "执行局", "综合办公室"]


def test_posts_by_kind_beside_their_total() -> None:
    assert staff("核定编制30名，其中行政编制18名，事业编制12名。") == {"authorized": 30}


def test_who_moved_stands_in_the_bracket_behind_the_change() -> None:
    """What followed the bracket was lost, and so were the staff before it."""
    body = (
        "编制215名，其中行政编制12名、事业编制203名，实有在职人员198人，比上年减少6人（退休8人，调入2人），退休87人。"
    )
    assert staff(body) == {
        "authorized": 215, "on_duty": 198, "on_duty_change": -6, "retired": 87,
        "movements": [moved("out", "退休", 8), moved("in", "调入", 2)],
    }  # fmt: skip
    after = "年末在职8人，比上年减少1人，主要原因是退休1人。另有退休人员51人。"
    assert staff(after)["retired"] == 51


def test_staff_by_another_word_counts_where_no_better_one_stands() -> None:
    assert staff("现有干部职工19名（行政6名、事业13名）。") == {"on_duty": 19}
    assert staff("现有干部职工22名，其中在职人员19名。") == {"on_duty": 19}


def test_functions_behind_bullets_and_units_beside_the_department() -> None:
    found = read(
        "（一）主要职能\n- 收藏图书\n- 承办展览\n（二）机构设置\n青禾县文旅局（本级）、青禾县图书馆、青禾县文化馆。"
    )
    assert found["functions"] == ["收藏图书", "承办展览"]
    assert found["subordinate_units"] == ["青禾县图书馆", "青禾县文化馆"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("学校有在编教职工168人，其中专任教师156人，职工12人；退休教师65人。", {"on_duty": 168, "retired": 65}),
        ("在职干警40人，其中女干警12人；退休民警9人。", {"on_duty": 40, "retired": 9}),
        ("局机关行政编制25名，局属事业单位编制48名。机关在职23人，事业单位在职45人。", {}),
        ("在职23人，其中事业人员15人在职15人。", {"on_duty": 23}),
        ("局机关编制30名，在职28人。", {"authorized": 30, "on_duty": 28}),
        (
            "现有人员894人，其中局本级87人（在职在编39人、退休人员8人），水管处807人（在职在编132人、退休人员148人）。",
            {},
        ),
        ("现有人员894人，其中局本级87人（在编39人、退休8人），水管处807人。", {}),
        ("现有人员47人（在职在编39人、退休人员8人）。", {"on_duty": 39, "retired": 8}),
    ],
)
def test_retired_teachers_and_parts_without_a_whole(body: str, expected: dict[str, Any]) -> None:
    assert staff(body) == expected


@pytest.mark.parametrize(
    ("body", "authorized", "on_duty"),
    [
        ("全系统在职教职工1,206人，在校学生18,650人。核定教职工编制1,250名。", 1250, 1206),
        ("编制45人，年末实有人数43人，其中在岗41人，长期借调2人，退休人员22人。", 45, 43),
        ("编制45人。年初在职人数44人，年末在职人数43人。", 45, 43),
    ],
)
def test_staff_in_thousands_at_the_years_end_and_as_a_whole(body: str, authorized: int, on_duty: int) -> None:
    """«1,250名» was one post; those at their desks, or in post in January, were all who are in post."""
    found = staff(body)
    assert (found["authorized"], found["on_duty"]) == (authorized, on_duty)


@pytest.mark.parametrize(
    ("body", "on_duty"),
    [
        ("编制140人，年末实有人数135。", 135),
        ("编制140人；实有人数 135", 135),
        ("编制140人，退休人员实有人数 35", None),
        ("编制140人，聘用人员实有人数35。", None),
        ("编制140人，在校学生实有人数 1350", None),
        ("编制140人，下属水管站实有人数 35", None),
        ("编制140人，服务对象实有人数350、网格42个。", None),
        ("在编人数 45", None),
    ],
)
def test_a_count_without_its_word_is_of_those_whom_no_other_word_names(body: str, on_duty: int | None) -> None:
    """The retired, pupils and another unit's were those in post."""
    assert staff(body).get("on_duty") == on_duty


def test_those_in_post_among_all_people_counted() -> None:
    """People counted with the retired among them are not those in post (it was read so)."""
    all_people = "人员编制共96人，实有人员120人，其中在职人员84人、离退休人员36人。"
    assert staff(all_people) == {"authorized": 96, "on_duty": 84}
    assert staff("核定编制17人，现有职工16人。") == {"authorized": 17, "on_duty": 16}
    assert staff("实有人员25人，其中在职在编20人、临聘5人。")["on_duty"] == 25


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("下属单位2个：1.云溪县水库管理所；2.云溪县水质监测站。", ["云溪县水库管理所", "云溪县水质监测站"]),
        ("下属事业单位有：\n1.云溪县水库管理所\n2.云溪县水质监测站\n", ["云溪县水库管理所", "云溪县水质监测站"]),
        ("纳入决算编制范围的二级预算单位包括：（1）局本级；（2）云溪县水库管理所。", ["云溪县水库管理所"]),
        (
            "下设2个二级单位，分别是：水库管理所（公益一类）和水质监测站（公益二类）。",
            ["水库管理所（公益一类）", "水质监测站（公益二类）"],
        ),
        ("下属单位：1.负责水库管理；2.负责水质监测。", []),
        (
            "纳入石门乡2022年度决算编报的单位共3个。其中：行政单位2个。分别是：\n(1)石门乡人民政府\n(2)石门乡人大\n(3)石门乡财政所\n",
            ["石门乡人大", "石门乡财政所"],
        ),
    ],
)
def test_subordinate_units_that_are_numbered_or_bracketed(body: str, units: list[str]) -> None:
    found: Any = profile(context_of(text(f"本局为一级预算单位。{body}")), "石门乡人民政府")
    assert values(found)["subordinate_units"] == units


def test_one_kind_in_post_is_all_who_are() -> None:
    assert staff("事业编制核定数35名。实有事业人员32名、离退休人员29名。") == {"authorized": 35, "on_duty": 32}
    assert staff("行政编制24人，在职在编实有行政人员13人，退休5人。")["on_duty"] == 13
    assert "on_duty" not in staff("实有行政人员13人、事业人员20人。")


def test_of_two_years_the_later_ones_staff() -> None:
    assert staff("2022年末在职人员40人，2023年末在职人员38人。") == {"on_duty": 38}
    assert staff("2023年末在职人员38人，2022年末在职人员40人。") == {"on_duty": 38}
    assert staff("新招录3人，调出2人，年末在职人数仍为36人。")["on_duty"] == 36


@pytest.mark.parametrize(
    "body",
    [
        "核定行政编制13名，用于行政执法工作编制28名。",
        "政法编制50名、地方编制6名。",
        "行政政法专项编制18人，事业编2人。",
        "行政编制3名、工勤编制2名，事业编制5名。",
    ],
)
def test_posts_of_different_things_side_by_side_are_no_whole(body: str) -> None:
    context = context_of(text(f"（三）人员情况。{body}"))
    assert values(profile(context))["staffing"]["authorized"] is None
    assert [one.code for one in context.diagnostics] == ["parts_without_total"]


@pytest.mark.parametrize(
    ("body", "posts"),
    [
        ("核定编制60名，全额编制20名，差额编制40名。", 60),
        ("核定编制20名，2023年新增编制2名。", 20),
        ("核定编制60名，其中行政编制20名、工勤编制4名。", 60),
        ("核定编制20名，领导职数编制3名。", 20),
        ("核定政法专项编制46名、事业编制4名，合计编制50名。", 50),
        ("核定行政编制68名、事业编制52名，共计120名。", 120),
    ],
)
def test_posts_beside_their_whole(body: str, posts: int) -> None:
    assert staff(body) == {"authorized": posts}


def test_divisions_with_brackets_and_their_number_behind() -> None:
    body = "（二）机构设置。内设办公室、投资科（挂重点项目办、审批科）、执行局（综合办公室）等内设机构3个。"
    assert read(body)["divisions"] == ["办公室", "投资科（挂重点项目办、审批科）", "执行局（综合办公室）"]
    body = "（二）机构设置。内设办公室、信访室〈举报中心、投诉中心〉、综合科等内设机构3个。"
    assert read(body)["divisions"] == ["办公室", "信访室〈举报中心、投诉中心〉", "综合科"]


def test_offices_of_the_party_in_a_town() -> None:
    body = "（二）机构设置。设置党政机构2个：即党政综合办公室、经济发展办公室（社区建设办公室）；新增下属单位两个。"
    assert read(body)["divisions"] == ["党政综合办公室", "经济发展办公室（社区建设办公室）"]


def test_divisions_behind_the_functions() -> None:
    """«主要职能及组成»: one section for both."""
    body = "（一）主要职能及组成。组织群众文艺活动。内设2个职能科室办公室、表演部。"
    assert read(body)["divisions"] == ["办公室", "表演部"]


def test_subordinates_behind_the_divisions_among_the_functions() -> None:
    """«职能职责概述»: the divisions were read, the units behind them lost without a word."""
    body = "（一）主要职能及组成。主要负责新闻舆论宣传，有内设股室2个：办公室、新闻办；"
    body += "下属二级事业单位2个：县新闻中心、县网络信息中心。"
    found = read(body)
    assert found["divisions"] == ["办公室", "新闻办"]
    assert found["subordinate_units"] == ["县新闻中心", "县网络信息中心"]
    does = read("（一）主要职能。负责管理县水库管理所、县灌区管理所2个事业单位。")
    assert does["subordinate_units"] == []


def test_the_staff_of_subordinates_in_brackets_is_theirs() -> None:
    found = read(
        "（一）机构设置。内设办公室、预算股、国库股，下设征收中心（副科级，编制12名）、投资评审中心（正股级，编制8名，"
        "实有6名）、国库支付中心3个二级单位。"
    )
    assert found["subordinate_units"] == [
        "征收中心（副科级，编制12名）",
        "投资评审中心（正股级，编制8名，实有6名）",
        "国库支付中心",
    ]
    assert (found["staffing"]["authorized"], found["staffing"]["on_duty"]) == (None, None)


def test_those_in_post_among_all_in_a_clause_of_its_own() -> None:
    """«实有人数23人；其中在职人员20人，退休人员3人»: 23 were read as in post."""
    assert staff("年末实有人数23人；其中在职人员20人，退休人员3人。") == {"on_duty": 20, "retired": 3}
    told = "下设二级机构事业单位1个，我单位共有编制13人，其中行政编制8人，工勤编制1人，事业编制4人。"
    assert staff(told) == {"authorized": 13}  # «事业» is of the institution before


def test_divisions_and_units_right_behind_their_words() -> None:
    found = read("（二）机构设置：内设办公室、督查科2个科室，下属2个事业单位青禾县投诉中心、青禾县信息中心。")
    assert found["divisions"] == ["办公室", "督查科"]
    assert found["subordinate_units"] == ["青禾县投诉中心", "青禾县信息中心"]
    assert read("（二）机构设置：下设一室一股，即办公室、督查股，编制20名。")["divisions"] == ["办公室", "督查股"]


@pytest.mark.parametrize(
    ("text", "authorized", "on_duty"),
    [
        ("上年末在职20人，本年末在职18人。", None, 18),  # 20
        ("去年在职20人，今年在职18人。", None, 18),
        ("全县在职教师1200人。", None, None),  # 1200
        ("年平均在职人数19人。", None, None),
        ("下属5所学校编制300名。", None, None),  # 300
        ("拟增加编制5名。", None, None),  # 5
        ("实际需要编制30名，核定编制20名。", 20, None),  # 30
        ("原有编制22名，机构改革后编制20名。", 20, None),
        ("目前在职18人，核定编制20名。", 20, 18),
        ("全县实有在职人员1200人，我局在职18人，编制20名。", 20, 18),  # 1200
        ("上年末实有在职20人，年末在职18人。", None, 18),  # 20
        ("2023年新增行政编制2名，核定编制20名。", 20, None),  # 2
        ("按需编制20名。", 20, None),
    ],
)
def test_staff_of_another_year_or_of_others(text: str, authorized: int | None, on_duty: int | None) -> None:
    read = parse(
        f"云岭县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）人员情况\n{text}\n二、问题\n无。\n".encode()
    )
    staff = read.profile.staffing
    assert ((staff.authorized, staff.on_duty) if staff else (None, None)) == (authorized, on_duty)


def test_the_posts_of_policemen_beside_those_of_their_helpers_are_a_part() -> None:
    """540 were the posts of the unit, in the background of a project on its helpers."""
    text = "我局有民警编制数540人，处于较低水平，根据办法配置警力，确定辅警编制额度为539人。我局实有辅警人员512人。"
    assert staff(text) == {}
    assert staff("我局民警编制54人。") == {"authorized": 54}
    assert staff("我局编制56人，其中民警编制50人，辅警编制6人。") == {"authorized": 56}
