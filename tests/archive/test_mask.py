"""Names and numbers are masked wherever they occur, and nothing else changes."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import fictional
from jixiao.archive.mask import Mask, mask_of, mask_path
from jixiao.archive.tables import BY_NAME
from jixiao.schema import Block, Report, SignOff, to_json

NAME, HEAD, PHONE, MOBILE = "宋小果", "柳青", "0799-6212345", "15400005678"


def report_with(*texts: str, **sign: str | None) -> Report:
    report = fictional.report()
    blocks = tuple(Block.of(100 + i, "paragraph", text) for i, text in enumerate(texts))
    signs = (SignOff(attachment="附件1", **sign),) if sign else ()
    return report.model_copy(update={"blocks": (*report.blocks, *blocks), "sign_offs": signs})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("填表人：宋小果", "填表人：宋**"),
        ("填表人：宋 小 果。", "填表人：宋 * *。"),
        ("负责人柳　青签字", "负责人柳　*签字"),
        ("联系电话：0799-6212345", "联系电话：****-***2345"),
        ("手机15400005678", "手机*******5678"),
        ("金额15400005678.90元", "金额*******5678.90元"),
        ("编号1540000567890", "编号1540000567890"),
        ("编号１15400005678", "编号１15400005678"),
        ("身份证110101199003074514", "身份证**************4514"),
        ("传真：0799 6254321", "传真：**** ***4321"),
        ("宋代", "宋代"),
    ],
)
def test_masks_in_text_and_keeps_its_length(text: str, masked: str) -> None:
    mask = mask_of(report_with(text, filled_by=NAME, head=HEAD, phone=PHONE))
    assert mask.text(text) == masked
    assert len(masked) == len(text)


def test_the_json_stays_json_and_holds_neither_name_nor_number() -> None:
    texts = (f"填表人：{NAME}，手机{MOBILE}", f"{NAME[0]} {NAME[1:]}", f"电话{PHONE}", '引号"和\\斜杠,15400005678,"')
    report = report_with(*texts, filled_by=NAME, head=HEAD, phone=PHONE)
    text = mask_of(report).json(to_json(report)).decode()
    back = Report.from_json(text)
    for secret in (NAME, HEAD, PHONE, MOBILE):
        assert secret not in text
    assert back.sign_offs[0].filled_by == "宋**"
    assert back.blocks[-1].text == '引号"和\\斜杠,*******5678,"'
    assert back.spending == report.spending
    assert [len(b.text) for b in back.blocks] == [len(b.text) for b in report.blocks]


def test_numbers_and_checksums_of_the_json_are_no_telephones() -> None:
    report = report_with(f"手机{MOBILE}")
    source = report.source.model_copy(update={"sha256": f"ab{MOBILE}cd", "size_bytes": int(MOBILE)})
    report = report.model_copy(update={"source": source})
    text = mask_of(report).json(to_json(report)).decode()
    assert json.loads(text)["source"]["sha256"] == f"ab{MOBILE}cd"
    assert json.loads(text)["source"]["size_bytes"] == int(MOBILE)
    bare = Mask([(MOBILE, "*******5678")])
    plain = f'{{"kind":1,"a":[{MOBILE},"{MOBILE}"]}}'
    assert bare.json(plain.encode()).decode() == f'{{"kind":1,"a":[{MOBILE},"*******5678"]}}'


def test_a_name_that_names_nobody_masks_nothing() -> None:
    report = report_with("（略）见附件", filled_by="（略）", head="/")
    assert mask_of(report).text("（略）见附件 a/b") == "（略）见附件 a/b"


def test_rows_are_masked_as_texts_are() -> None:
    mask = mask_of(report_with(filled_by=NAME))
    problems = BY_NAME["problems"]
    assert mask.rows(problems, [("无", None), (f"由{NAME}填", "")]) == [("无", None), ("由宋**填", "")]
    same = [("无", None)]
    assert mask.rows(problems, same) is same
    assert mask.rows(BY_NAME["buildings"], [(None,) * 6]) == [(None,) * 6]
    assert mask.rows(BY_NAME["measures"], [(f"由{NAME}填",)]) == [("由宋**填",)]
    assert mask.rows(BY_NAME["goals"], [(0, NAME, None, Decimal(1))]) == [(0, "宋**", None, Decimal(1))]


def test_paths_without_a_report_lose_numbers_only() -> None:
    assert mask_path("报告/15400005678.txt") == "报告/*******5678.txt"
