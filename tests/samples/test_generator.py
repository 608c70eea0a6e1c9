"""The generator: deterministic, its truth printed in its text and shaped by the contract, its bank split."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import TypeAdapter
from samples.__main__ import DEMO, HERE, SET_FORMS, SET_SEED, generate, main, write
from samples.blocks import Grid, GridCell, Sample, joined, numbered, truth_json
from samples.dialects import DIALECTS
from samples.facts import Hand
from samples.report import make
from samples.wording import BANK, Bank
from samples.writers import pdf
from samples.writers.docx import docx_bytes
from samples.writers.text import text_bytes, text_truth

from jixiao.document import Table
from jixiao.evaluate import compare
from jixiao.schema.report import Report

pytestmark = pytest.mark.no_cover

MODES = ("open", "held_out", "all")
CODES = {
    "kind", "canonical", "fund", "scope", "concept", "dimension", "comparator", "role", "filled_on", "direction",
    "level1",
}  # fmt: skip
"""Fields that classify instead of quoting: they are not printed (level 1 is often concluded from level 2)."""


@pytest.fixture(scope="module")
def some() -> list[Sample]:
    return [sample for mode in MODES for sample in generate(4, 25, mode)]


def truth_of(sample: Sample) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(truth_json(sample.truth), parse_float=Decimal)
    return truth


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, other = generate(9, 3), generate(9, 3)
    for first, second in zip(one, other, strict=True):
        assert truth_json(first.truth) == truth_json(second.truth)
        assert text_bytes(first, "tab-cells") == text_bytes(second, "tab-cells")
        assert docx_bytes(first) == docx_bytes(second)


def test_a_report_does_not_depend_on_how_many_are_made() -> None:
    assert truth_json(generate(9, 2)[1].truth) == truth_json(generate(9, 8)[1].truth)
    assert truth_json(generate(9, 2)[1].truth) != truth_json(generate(10, 2)[1].truth)


def test_the_truth_has_the_fields_and_words_of_the_contract(some: list[Sample]) -> None:
    hints = get_type_hints(Report, include_extras=True)
    fields = [name for name in hints if name in some[0].truth and name != "outline"]
    assert len(fields) == 15
    adapters = {name: TypeAdapter(hints[name]) for name in fields}
    for sample in some:
        truth = truth_of(sample)
        for name, adapter in adapters.items():
            adapter.validate_python(truth[name])
        for node in truth["outline"]:
            assert set(node) == {"level", "label", "title", "role", "children"}


def quoted(value: Any, name: str = "") -> Iterator[str]:
    """The strings of a truth that must be printed in the report."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from quoted(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from quoted(item, name)
    elif isinstance(value, str) and name not in CODES:
        yield value


def test_every_text_of_the_truth_is_printed(some: list[Sample]) -> None:
    for sample in some:
        printed = re.sub(r"\s", "", "".join(
            "".join(cell.text for cell in block.cells) if isinstance(block, Table) else block.text
            for block in sample.blocks
        ))  # fmt: skip
        for text in quoted(truth_of(sample)):
            assert re.sub(r"\s", "", text) in printed, (sample.name, text)


def test_amounts_keep_their_printed_digits() -> None:
    truth = truth_json(
        {"amount": Decimal("202.6400"), "zero": Decimal("0.00"), "big": Decimal(3).scaleb(4), "none": None}
    )
    assert truth == '{\n "amount": 202.6400,\n "zero": 0.00,\n "big": 30000,\n "none": null\n}'


def test_money_in_yuan_and_hundred_millions_is_stated_in_ten_thousands(some: list[Sample]) -> None:
    class Chance:
        def __init__(self, *draws: float) -> None:
            self.draws = list(draws)

        def random(self) -> float:
            return self.draws.pop(0)

        def choice(self, choices: list[int]) -> int:
            return choices[-1]

    def hand(*draws: float) -> Hand:
        return Hand(2, True, "", 0.5, Chance(*draws))  # type: ignore[arg-type]

    assert hand(0.1).money(Decimal("2026400")) == ("2,026,400.00元", Decimal("202.640000"))
    assert hand(0.4).money(Decimal("260000000")) == ("2.6000亿元", Decimal("26000"))
    assert hand(0.9, 0.9).money(Decimal("23808011")) == ("2,380.80万元", Decimal("2380.80"))


def test_a_truth_compared_with_itself_has_no_miss(some: list[Sample]) -> None:
    for sample in some[:10]:
        assert compare(truth_of(sample), truth_of(sample)) == []


def test_what_the_generator_varies_really_varies() -> None:
    samples = generate(6, 120)
    spending = [entry for sample in samples for entry in sample.truth["spending"]]
    assert {entry["fund"] for entry in spending} == {
        "general_public", "government_fund", "state_capital", "social_insurance",
    }  # fmt: skip
    assert {"total", "basic", "personnel", "public", "project", "reception", "overseas"} <= {
        e["scope"] for e in spending
    }
    assert any(entry["is_none"] for entry in spending)
    assert any(entry["change"] == 0 and entry["change_rate"] is None for entry in spending)
    assert any(entry["change"] == 0 and entry["change_rate"] == 0 for entry in spending)
    assert any(entry["change"] is not None and entry["change"] < 0 for entry in spending)
    assert any(entry["reason"] for entry in spending)
    rows = [row for s in samples for table in s.truth["evaluations"] for row in table["indicators"]]
    assert {row["dimension"] for row in rows} == {
        "quantity", "quality", "timeliness", "cost", "economic", "social", "ecological", "sustainability",
        "satisfaction",
    }  # fmt: skip
    assert {row["filler"] for row in rows} == {True, False}
    tables = [s.truth["base_data"] for s in samples if s.truth["base_data"]]
    assert {len(table["buildings"]) for table in tables} >= {0, 1, 2}
    assert {s.truth["fiscal_year"] for s in samples} == {2021, 2022, 2023, 2024, 2025}


def test_three_of_ten_wordings_of_every_slot_and_layout_are_held_out() -> None:
    files = [tomllib.loads((BANK / name).read_text(encoding="utf-8")) for name in ("open.toml", "held_out.toml")]
    for part in ("slots", "layouts"):
        assert set(files[0][part]) == set(files[1][part])
        for name, wordings in files[0][part].items():
            assert (len(wordings), len(files[1][part][name])) == (7, 3), name
    assert (len(files[0]["domains"]), len(files[1]["domains"])) == (7, 3)
    assert (len(files[0]["pages"]), len(files[1]["pages"])) == (7, 3)


def test_the_open_mode_never_uses_a_held_out_wording() -> None:
    held = Bank("held_out").slots
    for name, wordings in Bank("open").slots.items():
        longer = {wording for wording in held[name] if len(wording) > 9 and name != "date_forms"}
        assert not longer & set(wordings), name


def test_no_number_that_could_be_dialled(some: list[Sample]) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in BANK.glob("*.toml"))
    assert not re.search(r"1[3-9]\d{9}", text)
    for sample in some:
        for entry in sample.truth["sign_offs"]:
            assert entry["phone"] is None or re.fullmatch(r"0+|0\d{2,3}-0+|000-0+", entry["phone"])


def test_a_grid_must_be_filled() -> None:
    grid = Grid(2)
    grid.row(GridCell("甲", rows=2), "乙")
    with pytest.raises(ValueError, match="fill"):
        grid.table()
    grid.row("丙")
    assert [(cell.row, cell.column, cell.text) for cell in grid.table().cells] == [
        (0, 0, "甲"),
        (0, 1, "乙"),
        (1, 1, "丙"),
    ]


def test_small_helpers() -> None:
    assert joined("\u3000社会效\n\n益指标 ") == "社会效益指标"
    assert [numbered(form, 3) for form in ("{n}、", "（{cn}）", "{o}")] == ["3、", "（三）", "③"]
    sample = generate(1, 1)[0]
    assert text_truth(sample, "tab-cells") is None
    assert "“" not in truth_json(text_truth(sample, "word-extractor") or {})


def test_the_command_line_writes_each_form_with_its_truth(tmp_path: Path) -> None:
    arguments = [
        "--seed",
        "2",
        "--count",
        "2",
        "--out",
        str(tmp_path),
        "--forms",
        "docx,txt:tab-cells,txt:word-extractor",
    ]
    assert main(arguments) == 0
    assert sorted(path.name for path in tmp_path.glob("s2-0000*")) == [
        "s2-0000.docx", "s2-0000.tab-cells.txt", "s2-0000.truth.json", "s2-0000.word-extractor.truth.json",
        "s2-0000.word-extractor.txt",
    ]  # fmt: skip
    with pytest.raises(SystemExit) as refused:
        main(["--out", str(tmp_path), "--forms", "odt"])
    assert refused.value.code == 2


def test_spread_writes_each_report_in_one_form(tmp_path: Path) -> None:
    assert write(generate(2, 3), tmp_path, ["docx", "txt:pandoc"], spread=True) == 3
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith("truth.json")) == [
        "s2-0000.docx", "s2-0001.pandoc.txt", "s2-0002.docx",
    ]  # fmt: skip


def test_without_soffice_a_pdf_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert not pdf.available()
    assert main(["--count", "1", "--out", str(tmp_path), "--forms", "pdf"]) == 7


def committed() -> list[tuple[Sample, str]]:
    made = generate(SET_SEED, len(SET_FORMS))
    return [*zip(made, SET_FORMS, strict=True), (make("demo", DEMO, Bank()), "docx")]


def test_the_committed_set_is_what_the_generator_writes() -> None:
    for sample, form in committed():
        directory = HERE if sample.name == "demo" else HERE / "set"
        truth = (directory / f"{sample.name}.truth.json").read_text(encoding="utf-8")
        assert truth == truth_json(sample.truth), f"{sample.name}: run python -m samples --set"
        if form.startswith("txt:"):
            dialect = form.removeprefix("txt:")
            assert (directory / f"{sample.name}.{dialect}.txt").read_bytes() == text_bytes(sample, dialect)
        elif form == "docx":
            body = "word/document.xml"
            with (
                zipfile.ZipFile(directory / f"{sample.name}.docx") as kept,
                zipfile.ZipFile(io.BytesIO(docx_bytes(sample))) as fresh,
            ):
                assert kept.read(body) == fresh.read(body)
        else:
            assert (directory / f"{sample.name}.pdf").read_bytes().startswith(b"%PDF")


def test_the_committed_set_is_small_and_open() -> None:
    files = [*(HERE / "set").iterdir(), HERE / "demo.docx"]
    assert sum(path.stat().st_size for path in files) < 3_000_000
    assert len(SET_FORMS) >= 12
    assert {form.removeprefix("txt:") for form in SET_FORMS} == {"docx", "pdf", *DIALECTS}


UNITS = {"亿元": 4, "万元": 0, "元": -4}


def printed_numbers(text: str) -> set[Decimal]:
    """Every number of a text: as printed (a measure, a rate), and in 万元 (an amount, with or without its unit)."""
    found = set()
    for digits, unit in re.findall(r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元|)", text):
        value = Decimal(digits.replace(",", ""))
        found |= {value, value.scaleb(UNITS.get(unit, 0)), value.scaleb(-4)}
    return found


def numbers(value: Any) -> Iterator[Decimal]:
    """The numbers of a truth without their sign; levels and indices left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("level", "parent", "goal"):
                yield from numbers(item)
    elif isinstance(value, list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, Decimal | int) and not isinstance(value, bool):
        yield abs(Decimal(value))


def test_every_number_of_the_truth_is_printed(some: list[Sample]) -> None:
    for sample in some:
        truth = truth_of(sample)
        narrative = "\n".join(block.text for block in sample.blocks if not isinstance(block, Table))
        said = printed_numbers(narrative) | {Decimal(0)}  # 持平 is 0 and prints none
        for part in ("spending", "conclusion", "fiscal_year"):
            for number in numbers(truth[part]):
                assert number in said, (sample.name, part, number)
        cells = "\n".join(c.text for block in sample.blocks if isinstance(block, Table) for c in block.cells)
        shown = printed_numbers(cells) | printed_numbers(narrative)
        for part in ("base_data", "evaluations"):
            for number in numbers(truth[part]):
                assert number in shown, (sample.name, part, number)
