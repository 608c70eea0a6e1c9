"""What differs by province, year or form is data: no such word stands in what reads a report."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from jixiao.patterns import load
from jixiao.quotes import squeeze
from jixiao.structure.forms import forms_of

SRC = Path(__file__).parents[2] / "src" / "jixiao"
READING = ("readers", "structure", "extract", "patterns", "document.py", "quotes.py", "values.py", "pipeline.py")
PROVINCES = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "hunan",
    "hubei",
    "yunnan",
    "sichuan",
    "chongqing",
    "anhui",
    "hebei",
    "guangdong",
    "beijing",
]
YEAR = re.compile(r"(?<![\d.A-Za-z])(?:19[5-9]\d|20[0-4]\d)(?![\d.-])")
COMMON = frozenset(
    {"单位", "部门", "备注", "说明", "合计", "原因", "分值", "得分", "名称", "项目", "等级", "内容", "权重"}
)
"""Short words that stand in forms and everywhere else."""


@cache
def literals(file: Path) -> tuple[tuple[int, str], ...]:
    """The string literals of a module that take part in reading: no docstrings, no messages."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    apart: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            apart.add(id(node.value))
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rsplit(".", 1)[-1]
            if name.endswith(("Error", "error", "Diagnostic")):
                apart |= {id(part) for part in ast.walk(node)}
    return tuple(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
    )


def words_of_forms() -> frozenset[str]:
    """All labels that a form prints."""
    words: set[str] = set()
    for form in forms_of(load()):
        for zone in form.zones:
            words.update(
                *(c.labels for c in zone.columns), *(r.labels for r in zone.rows), *(p.labels for p in zone.pairs)
            )
            words.update(zone.labels, zone.block.labels if zone.block else ())
        words.update(form.titles)
    return frozenset(squeeze(word) for word in words if "{" not in word) - COMMON


@pytest.mark.no_cover
def test_no_province_and_no_year_stands_in_src() -> None:
    found = [
        f"{file.relative_to(SRC)}:{line}: {text[:60]}"
        for file in sorted(SRC.rglob("*.py"))
        for line, text in literals(file)
        # Titles of the schema may name a family as an example.
        if file.parent.name not in ("schema", "checks")
        and (
            any(name in text for name in PROVINCES) or (YEAR.search(text) and "\\u" not in text and "http" not in text)
        )
    ]
    assert found == []


@pytest.mark.no_cover
def test_no_word_of_a_form_stands_in_what_reads() -> None:
    words = words_of_forms()
    assert len(words) > 300
    long = [word for word in words if len(word) > 3]

    def says(text: str) -> bool:
        key = squeeze(text) if not text.isascii() else text
        return key in words or any(word in key for word in long)

    found = [
        f"{file.relative_to(SRC)}:{line}: {text[:60]}"
        for file in sorted(SRC.rglob("*.py"))
        if file.relative_to(SRC).parts[0] in READING
        for line, text in literals(file)
        if says(text)
    ]
    assert found == []


def test_no_word_of_a_unit_s_name_stands_in_what_reads() -> None:
    """Kinds of places and of offices are words of patterns (`identity.toml`)."""
    found = [
        f"{file.relative_to(SRC)}:{line}: {text[:60]}"
        for file in sorted(SRC.rglob("*.py"))
        if file.relative_to(SRC).parts[0] in READING
        for line, text in literals(file)
        if any(word in text for word in ("人民政府", "省市", "市县"))
    ]
    assert found == []


def test_no_module_serves_one_province() -> None:
    assert [f.name for f in SRC.rglob("*.py") if any(name in f.name for name in PROVINCES)] == []
