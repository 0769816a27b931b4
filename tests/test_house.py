"""The rules of the house that no other tool checks: sizes, names, mirrors, who may print and who may catch all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tanik"
TESTS = ROOT / "tests"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))

MODULE_LINES = 500
FUNCTION_LINES = 60
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
FRONT_ENDS = ("cli/", "web/")


def tree(module: str) -> ast.Module:
    return ast.parse((SOURCE / module).read_text(encoding="utf-8"))


def functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for child in ast.walk(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child


def broad_excepts(node: ast.AST) -> Iterator[int]:
    """Lines of ``except:``, ``except Exception`` and ``except BaseException`` that do not raise again."""
    for handler in ast.walk(node):
        if isinstance(handler, ast.ExceptHandler) and _is_broad(handler.type) and not _raises_again(handler):
            yield handler.lineno


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(name, ast.Name) and name.id in ("Exception", "BaseException") for name in names)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def printing(node: ast.AST) -> Iterator[int]:
    """Lines that call ``print`` or write to the standard streams."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print":
            yield call.lineno
        if isinstance(call, ast.Attribute) and ast.unparse(call) in ("sys.stdout", "sys.stderr"):
            yield call.lineno


def test_there_is_a_tree_to_check() -> None:
    assert "cli/main.py" in MODULES
    assert "errors.py" in MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_stays_small(module: str) -> None:
    lines = len((SOURCE / module).read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{module} has {lines} lines; split it by what it does"


@pytest.mark.parametrize("module", MODULES)
def test_a_function_stays_small(module: str) -> None:
    long = {each.name: _length(each) for each in functions(tree(module)) if _length(each) > FUNCTION_LINES}
    assert not long, f"{module}: functions over {FUNCTION_LINES} lines: {long}"


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


@pytest.mark.parametrize("module", MODULES)
def test_a_name_says_what_a_module_is_for(module: str) -> None:
    parts = set(Path(module).with_suffix("").parts)
    assert not parts & JUNK_DRAWERS


@pytest.mark.parametrize("module", MODULES)
def test_layout_is_package_folder_module(module: str) -> None:
    assert len(Path(module).parts) <= 2


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith(FRONT_ENDS)])
def test_below_the_front_ends_nothing_is_swallowed_and_nothing_printed(module: str) -> None:
    assert list(broad_excepts(tree(module))) == [], "a broad except hides faults"
    assert list(printing(tree(module))) == [], "only the front ends speak to the user"


def test_the_front_end_has_one_broad_except() -> None:
    found = [(name, line) for name in MODULES if name.startswith("cli/") for line in broad_excepts(tree(name))]
    assert [name for name, _ in found] == ["cli/main.py"]


@pytest.mark.parametrize("module", [name for name in MODULES if not name.endswith("__init__.py")])
def test_every_module_has_its_test(module: str) -> None:
    if not any(functions(tree(module))):
        return  # values without behaviour, or data
    path = Path(module)
    mirror = TESTS / path.parent / f"test_{path.stem}.py"
    assert mirror.exists(), f"{module} has no {mirror.relative_to(ROOT).as_posix()}"


def test_every_test_has_its_module_or_says_what_it_joins() -> None:
    # Whole-program tests live in tests/ itself and in tests/cli; below, a test file names a module.
    odd = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(TESTS.glob("*/test_*.py"))
        if path.parent.name not in ("cli", "scripts", "benchmarks", "examples")
        and not (SOURCE / path.parent.name / f"{path.stem.removeprefix('test_')}.py").exists()
        and (SOURCE / path.parent.name).is_dir()
        and not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]
    assert odd == []


def test_the_rules_can_fail() -> None:
    bad = ast.parse("try:\n    print(1)\nexcept Exception:\n    pass\n")
    assert list(broad_excepts(bad)) == [3]
    assert list(printing(bad)) == [2]
    good = ast.parse("try:\n    f()\nexcept Exception:\n    undo()\n    raise\n")
    assert list(broad_excepts(good)) == []
