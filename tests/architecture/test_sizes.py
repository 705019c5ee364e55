"""Modules, functions and templates stay small enough to be read in one go."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 120
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    rooms = ("site", "cooperation", "workshops", "tests", ".ci")
    found = [path for room in rooms for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
    assert found
    return [ROOT / "run", *found]


def length(function: Function) -> int:
    """Lines from the first to the last, without the docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def test_no_module_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    too_long = {
        f"{path.relative_to(ROOT)}:{function.name}": length(function)
        for path in modules()
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, Function) and length(function) > LONGEST_FUNCTION
    }
    assert too_long == {}


def test_no_template_is_too_long() -> None:
    templates = list((ROOT / "site").rglob("*.html"))
    assert templates
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in templates}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_TEMPLATE} == {}
