"""What the narrative says beside money: results, problems, measures, conclusion, attachments."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Model, Points, term
from jixiao.schema.vocabulary import RatingWord


class Achievement(Model):
    """One achievement."""

    heading: Annotated[str | None, term("成效标题", "The run-in first sentence without 。")] = None
    text: Annotated[str, term("成效内容", "The whole entry without its number")]


class Performance(Model):
    """Performance in words."""

    summary: Annotated[str | None, term("绩效概述", "What stands before the achievements")] = None
    achievements: Annotated[tuple[Achievement, ...], term("主要成效", "Achievements in order")] = ()


class Problem(Model):
    """One problem and its cause."""

    problem: Annotated[str, term("存在问题", "The problem, without lead-in and closing 。")]
    cause: Annotated[str | None, term("原因分析", "Its cause, where given")] = None


class Rating(Model):
    """A grade."""

    text: Annotated[str, term("等级原文", "As printed")]
    canonical: Annotated[RatingWord | None, term("评价等级", "优, 良, 中 or 差")] = None


class Conclusion(Model):
    """The result of the self-evaluation and what is done with it."""

    self_score: Annotated[Points | None, term("自评得分", "Total score given in the narrative")] = None
    rating: Annotated[Rating | None, term("自评等级", "Grade given in the narrative")] = None
    use_of_results: Annotated[str | None, term("结果应用", "How the results are used")] = None
    disclosure: Annotated[str | None, term("公开情况", "How the results are made public")] = None


class Attachment(Model):
    """An attachment that the report lists, or that the file holds."""

    label: Annotated[str | None, term("附件序号", "Its number, e.g. 1")] = None
    title: Annotated[str | None, term("附件名称", "Its title without the number")] = None
    listed: Annotated[bool, term("列于目录", "The narrative lists it")] = False
    found: Annotated[bool, term("文中存在", "The file holds it")] = False
