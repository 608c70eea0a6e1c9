"""What a user installs: the code, its type marker, every pattern; nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from jixiao._version import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    built = list(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    assert [Path(path).name for path in built] == [f"jixiao-{__version__}-py3-none-any.whl"]
    with zipfile.ZipFile(built[0]) as wheel:
        return set(wheel.namelist())


def test_every_pattern_is_in_it(names: set[str]) -> None:
    patterns = {path.relative_to(ROOT / "patterns").as_posix() for path in (ROOT / "patterns").rglob("*.toml")}
    assert len(patterns) > 3
    assert {f"jixiao/_patterns/{name}" for name in patterns} <= names


def test_every_module_is_in_it(names: set[str]) -> None:
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert modules <= names
    assert "jixiao/py.typed" in names


def test_nothing_else_is_in_it(names: set[str]) -> None:
    information = f"jixiao-{__version__}.dist-info/"
    assert {name for name in names if not name.startswith(("jixiao/", information))} == set()
    assert {information + name for name in ("entry_points.txt", "licenses/LICENSE")} <= names
    assert not [name for name in names if "test" in name.split("/")[0] or name.endswith((".pyc", ".docx", ".pdf"))]
