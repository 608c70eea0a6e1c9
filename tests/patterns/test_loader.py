"""Packs of patterns: what is wrong is said with file, place and cure; a user's pack adds and replaces."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, default_patterns, everything, values

from jixiao.errors import LimitError, PatternError
from jixiao.patterns import Patterns, check, default_directory, expressions, load, loader, selftest
from jixiao.quotes import Source, squeeze
from jixiao.structure.flat.celltexts import level_word

Pack = Callable[[str], Path]

GOOD = """
[[pattern]]
id = "subject.books"
reads = "spending on books"
scope = "office"
text = '''购书(?:经费|支出)'''
examples = [{ in = "购书经费20万元" }]
not = ["购书20册"]
"""


def pattern(id_: str, text: str, *lines: str) -> str:
    """A pattern as it stands in a file."""
    return "\n".join(("[[pattern]]", f'id = "{id_}"', 'reads = "r"', f"text = '''{text}'''", *lines, ""))


def problems_of(patterns: Patterns) -> list[str]:
    """What the self-test says of the packs on top of ours: ours is tested once."""
    ours = default_patterns()

    def own(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
        return {id_: entry for id_, entry in now.items() if id_ not in before or entry.file != before[id_].file}

    roles = {id_: role for id_, role in patterns.roles.items() if role.titles[0].file != ours.roles[id_].titles[0].file}
    words, expressions_ = own(patterns.words, ours.words), own(patterns.expressions, ours.expressions)
    assert words or expressions_ or roles
    return check(replace(patterns, words=words, expressions=expressions_, roles=roles))


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Writes a pack of one file and gives its directory."""

    def write(content: str) -> Path:
        (tmp_path / "mine.toml").write_text(content, encoding="utf-8")
        return tmp_path

    return write


def test_the_pack_that_comes_with_jixiao_is_clean() -> None:
    assert check(default_patterns()) == []


def test_loading_twice_gives_the_same_hash_and_another_pack_another(pack: Pack) -> None:
    directory = pack(GOOD)
    assert load() is load()
    loader._load.cache_clear()
    fresh = load()
    assert fresh.hash == default_patterns().hash
    assert len(fresh.hash) == 16
    assert load([directory]).hash != fresh.hash


BROKEN = {
    "no TOML": ("[[pattern]\nid = 1", "不是合法的 TOML"),
    "unknown table": ("[patern]\nid = 'x'\n", "不认识的段 patern"),
    "no text": ("[[pattern]]\nid = 'x.y'\nreads = 'r'\n", "x.y 缺少 text"),
    "no id": ("[[pattern]]\nreads = 'r'\ntext = 'a'\n", "pattern ? 缺少 id"),
    "no text of a word": ("[words.w]\nexamples = ['a']\n", "words w 缺少 text"),
    "no title": ("[[role]]\nid = 'goals'\n", "role goals 缺少 title"),
    "no signals": ("[[family]]\nid = 'f'\nkind = 'project'\n", "family f 缺少 signals"),
    "no id of a form": ("[[form]]\ntitle = 'x'\n", "form ? 缺少 id"),
    "a key misspelt": ("[words.w]\ntext = 'a'\nexample = []\n", "example 无人认识，是否应为 examples"),
    "needs as a text": ("[[pattern]]\nid = 'x'\nreads = 'r'\ntext = 'a'\nneeds = '上年'\n", "needs 应为列表"),
    "an example as a number": ("[[pattern]]\nid = 'x'\nreads = 'r'\ntext = 'a'\nexamples = [5]\n", "例句应为文字"),
    "an example without in": (
        "[[pattern]]\nid = 'x'\nreads = 'r'\ntext = 'a'\nexamples = [{ amount = '5' }]\n",
        "例句应为文字",
    ),
    "text as a number": ("[[pattern]]\nid = 'x'\nreads = 'r'\ntext = 5\n", "text 应为文字"),
    "a pattern as a table": ("[pattern]\nid = 'x'\nreads = 'r'\ntext = 'a'\n", "缺少 id"),
    "a word as a text": ("[words]\nw = 'a'\n", "words w 缺少 text"),
    "a pack without version": ("[pack]\nname = 'mine'\n", "内容的形状不对"),
    "marks as a number": ("[marks]\ndash = 5\n", "内容的形状不对"),
    "places as a list": ("places = ['青禾县']\n", "内容的形状不对"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_names_itself_the_place_and_the_cure(name: str, pack: Pack) -> None:
    content, said = BROKEN[name]
    with pytest.raises(PatternError) as caught:
        load([pack(content)])
    assert "mine.toml" in caught.value.message
    assert said in caught.value.message
    assert "mine.toml" in caught.value.message_en
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 2


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"[words.w]\ntext = '\xff\xfe'\n")
    with pytest.raises(PatternError, match="不是合法的 TOML"):
        load([tmp_path])


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="不存在"):
        load([tmp_path / "none"])


PROBLEMS = {
    "bad expression": ("text = '''(a'''\nexamples = [{ in = 'a' }]", "不是合法的表达式"),
    "missing word": ("text = '''{nowhere}'''\nexamples = [{ in = 'a' }]", "{nowhere} 不存在"),
    "example not matched": ("text = '''支出'''\nexamples = [{ in = '收入' }]", "example not matched: 收入"),
    "wrong capture": (
        "text = '''(?P<n>\\d+)人'''\nexamples = [{ in = '12人', n = '13' }]",
        "12人: n is '12', not '13'",
    ),
    "no such capture": ("text = '''\\d+人'''\nexamples = [{ in = '12人', n = '12' }]", "12人: n is '', not '12'"),
    "counter-example": (
        "text = '支出'\nexamples = [{ in = '支出' }]\nnot = ['无支出']",
        "counter-example matched: 无支出",
    ),
    "no examples": ("text = '''支出'''", "has no examples"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_the_self_test_finds(name: str, pack: Pack) -> None:
    body, said = PROBLEMS[name]
    (problem,) = problems_of(load([pack(f"[[pattern]]\nid = 'mine.x'\nreads = 'r'\n{body}\n")]))
    assert problem.startswith("mine.toml")
    assert "mine.x" in problem
    assert said in problem


RUNAWAY = pattern("mine.x", "(?:一|一一)+[二三]", "examples = [{ in = '一一二' }]")


def test_a_runaway_expression_is_found(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_PATIENCE", 0.1)
    monkeypatch.setattr(selftest, "_WAIT", 2.0)
    slow = load([pack(pattern("mine.x", "(?:[一二]|[一二]{2})+[三四]|^二$", "examples = [{ in = '二' }]"))])
    (problem,) = check(Patterns(expressions={"mine.x": slow["mine.x"]}))
    assert problem.startswith("mine.toml: mine.x: runs away on repetitions of '二'")


def test_a_runaway_search_fails_the_document_and_drops_no_match(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "SECONDS", 0.05)
    slow = load([pack(RUNAWAY)])["mine.x"]
    text = Source(0, "一" * 400 + "四二").view()  # without 二 or 三 it would not be tried
    for search in (slow.search, slow.match, slow.fullmatch):
        with pytest.raises(LimitError, match=r"mine\.x"):
            search(text)
    with pytest.raises(LimitError, match=r"mine\.x"):
        list(slow.finditer(text))


def test_broken_words_and_titles_are_problems_too(pack: Pack) -> None:
    content = "[words.w]\ntext = '(a'\n[words.v]\ntext = 'a'\nexamples = ['b']\nnot = ['a']\n"
    problems = problems_of(load([pack(content + "[[role]]\nid = 'goals'\ntitle = '(b'\n")]))
    expected = ("word.w", "example not matched: b", "counter-example matched: a", "section.goals")
    assert len(problems) == len(expected)
    assert all(problem.startswith("mine.toml") for problem in problems)
    assert all(said in problem for said, problem in zip(expected, problems, strict=True))


def test_a_circular_word(pack: Pack) -> None:
    content = "[words.a]\ntext = '{b}'\nexamples = ['x']\n[words.b]\ntext = '{a}'\nexamples = ['x']\n"
    problems = problems_of(load([pack(content)]))
    assert len(problems) == 2
    assert all("循环引用" in problem for problem in problems)


# ---- a user's pack

SPENDING = f"{TITLE}二、一般公共预算支出情况\n购书经费20万元，基本支出100万元。\n"


def amounts(patterns: Patterns) -> list[tuple[str, str]]:
    found = values(everything(context_of(SPENDING, patterns)))["spending"]
    return [(statement["scope"], str(statement["amount"])) for statement in found]


def test_a_pack_adds(pack: Pack) -> None:
    patterns = load([pack(GOOD)])
    assert problems_of(patterns) == []
    assert amounts(default_patterns()) == [("basic", "100")]
    assert amounts(patterns) == [("office", "20"), ("basic", "100")]


def test_a_pack_replaces_by_id(pack: Pack) -> None:
    content = pattern("subject.basic", "购书经费", "scope = 'basic'", "examples = [{ in = '购书经费' }]")
    assert amounts(load([pack(content)])) == [("basic", "20")]


def test_a_later_pack_wins_and_words_are_shared(tmp_path: Path) -> None:
    for name, word in (("one", "甲"), ("two", "乙")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "p.toml").write_text(
            f"[words.mine]\ntext = '{word}'\nexamples = ['{word}']\n[[pattern]]\nid = 'mine.x'\nreads = '{name}'\n"
            f"text = '''{{mine}}{{number}}'''\nexamples = [{{ in = '{word}1' }}]\n",
            encoding="utf-8",
        )
    patterns = load([tmp_path / "one", tmp_path / "two"])
    assert problems_of(patterns) == []
    assert patterns["mine.x"].reads == "two"
    assert patterns["mine.x"].search(Source(0, "乙12").view()) is not None
    assert load([tmp_path / "two", tmp_path / "one"])["mine.x"].reads == "one"


def test_lists_of_a_pack_add_to_ours(pack: Pack) -> None:
    content = "[marks]\ndash = ['~']\n[concept]\nmeetings_training = ['读书会']\n[rating]\n'优' = ['顶呱呱']\n"
    levels = "[level1]\n'项' = { end = true }\n'灵气指标' = { dimension = 'social', level1 = ['效益指标'] }\n"
    patterns = load([pack(f"{content}[places]\nmine = ['青禾县']\n{levels}")])
    assert [level_word(word, patterns) is not None for word in ("数量项", "数量类", "灵气项", "项")] == [
        True,
        True,
        True,
        False,
    ]
    assert (patterns.null_kind("~"), patterns.null_kind("—")) == ("dash", "dash")
    assert patterns.concept("读书会") == "meetings_training"
    assert (patterns.rating("顶呱呱"), patterns.rating("优秀"), patterns.rating("甲")) == ("优", "优", None)
    assert values(everything(context_of(SPENDING, patterns)))["organization"]["region"] == "青禾县"
    assert "青禾县" not in default_patterns().places


def test_a_role_of_a_pack_names_a_section(pack: Pack) -> None:
    titles = "['努力方向', '整改打算']"
    patterns = load([pack(f"[[role]]\nid = 'improvements'\ntitle = {titles}\nexamples = {titles}\n")])
    assert problems_of(patterns) == []
    found = values(everything(context_of(f"{TITLE}一、努力方向\n1、细化。\n", patterns)))
    assert found["improvements"] == ["细化"]


def test_a_pattern_without_its_further_keys_does_no_harm(pack: Pack) -> None:
    """A subject without scope or furniture without a reason was a KeyError in the middle of a report."""
    content = (
        "[[pattern]]\nid = 'subject.books'\nreads = 'r'\ntext = '购书经费'\nexamples = [{ in = '购书经费' }]\n"
        "[[pattern]]\nid = 'ignore.stamp'\nreads = 'r'\ntext = '^盖章处$'\nexamples = [{ in = '盖章处' }]\n"
    )
    patterns = load([pack(content)])
    assert amounts(patterns) == [("basic", "100")]
    assert [(r, q.raw) for r, q in context_of("盖章处\n" + SPENDING, patterns).claims.ignored] == [("stamp", "盖章处")]


def test_full_width_marks_in_a_pattern_read_folded_text(pack: Pack) -> None:
    lines = ("needs = ['（']", "examples = [{ in = '甲（５０％）。', n = '５０％' }]")
    patterns = load([pack(pattern("mine.x", "甲（(?P<n>{percent})）。", *lines))])
    assert problems_of(patterns) == []
    found = patterns["mine.x"].search(Source(0, "甲 ( 50% )。").view())
    assert found is not None
    assert (found["n"], found.quote().raw, found.has("m")) == ("50%", "甲 ( 50% )。", False)


def test_needs_are_tried_first(pack: Pack) -> None:
    patterns = load([pack(pattern("mine.x", "甲", "needs = ['乙']", "examples = [{ in = '甲乙' }]"))])
    assert patterns["mine.x"].search(Source(0, "甲").view()) is None
    assert patterns["mine.x"].search(Source(0, "乙甲").view()) is not None


def test_words_that_are_needed_twice_over_are_asked_for_once_and_the_others_too(pack: Pack) -> None:
    lines = ("needs = ['去年', '上年']", "examples = [{ in = '比上年增5元' }]")
    patterns = load([pack(pattern("mine.x", "比(?:上年|去年)(?:增|减)\\d元", *lines))])
    found = {
        text: patterns["mine.x"].may_match(text) for text in ("比上年增5元", "比今年增5元", "比去年5元", "去年增5元")
    }
    assert found == {"比上年增5元": True, "比今年增5元": False, "比去年5元": False, "去年增5元": False}


def test_an_expression_that_does_not_compile_fails_the_document_with_its_name(pack: Pack) -> None:
    patterns = load([pack(pattern("subject.x", "(a", "scope = 'basic'"))])
    with pytest.raises(PatternError, match=r"mine\.toml：模式 subject\.x"):
        everything(context_of(SPENDING, patterns))


def test_the_packs_of_a_checkout_and_of_a_wheel_are_the_same_files(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(default_directory(), copy)
    assert load([copy]).expressions.keys() == default_patterns().expressions.keys()


def test_a_family_is_asked_at_once_which_of_it_may_match() -> None:
    patterns = default_patterns()
    for expression in patterns.family_of("ignore"):
        for example in expression.examples:
            text = squeeze(example["in"])
            assert expression in patterns.likely("ignore", text), expression.id
            assert expression in patterns.likely("ignore", "我局完成绿化造林" * 20 + text), expression.id
    assert not patterns.likely("ignore", "我局完成绿化造林")
    assert patterns.likely("kind", "我局完成绿化造林")  # some of its patterns need no word


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("{year}(?:增加|减少)[|(]?\\|{money}", True),
        ("{year}?增加{money}", False),
        ("{year}增加{money}|同比增加{money}", False),
        ("(?:{year}|本年)增加{money}", False),
    ],
)
def test_what_an_expression_begins_with_is_tested(pack: Pack, text: str, right: bool) -> None:
    """``begins`` spares places that hold no such word: an expression that begins otherwise would lose matches."""
    example = "2023年增加|1万元" if right else "2023年增加1万元"
    lines = ('begins = "year"', f'examples = ["{example}"]')
    problems = problems_of(load([pack(pattern("spending.change.mine", text, *lines))]))
    assert problems == ([] if right else ["mine.toml: spending.change.mine: not all of it begins with {year}"])


def test_starts_are_told_within_matches_too() -> None:
    """«同比上年相比»: what does not go on from the first place may from the second."""
    text = Source(0, "支出10万元，同比上年相比增加1万元").view()
    places = default_patterns().word("against_last_year").starts(text)
    assert [text.match[at : at + 2] for at in places] == ["同比", "比上", "上年"]
