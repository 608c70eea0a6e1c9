"""A page without line breaks: title, sections and subsections in one paragraph; contents lists without numbers."""

from __future__ import annotations

import pytest

from jixiao import parse

REPORT = (
    "附件3云岭县2021年中央食品监管专项转移支付绩效自评报告为进一步规范专项资金管理，对补助资金进行自评，现将情况报告如下：一、绩效目标分解下达情况"
    "（一）中央下达预算和绩效目标情况，2021年中央下达预算资金2.6万元，二、绩效目标完成情况分析（一）资金投入情况分析，由业务股负责实施，"
    "（二）绩效目标完成情况分析，合格率100%三、偏离绩效目标的原因和下一步改进措施我局工作虽未偏离绩效目标。"
)


def test_a_report_without_line_breaks() -> None:
    report = parse(REPORT.encode())
    assert report.title == "云岭县2021年中央食品监管专项转移支付绩效自评报告"
    assert report.kind == "transfer_payment"
    assert report.fiscal_year == 2021
    found = [(one.label, one.title, one.role, [child.title for child in one.children]) for one in report.outline]
    assert found == [
        ("一", "绩效目标分解下达情况", None, ["中央下达预算和绩效目标情况"]),
        ("二", "绩效目标完成情况分析", "performance", ["资金投入情况分析", "绩效目标完成情况分析"]),
        ("三", "偏离绩效目标的原因和下一步改进措施", "problems", []),
    ]
    assert [one.text for one in report.performance.achievements] == [
        "资金投入情况分析，由业务股负责实施，",
        "绩效目标完成情况分析，合格率100%",
    ]
    assert report.problems == ()


def test_numbers_in_a_long_paragraph_cut_nothing() -> None:
    text = "全年工作：一、加强学习教育提高思想认识，二、抓好各项任务落实到位，三、强化督促检查。" + "内容很多。" * 30
    report = parse(f"云岭县档案馆2023年度部门整体支出绩效自评报告\n一、部门概况\n{text}\n".encode())
    assert [one.title for one in report.outline] == ["部门概况"]


def test_a_contents_list_may_begin_without_a_number() -> None:
    report = parse(
        (
            "云岭县林业局2023年造林补助资金项目支出绩效自评报告\n目录\n摘要\n一、项目基本情况\n（一）项目立项背景\n二、评价结论\n"
            "摘要\n项目总得分95.5分，评价等级为“优”。\n一、项目基本情况\n（一）项目立项背景\n为造林设立。\n二、评价结论\n良好。\n"
        ).encode()
    )
    assert [one.title for one in report.outline] == ["项目基本情况", "评价结论"]
    assert report.conclusion.self_score is not None
    assert str(report.conclusion.self_score) == "95.5"
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.canonical == "优"


FILE = (
    "2020年度云岭县马台镇人民政府部门绩效自评报告.docx\n"
    "2020 年度云岭县马台镇人民政府 部门绩效自评报告 一、基本情况 (一)部门职责 1、宣传法规。 2、编制规划。 "
    "(二)人员情况 县编委核定我镇编制共 31 人，年末实有在职人 员 28 人，未超编。 (三)年度绩效目标 完成全年任务。 "
    "二、我镇第二、三季度支出较少，二、三月支出更少，主要原因是项目验收在年底，资金在验收之后支付。 "
    "三、存在的问题我镇办公用房运转正常，暂无问题四、几点建议拨款应及时一点"
)


def test_a_report_in_one_paragraph_below_the_name_of_its_file() -> None:
    report = parse(FILE.encode())
    assert (report.kind, report.title) == ("whole_department", "2020年度云岭县马台镇人民政府部门绩效自评报告")
    assert [(one.label, one.title, one.role) for one in report.outline] == [
        ("一", "基本情况", "profile"),
        ("二", None, None),
        ("三", "存在的问题", "problems"),
        ("四", "几点建议", "improvements"),
    ]
    assert list(report.profile.functions) == ["宣传法规。", "编制规划。"]
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (31, 28)
    assert report.problems == ()
    assert list(report.improvements) == ["拨款应及时一点"]


def test_an_unknown_heading_of_such_a_paragraph_ends_the_section_above() -> None:
    report = parse(
        (
            "云岭县第二中学专项资金绩效自评报告一、基本情况(一)人员情况我校编制66人，在职65人，(二)绩效目标保证运转，二、资金去向说明我校设备费只有3万元，其余资金按学校的安排用于办公和水电。"
            "三、存在的问题拨款不够及时四、改进措施加强沟通衔接，及时提出拨款申请，保证学校正常运转，按时完成各项任务，按进度支付资金，提高资金使用效益，做好预算绩效管理各项工作。"
        ).encode()
    )
    assert [(one.label, one.title) for one in report.outline] == [
        ("一", "基本情况"),
        ("二", None),
        ("三", "存在的问题"),
        ("四", "改进措施"),
    ]
    assert [one.problem for one in report.problems] == ["拨款不够及时"]
    assert report.organization.name == "云岭县第二中学"


def test_how_money_of_a_project_was_spent_is_no_spending_of_the_unit() -> None:
    report = parse(
        (
            "云岭县第二中学专项资金绩效自评报告一、基本情况(一)项目基本情况我校2022年项目为公用经费，(二)项目绩效目标保证运转，"
            "二、项目资金使用及管理情况严格按照要求用于办公费、水电费和差旅费等支出三、预算支出组织实施情况我校2022年财政安排支出共计87.06万元，"
            "余款下年支出四、存在的问题拨款不够及时五、改进措施加强沟通"
        ).encode()
    )
    assert report.spending == ()
    assert [one.problem for one in report.problems] == ["拨款不够及时"]


WHOLE = (
    "2023年度云岭县水利局部门整体支出绩效自评报告{}一、部门基本情况(一)主要职能负责全县水利工作。(二)机构设置内设办公室、计财股、建管股3个股室。"
    "(三)人员情况编制20名，年末在职18人。二、一般公共预算支出情况(一)基本支出情况2023年基本支出600万元，其中人员经费500万元。"
    "三、政府性基金预算支出情况无。四、部门整体支出绩效情况年度绩效目标总体完成较好。(一)产出目标完成情况加固水库3座。"
    "五、存在的问题及原因分析一是预算编制不够精准；二是支付进度偏慢。六、下一步改进措施一是细化预算编制。{}"
)
DOTS = "目录一、部门基本情况……1二、一般公共预算支出情况……3三、政府性基金预算支出情况……5"
PLAIN = "目录一、部门基本情况二、一般公共预算支出情况三、政府性基金预算支出情况四、部门整体支出绩效情况"
TABLE = "附件1：部门整体支出绩效自评表一级指标二级指标三级指标分值得分产出指标数量指标加固水库3座50 50"


@pytest.mark.parametrize("contents", ["", DOTS, PLAIN])
@pytest.mark.parametrize("table", ["", TABLE])
def test_titles_end_where_the_text_begins(contents: str, table: str) -> None:
    report = parse(WHOLE.format(contents, table).encode())
    assert report.title == "2023年度云岭县水利局部门整体支出绩效自评报告"
    assert [one.title for one in report.outline if one.role != "attachment"] == [
        "部门基本情况",
        "一般公共预算支出情况",
        "政府性基金预算支出情况",
        "部门整体支出绩效情况",
        "存在的问题及原因分析",
        "下一步改进措施",
    ]
    assert list(report.profile.functions) == ["负责全县水利工作。"]
    assert list(report.profile.divisions) == ["办公室", "计财股", "建管股"]
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (20, 18)
    assert [(one.fund, one.scope, one.amount and int(one.amount), one.is_none) for one in report.spending] == [
        ("general_public", "basic", 600, False),
        ("general_public", "personnel", 500, False),
        ("government_fund", "total", None, True),
    ]
    assert report.performance.summary == "年度绩效目标总体完成较好。"
    assert [one.text for one in report.performance.achievements] == ["加固水库3座。"]
    assert [one.problem for one in report.problems] == ["预算编制不够精准", "支付进度偏慢"]
    assert list(report.improvements) == ["细化预算编制"]
    assert report.evaluations == ()


def test_a_page_s_path_is_no_part_of_a_title() -> None:
    report = parse(f"首页>财政信息>绩效管理{WHOLE.format('', '')}".encode())
    assert report.title is None
    assert report.organization.name in (None, "云岭县水利局")


@pytest.mark.parametrize("label", ["附件：", "附件1："])
def test_the_name_of_an_attachment_behind_the_last_sentence(label: str) -> None:
    report = parse(WHOLE.format("", f"{label}2023年度部门整体支出绩效自评表").encode())
    assert [(one.title, one.listed, one.found) for one in report.attachments] == [
        ("2023年度部门整体支出绩效自评表", True, False)
    ]
    assert list(report.improvements) == ["细化预算编制"]


def test_a_score_is_no_part_of_the_heading_before_it() -> None:
    text = (
        WHOLE.format("", "")
        .replace("五、存在", "五、综合评价得分最终自评得分98.62分，等级为优。六、存在")
        .replace("六、下一", "七、下一")
    )
    report = parse(text.encode())
    assert report.outline[4].title == "综合评价得分"
    assert str(report.conclusion.self_score) == "98.62"


def test_headings_behind_a_blank_or_a_full_stop_go_on_with_the_document_s_numbers() -> None:
    report = parse(
        (
            "云岭县乡村厕所改造项目\n绩效自评报告\n一、项目概况 (一)项目基本情况。\n改造厕所20座。\n"
            "(二)项目自评步骤。\n群众满意。 二、项目资金管理及组织实施情况 (一)资金申报及批复情况。 1.申报情况。\n"
            "申报预算资金173万元,已完成批复。 三、项目绩效情况 (一)项目完成情况。\n改造20座。\n"
            "(二)项目效益情况\n1.改善环境。 2.满意度达到90% 。\n"
            "3.按设计要求,确保项目按时完成 四、评价结论\n项目评价等级为(良)。 "
            "五、存在的问题和建议 资金到位较晚。\n六、其他需说明的事项 无\n"
        ).encode()
    )
    assert [(one.label, one.title, one.role, [child.title for child in one.children]) for one in report.outline] == [
        ("一", "项目概况", None, ["项目基本情况", "项目自评步骤"]),
        ("二", "项目资金管理及组织实施情况", None, ["资金申报及批复情况"]),
        ("三", "项目绩效情况", "performance", ["项目完成情况", "项目效益情况"]),
        ("四", "评价结论", "self_score", []),
        ("五", "存在的问题和建议", "problems", []),
        ("六", "其他需说明的事项", "other_matters", []),
    ]
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.text == "良"
    assert [one.problem for one in report.problems] == ["资金到位较晚"]
    assert [one.text for one in report.performance.achievements][-1] == "按设计要求,确保项目按时完成"


@pytest.mark.parametrize(
    "sentence",
    [
        "重点抓了三件事： 一、加强学习 二、抓好落实 三、强化督查 四、加强考核。",
        "《条例》规定：一、计划管理。二、统筹安排。三、分级负责。四、严格考核。",
        "按照《办法》第八条 （一）专款专用；（二）单独核算；（三）定期公开的要求执行。",
        "获一、二、三等奖 四、五年级学生2次。",
        "坚持 第一部分工作先行。",
    ],
)
def test_lists_within_a_section_are_torn_by_no_blank(sentence: str) -> None:
    report = parse(
        (
            "云岭县档案馆2023年度部门整体支出绩效自评报告\n一、部门概况\n负责档案。\n二、资金使用\n合规。\n"
            f"三、主要工作\n{sentence}\n四、存在的问题\n库房小。\n"
        ).encode()
    )
    assert [(one.label, one.title, len(one.children)) for one in report.outline] == [
        ("一", "部门概况", 0),
        ("二", "资金使用", 0),
        ("三", "主要工作", 0),
        ("四", "存在的问题", 0),
    ]
    assert [one.problem for one in report.problems] == ["库房小"]


POURED = (
    "2023年度云岭县第三中学部门决算 第一部分 云岭县第三中学概况 一、主要职能 实施初中教育。 二、部门构成 无。 - 1 - "
    "第二部分 2023年度部门决算说明 一、收入支出总体情况说明 2023年度支出总计 894.43 万元。 "
    "二、一般公共预算财政拨款支出情况说明 支出 612.5 万元。 "
    "三、部门整体支出绩效自评报告 （一）部门概况 内设校长办公室、教务处，核定编制15名，在职17人。 "
    "（二）自评得分情况 自评得分95分。 - 2 - "
    "（三）存在的问题和原因分析 1.预算编制粗。 （四）下一步打算 1.编细预算。 "
    "第三部分 名词解释 一般公共预算拨款收入：指财政部门当年拨付的资金。 - 3 - "
    "二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。三、项目支出：指在基本支出之外发生的支出，包括为完成特定任务和事业发展目标所发生的支出。"
)


def test_final_accounts_without_line_breaks_are_around_a_report() -> None:
    report = parse(POURED.encode())
    assert (report.kind, report.title) == ("whole_department", "部门整体支出绩效自评报告")
    assert report.spending == ()
    assert list(report.profile.divisions) == ["校长办公室", "教务处"]
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (15, 17)
    assert str(report.conclusion.self_score) == "95"
    assert [one.problem for one in report.problems] == ["预算编制粗"]
    assert list(report.improvements) == ["编细预算"]
    assert report.coverage.ignored["page_number"] == len("- 1 -") * 3


def test_a_running_title_and_a_title_printed_twice_in_such_a_paragraph() -> None:
    head, title = "云岭县第三中学绩效自评", "云岭县第三中学2023年度部门整体支出绩效自评报告"
    body = (
        WHOLE.format("", "")
        .split("报告", 1)[1]
        .replace("三、政", f" 第1页 {head} 三、政")
        .replace("五、存", f" 第2页 {head} 五、存")
    )
    report = parse(f"{head} {title} {title} {body}".encode())
    assert report.title == title
    assert [one.title for one in report.outline][2:5:2] == ["政府性基金预算支出情况", "存在的问题及原因分析"]
    assert [one.text for one in report.performance.achievements] == ["加固水库3座。"]


def test_a_blank_ends_the_head_of_an_item_in_such_a_paragraph() -> None:
    body = (
        WHOLE.format("", "")
        .replace("(一)产出", " (一)产出")
        .replace("加固水库3座。", " 1.数量指标 加固水库3座。 2.时效指标 按期完 工。")
    )
    torn = body.replace("负责全县水利工作。", "负责全 县水利工作，承 担全县河道管 理和防汛抗 旱工作。")
    report = parse((torn + "二是按月调度支付进度；三是加强绩效指标管理，把评价结果用于预算安排。").encode())
    assert [(one.heading, one.text) for one in report.performance.achievements] == [
        ("数量指标", "加固水库3座。"),
        ("时效指标", "按期完工。"),
    ]
    assert list(report.profile.functions) == ["负责全县水利工作，承担全县河道管理和防汛抗旱工作。"]


TRANSFER = (
    "云岭县图书馆 云岭县图书馆 2023 年度中央补助资金转移支付绩效自评报告 一.绩效目标下达情况 "
    "根据云财教〔2023〕5 号文件，安排资金 60 万元，设置绩效指标 9 个，资 金全部下达。 "
    "二.绩效目标完成情况分析 （一） 资金投入情况 1 云岭县图书馆 资金 60 万元全部到位，按规 定用途使用。 "
    "（二） 绩效指标完成情况 1 数量指标。新购图书 3000 册。 2 质量指标：编目合格率 100%，借 阅无差错。 "
    "三.偏离绩效目标的原因和改进措施 1 书库面 积不足。 2 云岭县图书馆 2 编目人员偏 少。 "
    "三.绩效自评结果应用和公开情况 拟在门户网站公开。其他情况说明：数据见决算。 特此报告。 3"
)


def test_pages_numbers_and_running_titles_in_a_transfer_payments_paragraph() -> None:
    """A unit printed twice was the unit; a title was cut behind the words that are known («绩效目标»); bare numbers
    parted no items; a heading whose number stands twice, one without a number and the formula at the end were one."""
    report = parse(TRANSFER.encode())
    assert (report.kind, report.organization.name) == ("transfer_payment", "云岭县图书馆")
    assert report.title == "云岭县图书馆2023年度中央补助资金转移支付绩效自评报告"
    assert [(one.label, one.title, len(one.children)) for one in report.outline] == [
        ("一", "绩效目标下达情况", 0),
        ("二", "绩效目标完成情况分析", 2),
        ("三", "偏离绩效目标的原因和改进措施", 0),
        ("三", "绩效自评结果应用和公开情况", 0),
        (None, "其他情况说明", 0),
    ]
    assert [(one.heading, one.text) for one in report.performance.achievements] == [
        ("资金投入情况", "资金60万元全部到位，按规定用途使用。"),
        ("数量指标", "数量指标。新购图书3000册。"),
        ("质量指标", "质量指标：编目合格率100%，借阅无差错。"),
    ]
    assert [one.problem for one in report.problems] == ["书库面积不足", "编目人员偏少"]
    assert (report.conclusion.disclosure, report.other_matters) == ("拟在门户网站公开", "数据见决算。")
    assert report.coverage.ignored["closing"] == len("特此报告。")


ATTACHED = (
    "云岭县图书馆2023年度部门整体支出绩效自评报告 一、部门概况 （一）基本情况 {}负责图 书借阅。 "
    "二、整体支出情况 2023年支出 60 万元。 三、存在的问题 书库面积不足，编目人员偏少，读者较多，书架、桌椅和照明"
    "设施使用年限较 长，数字资源更新不够及 时，流动图书车覆盖的村社区有 限，少年儿童读物和地方文献所占的比例偏低。 "
    "四、改进措施 争取资金，改善书库条件，增加编目人员，更换书架、桌椅和照明设施，丰富数字资源，扩大流动图书车的"
    "覆盖面，补充少年儿童读物和地方文献，提高读者满意度。 "
    "附件目录：(1)部门整体支出绩效评价基础数据表 (2)部门整体支出绩效自评表 {} "
    "附件 1 2023 年度部门整体支出绩效评价基础数据表 财政供养人员情况 填表人：陈某 单位负责人签字： {} "
    "附件 2 2023 年度部门整体支出绩效自评表"
)


@pytest.mark.parametrize("marks", [("-1-", "-2-", "-3-"), ("-1", "-2-", "-3-"), ("—1—", "—2—", "—3—")])
def test_attachments_behind_their_list_in_such_a_paragraph(marks: tuple[str, str, str]) -> None:
    """«附件 1 2023年度…» was «附件», its list lost, «附件» who signed. A page's mark may have lost its second dash."""
    report = parse(ATTACHED.format(*marks).encode())
    assert [(one.label, one.title, one.role) for one in report.outline][2:] == [
        ("三", "存在的问题", "problems"),
        ("四", "改进措施", "improvements"),
        (None, "附件目录", "attachments"),
        ("附件1", None, "attachment"),
    ]
    assert [(one.label, one.title) for one in report.attachments] == [
        ("(1)", "部门整体支出绩效评价基础数据表"),
        ("(2)", "部门整体支出绩效自评表"),
    ]
    assert [(one.filled_by, one.head) for one in report.sign_offs] == [("陈某", None)]


def test_a_list_of_attachments_between_two_sections_of_such_a_paragraph() -> None:
    report = parse(
        (
            "云岭县图书馆2023年度项目支出绩效自评报告 一、自评结论 （一）自评得分 98 分。 "
            "（二）存在的问题 书库面积不足，编目人员偏少。 （三）改进措施 争取资金，改善书库条件，增加编目人员，"
            "更换书架、桌椅和照明设施。 附件：项目支出绩效自评表（附后） "
            "二、佐证材料 （一）项目概况 新购图书。 （二）自评工作开展情况 成立小组。"
        ).encode()
    )
    assert [(one.label, one.title, len(one.children)) for one in report.outline] == [
        ("一", "自评结论", 3),
        (None, None, 0),
        ("二", "佐证材料", 2),
    ]
    assert [(one.title, one.listed) for one in report.attachments] == [("项目支出绩效自评表（附后）", True)]


@pytest.mark.parametrize(("blank", "said"), [(" ", "我单位没有新建楼堂馆所。"), ("", None)])
def test_a_heading_without_a_number_behind_a_sentence_and_a_blank(blank: str, said: str | None) -> None:
    """The last paragraph of a page and the first of the next on one line (PyMuPDF4LLM): the section was lost. Where no
    blank parts them, a sentence of the section before goes on."""
    report = parse(
        (
            "2023年度云溪县水务局部门整体支出绩效自评报告\n一、单位基本情况\n云溪县水务局为正科级单位。\n"
            f"二、绩效自评结果拟应用和公开情况\n（一）表格按规定在门户网站公开。{blank}其他需要说明的情况：我单位没有新建楼堂馆所。\n"
        ).encode()
    )
    assert report.other_matters == said
    assert [one.title for one in report.outline] == [
        "单位基本情况", "绩效自评结果拟应用和公开情况", *(["其他需要说明的情况"] if said else []),
    ]  # fmt: skip
