"""The form of a fictional archive, which tests print as different tools do, and what it says."""

from __future__ import annotations

from jixiao.schema import Evaluation


def check_archive_form(form: Evaluation) -> None:
    """The form's unit, the amounts of its total, its goal and its indicators, whatever printed them."""
    assert form.unit == "云溪县档案馆"
    assert [(str(f.initial), str(f.executed), str(f.score)) for f in form.funds[:1]] == [("300.00", "308.26", "9.84")]
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("完成档案整理。", "已完成档案整理。")]
    assert [(i.level1, i.level2, i.level3, i.actual and i.actual.text, str(i.score)) for i in form.indicators] == [
        ("产出指标", "数量指标", "整理档案", "1305卷", "20"),
        ("产出指标", "数量指标", "扫描页数", "52310页", "20"),
        ("产出指标", "质量指标", "整理合格率", "99%", "9.5"),
        ("效益指标", "社会效益指标", "查档便利", "明显提升", "30"),
        ("满意度指标", "服务对象满意度指标", "查档群众满意度", "96%", "10"),
    ]
