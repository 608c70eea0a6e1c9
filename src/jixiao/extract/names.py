"""Whom and what a form names: its project with its code, the department in charge, the unit that spends."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import null, unreadable
from jixiao.extract.head_tables import NAMES
from jixiao.quotes import Reading
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.form_model import OF_LEVEL, column_keys
from jixiao.structure.forms import Form, forms_of, key_of
from jixiao.structure.match_model import FormMatch
from jixiao.values import number

_WORD = 2
"""Letters of a word that may be a name, though it heads a column."""


@lru_cache(maxsize=8)
def _labels(forms: tuple[Form, ...]) -> frozenset[str]:
    """What asks for names, and what heads columns («项目名称 | 预算数（A，万元）» in a heading that was refused)."""
    zones = [zone for form in forms for zone in form.zones]
    asked = {key for zone in zones for pair in zone.pairs if pair.id in NAMES for key in pair.keys}
    return frozenset(asked | {key for zone in zones for key in column_keys(zone) if len(key) > _WORD})


def named(context: Context, id_: str, name: Reading[Any] | None) -> Reading[Any] | None:
    """A name; a figure («8») is another cell's, and nobody's name; so is a label («项目名称 | 项目单位 | 预算金额»);
    «无» says that there is none."""
    if name is not None and name.value and key_of(name.quote.match) in _labels(forms_of(context.patterns)):
        return None
    if name is not None and name.value and context.patterns.null_kind(name.quote.match) == "nil_statement":
        return null(name.quote, name.pattern, "nil_statement")  # «主管部门 | 无»
    if name is not None and name.value and context.patterns["mark.same"].search(name.quote.view):
        return null(name.quote, name.pattern, "placeholder")  # «实施单位 | 同左»: nobody's name
    if name is None or name.value is None or id_ == "project_code" or not _is_anothers(context, name):
        return name
    return unreadable(context, name.quote, name.pattern, "名称", "name")


def _is_anothers(context: Context, name: Reading[Any]) -> bool:
    """Whether a name is a figure («8», «100%») or a level's word («服务对象满意度指标»)."""
    text = name.quote.match
    if number(name.quote, name.pattern) is not None or figure_of(text) is not None:
        return True
    return text.endswith(OF_LEVEL) and known_level(text, context.patterns)


def of_whole(context: Context, form: FormMatch, draft: dict[str, Draft]) -> None:
    """Who a table of a department's whole spending names as a department is the unit itself («部门全称», 云南 in words
    of an author), where it asks for no unit, and the lines above name no other."""
    title, department, unit = draft["title"], draft["department"], draft["unit"]
    if not isinstance(title, Reading) or not isinstance(department, Reading) or department.value is None:
        return
    whole = context.patterns["kind.whole_department"].search(title.quote.view) is not None
    named = unit.value if isinstance(unit, Reading) else None
    if whole and "unit" not in form.pairs and named in (None, department.value):
        draft["department"], draft["unit"] = None, department


def split_code(context: Context, draft: dict[str, Draft]) -> None:
    """«51000021R000000033812-工资性支出»: code and name of a project in one cell."""
    project = draft["project"]
    if not isinstance(project, Reading) or project.value is None or draft["project_code"] is not None:
        return
    found = context.patterns["label.project_code"].search(project.quote.view)
    if found:
        name, code = found.quote("name"), found.quote("code")
        draft["project"] = Reading(name.printed, name, project.pattern)
        draft["project_code"] = Reading(code.printed, code, found.id)
        context.claim(found)


def whole_code(code: Draft) -> Draft:
    """A code that wraps in its cell («430000230000» / «000012») is printed without a blank."""
    if not isinstance(code, Reading) or code.value is None or not any(char.isspace() for char in code.value):
        return code
    whole = "".join(code.value.split())
    if not (whole.isascii() and whole.isalnum()):
        return code
    return Reading(whole, code.quote, code.pattern, (f"{code.value} → {whole}",))
