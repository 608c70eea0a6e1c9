"""Labels of sections and entries, and all the numbers that look like one and are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.quotes import squeeze
from jixiao.structure.labels import ATTACHMENT, Kind, bare_at, label_at, number_of

DIGITS = "一二三四五六七八九"
CHINESE = [*DIGITS, "十", *(f"十{d}" for d in DIGITS), "二十", *(f"二十{d}" for d in DIGITS)]


def read(text: str) -> tuple[Kind, int, str] | None:
    folded = squeeze(text)
    label = label_at(folded)
    return (label.kind, label.number, folded[label.end :]) if label else None


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第一部分甲", Kind.PART, 1),
        ("第十二章、甲", Kind.PART, 12),
        ("第3部分 甲", Kind.PART, 3),
        ("一、甲", Kind.CHINESE, 1),
        ("二．甲", Kind.CHINESE, 2),
        ("三.甲", Kind.CHINESE, 3),
        ("四，甲", Kind.CHINESE, 4),
        ("五 、甲", Kind.CHINESE, 5),
        ("六：甲", Kind.CHINESE, 6),
        ("十一、甲", Kind.CHINESE, 11),
        ("（一）甲", Kind.CHINESE_PAREN, 1),
        ("(二)甲", Kind.CHINESE_PAREN, 2),
        ("（三)甲", Kind.CHINESE_PAREN, 3),
        ("（四）、甲", Kind.CHINESE_PAREN, 4),
        ("（ 五 ）甲", Kind.CHINESE_PAREN, 5),
        ("〔六〕甲", Kind.CHINESE_PAREN, 6),
        ("七）甲", Kind.CHINESE_PAREN, 7),
        ("（十三）甲", Kind.CHINESE_PAREN, 13),
        ("1.甲", Kind.ARABIC, 1),
        ("２、甲", Kind.ARABIC, 2),
        ("3．甲", Kind.ARABIC, 3),
        ("4，甲", Kind.ARABIC, 4),
        ("5)甲", Kind.ARABIC, 5),
        ("6甲", Kind.ARABIC, 6),
        ("12、甲", Kind.ARABIC, 12),
        ("（1）甲", Kind.ARABIC_PAREN, 1),
        ("(10)、甲", Kind.ARABIC_PAREN, 10),
        ("①甲", Kind.CIRCLED, 1),
        ("⑳、甲", Kind.CIRCLED, 20),
        ("一是甲", Kind.ORDINAL, 1),
        ("二要甲", Kind.ORDINAL, 2),
        ("第三，甲", Kind.ORDINAL, 3),
        ("其四、甲", Kind.ORDINAL, 4),
    ],
)
def test_labels(text: str, kind: Kind, number: int) -> None:
    assert read(text) == (kind, number, "甲")


@pytest.mark.parametrize("mark", ["、", ".", "，", "．", "："])
def test_chinese_numbers_in_all_marks(mark: str) -> None:
    assert [read(f"{n}{mark}甲") for n in CHINESE] == [(Kind.CHINESE, i, "甲") for i in range(1, 30)]


@settings(deadline=None)
@given(st.sampled_from(CHINESE), st.sampled_from(CHINESE))
def test_a_label_ends_before_the_text(number: str, text: str) -> None:
    """«（一）二级机构»: what follows the label is the text's, numerals too."""
    found = read(f"（{number}）{text}级机构")
    assert found is not None
    assert found[2] == f"{text}级机构"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1.2023年起负责古籍", "2023年起负责古籍"),
        ("2、2023年度工作", "2023年度工作"),
        ("1根据市编办文件", "根据市编办文件"),
        ("（一）。部门主要职责", "部门主要职责"),  # a scan's «．»
        ("(2)。单位机构设置", "单位机构设置"),
    ],
)
def test_a_year_or_a_mark_behind_a_label(text: str, rest: str) -> None:
    found = read(text)
    assert found is not None
    assert found[2] == rest


YEAR = st.integers(1949, 2049)
MEASURED = [
    "年",
    "月",
    "日",
    "号",
    "时",
    "人",
    "名",
    "个",
    "次",
    "万元",
    "亿元",
    "元",
    "万人次",
    "件",
    "批",
    "项",
    "台",
    "套",
    "辆",
    "座",
    "处",
    "场",
    "期",
    "册",
    "卷",
    "类",
    "种",
    "间",
    "余个",
    "%",
    "度",
    "户",
    "家",
    "所",
    "岁",
]


@settings(deadline=None)
@given(
    st.one_of(
        st.builds("{}年度工作".format, YEAR),
        st.builds("{}年底完成".format, YEAR),
        st.builds("{}年至{}年".format, YEAR, YEAR),
        st.builds("（{}年度）".format, YEAR),
        st.builds("〔{}〕{}号".format, YEAR, st.integers(1, 199)),
        st.builds("{}〕{}号文件".format, YEAR, st.integers(1, 199)),
        st.builds("{}-{:02}-{:02}".format, YEAR, st.integers(1, 12), st.integers(1, 31)),
        st.builds("{}.{}.{}".format, YEAR, st.integers(1, 12), st.integers(1, 31)),
        st.builds("{}/{}/{}".format, YEAR, st.integers(1, 12), st.integers(1, 31)),
        st.builds("{}月{}日".format, st.integers(1, 12), st.integers(1, 31)),
        st.builds("{}日前".format, st.integers(1, 31)),
        st.builds("{}-{}月".format, st.integers(1, 12), st.integers(1, 12)),
        st.builds("{}.{:02}万元".format, st.integers(0, 9999), st.integers(0, 99)),
        st.builds("{}.{}%".format, st.integers(0, 100), st.integers(0, 9)),
        st.builds("{:,}元".format, st.integers(1000, 10**9)),
        st.builds("{}{}".format, st.integers(0, 99), st.sampled_from(MEASURED)),
        st.builds("{}、{}、{}号楼".format, st.integers(1, 9), st.integers(10, 19), st.integers(20, 29)),
        st.builds("{}".format, st.integers(0, 10**6)),
    )
)
def test_years_dates_documents_and_quantities_are_no_labels(text: str) -> None:
    assert label_at(squeeze(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算",
        "二级机构",
        "三公经费",
        "十年规划",
        "一方面",
        "一",
        "第一",
        "第一名",
        "第一时间",
        "第二批",
        "（一",
        "九",
        "（）甲",
        "",
        "甲一、",
    ],
)
def test_words_that_begin_like_labels(text: str) -> None:
    assert label_at(squeeze(text)) is None


def test_a_label_in_the_middle_is_found_where_it_is_looked_for() -> None:
    text = "完成。2、甲"
    assert label_at(text) is None
    label = label_at(text, 3)
    assert label is not None
    assert (label.kind, label.number, label.start, label.end) == (Kind.ARABIC, 2, 3, 5)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1部门预算", 1),
        ("12公共服务", 12),
        ("2个别指标", 2),
        ("2个项目", None),
        ("2023年", None),
        ("1.甲", None),
        ("甲", None),
    ],
)
def test_bare_numbers(text: str, number: int | None) -> None:
    label = bare_at(text)
    assert (label.number if label else None) == number


@pytest.mark.parametrize(
    ("text", "number", "mark"),
    [
        ("附件1", "1", None),
        ("附件12：自评表", "12", ":"),
        ("附件 一", "一", None),
        ("附表2.基础数据表", "2", "."),
        ("附件：", None, ":"),
        ("附件2023年度", None, None),
        ("附件1年", None, None),
    ],
)
def test_attachment_labels(text: str, number: str | None, mark: str | None) -> None:
    found = ATTACHMENT.match(squeeze(text))
    assert found is not None
    assert (found["n"], found["mark"]) == (number, mark)


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("十二", 12), ("", 0), ("甲", 0)])
def test_number_of(text: str, number: int) -> None:
    assert number_of(text) == number


def test_a_dot_in_the_middle_of_the_line_ends_a_numeral_as_a_scan_reads_it() -> None:
    """«二、» read as «二·» throughout: no heading was known, and the narrative was taken for a torn table."""
    label = label_at("二·存在的问题")
    assert label is not None
    assert label_at("二·一般公共预算拨款支出情况") == label
    assert label_at("七・存在的问题") is not None  # U+30FB
    assert label_at("三·八妇女节活动少。") is None


def test_numbers_that_are_one_character_with_their_mark() -> None:
    """«⒈», «⑴», «㈠»: three achievements were lost, and problems kept their number."""
    found = [label_at(text) for text in ("⒈办件量上升", "⑿办件量上升", "㈢效益情况")]
    assert [label and (label.kind, label.number, label.end) for label in found] == [
        (Kind.ARABIC, 1, 1), (Kind.ARABIC_PAREN, 12, 1), (Kind.CHINESE_PAREN, 3, 1),
    ]  # fmt: skip
