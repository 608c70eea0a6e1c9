"""Labels written by their parts: what they stand for, and by which keys they are found."""

from __future__ import annotations

from jixiao.structure.form_labels import count_of, keys_of, row_keys_of, spelled


def test_a_label_by_its_parts_is_each_of_its_alternatives_once() -> None:
    assert spelled(("<|预算|项目>主管<部门|单位>",)) == (
        "主管部门", "主管单位", "预算主管部门", "预算主管单位", "项目主管部门", "项目主管单位",
    )  # fmt: skip
    assert count_of("<|预算|项目>主管<部门|单位>") == 6
    assert spelled(("主管部门", "<|预算>主管部门")) == ("主管部门", "预算主管部门")


def test_short_words_count_only_where_they_are_written_whole() -> None:
    assert spelled(("<|年度>目标",)) == ("年度目标",)
    assert spelled(("目标",)) == ("目标",)
    assert count_of("目标") == 1


def test_keys_are_those_of_the_text() -> None:
    assert keys_of(("年度预\n算申请（万元）", "2022年决算数", "年度预算申请")) == {"年度预算申请", "{year}年决算数"}
    assert row_keys_of(("其中：1.办公费", "办公费：")) == {"办公费"}
