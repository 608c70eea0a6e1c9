"""What an expression asks for without being compiled: it may say «maybe» too often, and must never say «no» wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

import jixiao
from jixiao.patterns import Patterns, load
from jixiao.patterns.expressions import Expression, Word
from jixiao.patterns.required import Required, required
from jixiao.quotes import squeeze

WORDS = {"body": "局|委|办公室", "any": ".{0,3}", "wrong": "(?:"}
SET = Path(__file__).parents[2] / "samples" / "set"


def asks(text: str) -> Required:
    return required(text, lambda name: WORDS[name])


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("预算数", (("预算数",),)),
        ("预 算\t数  # a note | of no effect\n", (("预算数",),)),
        ("预算数?", (("预算",),)),
        ("预(?:算)?数", (("数",), ("预",))),
        ("支出{2,}", (("支出",),)),
        ("支出{0,3}", (("支",),)),
        ("收入|支出", (("支出", "收入"),)),
        ("(?P<kind>收入|支出总额)情况", (("情况",), ("支出总额", "收入"))),
        ("(?:收入|支出)*情况", (("情况",),)),
        ("收入|", ()),
        ("[收支]入", (("入",), ("支", "收"))),
        ("[^收支]入", (("入",),)),
        (r"[\]\[(]入\(元\)", (("入(元)",),)),
        (r"[[a-c]--[b]]入", (("入",),)),
        ("(?!暂无)支出(?<!没有)", (("支出",),)),
        ("(?=.*支出)情况", (("情况",), ("支出",))),
        (r"\d{4}年\u4e00", (("年",),)),
        ("本{body}情况", (("情况",), ("本",), ("办公室", "委", "局"))),
        ("{body}?情况", (("情况",),)),
        ("(?:万元|元|亿元)整", (("元",), ("整",))),
        ("(?:预算){e<=1}", ()),
        ("(?i)ABC", ()),
        (r"(?P<a>年)支出(?P=a)", ()),
        ("{unknown}支出", ()),
        ("{wrong}支出", ()),
        ("支出)", ()),
        ("(支出", ()),
    ],
)
def test_clauses(text: str, clauses: tuple[tuple[str, ...], ...]) -> None:
    assert asks(text).clauses == clauses


@pytest.mark.parametrize(
    ("text", "whole", "foreign"),
    [
        ("(?:收入|支出)+情况", ["收入情况", "支出收入情况"], ["收入的情况", "收入情况:", "收入情况1"]),
        (r"支出\d+", ["支出12", "支出١٢"], ["支出一", "支出1.2"]),
        (r"本[\u4e00-\u9fff]{0,2}支出", ["本单位支出", "本支出"], ["本A支出", "本单位,支出"]),
        ("支出{any}", ["支出:A"], ["收入"]),
        ("(?!.*无)支出", ["支出"], ["支出无"]),
        (r"支出\w", ["支出:"], ["收入"]),
        ("支出[、。]", ["支出、"], ["支出,"]),
    ],
)
def test_alphabet(text: str, whole: list[str], foreign: list[str]) -> None:
    asked = asks(text)
    assert [asked.whole_of(one) for one in whole] == [True] * len(whole)
    assert [asked.whole_of(one) for one in foreign] == [False] * len(foreign)


def _all_expressions(patterns: Patterns) -> list[Expression]:
    titles = [title for role in patterns.roles.values() for title in role.titles]
    return [*patterns.expressions.values(), *titles, *map(patterns.word, patterns.words)]


def test_no_match_of_the_packs_is_missed() -> None:
    """Every expression on its own examples and, in turn, on a share of all others'."""
    expressions = _all_expressions(load())
    own = [
        [squeeze(one if isinstance(one, str) else one["in"]) for one in (*e.examples, *e.counter_examples)]
        for e in expressions
    ]
    texts = sorted({text for each in own for text in each})
    told = missed = 0
    for index, expression in enumerate(expressions):
        asked = expression.required
        for text in (*own[index], *texts[index % 9 :: 9]):
            somewhere, whole = asked.somewhere_in(text), asked.whole_of(text)
            told += not somewhere
            missed += not somewhere and expression.compiled.search(text) is not None
            missed += not whole and expression.compiled.fullmatch(text) is not None
    assert missed == 0
    assert told > 30_000  # most questions are answered without compiling: else this is of no use


def test_an_expression_that_cannot_match_is_not_compiled() -> None:
    words: dict[str, Word] = {}
    expression = Expression("x", "", "支出|收入", (), (), (), "", words)
    assert not expression.fits("结余")
    assert not expression.occurs("本年结余")
    assert "compiled" not in expression.__dict__
    assert expression.occurs("本年支出")
    assert "compiled" in expression.__dict__
    assert not expression.occurs("本年结余")


def test_titles_known_from_examples_have_the_role_that_the_expressions_give() -> None:
    patterns = load()
    examples = dict(patterns._role_of)
    assert len(examples) > 100
    assert {title: patterns.fitting_role(title) for title in examples} == examples


def test_few_expressions_are_compiled_for_one_report() -> None:
    """What a fresh process costs: of some 370 expressions a report of the seed's family needs about a fourth."""
    patterns = load((Path(__file__).parents[2] / "patterns" / "families",))  # an object of its own, nothing compiled
    object.__setattr__(patterns, "tested", True)
    jixiao.parse(next(SET.glob("*.tab-cells.txt")), patterns=patterns)
    compiled = sum("compiled" in expression.__dict__ for expression in _all_expressions(patterns))
    assert 20 < compiled < 125


def test_an_expression_is_not_tried_where_words_that_it_needs_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    expression = Expression("test", "", "编制(?:数|人员)", (), (), (), "test.toml", {}, tested=True)
    assert expression.fits("编制数")
    assert not expression.fits("编制")
    monkeypatch.setitem(expression.__dict__, "compiled", None)  # nobody asks it
    assert not expression.fits("实有人数")
