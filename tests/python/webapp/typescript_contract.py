"""The backend's contract -> frontend/src/contract.ts; `python tests/python/webapp/typescript_contract.py` writes it."""
from __future__ import annotations

import inspect
import sys
import types
import typing
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, is_typeddict

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "frontend" / "src" / "contract.ts"
HEAD = """// The JSON contract with the backend, made from python-lib/process_mining_dss/contract by `make contract`.
// Change it there. Counts are whole numbers, shares lie between 0 and 1, times are seconds, instants are
// milliseconds since 1970 in UTC.
"""
PLAIN = {int: "number", float: "number", str: "string", bool: "boolean", type(None): "null", Any: "unknown"}


def type_text(annotation: Any, names: dict[Any, str]) -> str:
    """Return a Python annotation in TypeScript's words."""
    if name := names.get(annotation if isinstance(annotation, type) else repr(annotation)):
        return name
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in arguments)
    if origin in (Union, types.UnionType):
        return " | ".join(type_text(part, names) for part in arguments)
    if origin is list:
        inner = type_text(arguments[0], names)
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<string, {type_text(arguments[1], names)}>"
    return PLAIN[annotation]


def comment_lines(text: str) -> list[str]:
    """Return a docstring as a TypeScript comment."""
    lines = inspect.cleandoc(text).splitlines()
    return ["/**", *(f" * {line}".rstrip() for line in lines), " */"]


def contract_text() -> str:
    """Return the whole file, in the order in which the Python modules define things."""
    from process_mining_dss.contract import answers, panel_answers, requests

    names: dict[Any, str] = {}
    blocks = []
    for module in (requests, answers, panel_answers):
        for name, value in vars(module).items():
            if name.startswith("_") or name in vars(typing):
                continue
            if is_typeddict(value):
                if value.__module__ != module.__name__:
                    continue
                fields = typing.get_type_hints(value, vars(module))
                lines = [f"  {field}: {type_text(annotation, names)};" for field, annotation in fields.items()]
                blocks.append("\n".join([*comment_lines(value.__doc__), f"export interface {name} {{", *lines, "}"]))
                names[value] = name
            elif get_origin(value) in (Literal, Union) and repr(value) not in names:
                blocks.append(f"export type {name} = {type_text(value, names)};")
                names[repr(value)] = name
    return HEAD + "\n" + "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "python-lib"))
    TARGET.write_text(contract_text(), encoding="utf-8")
