"""Expressions that are compiled when first asked: the same as `re`'s, and right, all of them."""

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import jixiao
from jixiao import lazy_re


def test_nothing_is_compiled_before_it_is_asked_and_once_then() -> None:
    asked: lazy_re.Waiting[str] = lazy_re.Waiting(r"(?P<year>\d{4})年", 0)
    assert "_ready" not in vars(asked)
    assert asked.pattern == r"(?P<year>\d{4})年"
    found = asked.search("二〇 2024年")
    assert found is not None
    assert found["year"] == "2024"
    compiled = asked.ready()
    assert compiled is asked.ready()
    assert asked.search == compiled.search  # no call of ours between


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("search", ("1.2,3", 2)),
        ("match", ("1.2,3",)),
        ("fullmatch", ("1",)),
        ("finditer", ("1.2,3", 0, 3)),
        ("findall", ("1.2,3",)),
        ("split", ("1.2,3", 1)),
        ("sub", ("x", "1.2,3")),
        ("subn", ("x", "1.2,3")),
    ],
)
def test_methods_are_those_of_re(name: str, asked: tuple[object, ...]) -> None:
    def plain(answer: object) -> object:
        if isinstance(answer, re.Match):
            return answer.span()
        return answer if isinstance(answer, str | tuple | list) else [m.span() for m in answer]  # type: ignore[attr-defined]

    waiting = lazy_re.compile(r"\D|(?P<one>1)")
    expected = plain(getattr(re.compile(r"\D|(?P<one>1)"), name)(*asked))
    assert plain(getattr(waiting, name)(*asked)) == expected
    assert plain(getattr(waiting, name)(*asked)) == expected


def test_attributes_are_those_of_re() -> None:
    waiting, known = (module.compile("(?P<a>x)(y)", re.IGNORECASE) for module in (lazy_re, re))
    assert (waiting.pattern, waiting.flags, waiting.groups) == (known.pattern, known.flags, known.groups)
    assert dict(waiting.groupindex) == dict(known.groupindex)
    assert lazy_re.compile(b"[0-9]+").findall(b"12 3") == [b"12", b"3"]


def test_all_expressions_of_the_modules_are_right() -> None:
    """None is compiled before a report asks it: so that a wrong one is found here and not there."""
    found = 0
    for module in pkgutil.walk_packages(jixiao.__path__, "jixiao."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, lazy_re.Waiting):
                    value.ready()
                    found += 1
    assert found > 300


def test_few_expressions_are_compiled_by_an_import() -> None:
    code = (
        "import gc, jixiao.pipeline; from jixiao.lazy_re import Waiting;"
        "known = [one for one in gc.get_objects() if isinstance(one, Waiting)];"
        "print(len(known), sum('_ready' in vars(one) for one in known))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    known, compiled = map(int, run.stdout.split())
    assert known > 200
    assert compiled < 10
