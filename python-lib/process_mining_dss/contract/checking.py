"""A JSON value and a type of the contract -> nothing when they fit, else an error that names the place."""
from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, is_typeddict

from process_mining.errors import ProcessMiningError, shown, shown_names

_TOO_LARGE = 1e300
_PLAIN = {str: "a text", bool: "true or false", int: "a whole number", float: "a number", type(None): "null"}


class ContractError(ProcessMiningError):
    """A JSON value does not have the shape that the contract gives it.

    Parameters
    ----------
    place : str
        Where in the value, as keys and places in lists ("filters.own[0].kind"); empty for the value itself.
    problem : str
        What is wrong there.
    """

    def __init__(self, place: str, problem: str) -> None:
        self.place, self.problem = place, problem
        super().__init__(f"{place or 'The request'}: {problem}.")


def check_value(value: object, annotation: Any, place: str = "") -> None:
    """Raise unless a JSON value has a type of the contract.

    Parameters
    ----------
    value : object
        As the JSON parser made it.
    annotation : type
        A TypedDict, or whatever stands in its fields.
    place : str
        Where the value stands in the whole.

    Raises
    ------
    ContractError
        For a key too many or too few, another type, a text that is no choice, or a number beyond all measure.
    """
    origin = get_origin(annotation)
    if annotation is Any:
        return
    if is_typeddict(annotation):
        _check_object(value, annotation, place)
    elif origin is Literal:
        _check_choice(value, get_args(annotation), place)
    elif origin in (Union, types.UnionType):
        _check_union(value, get_args(annotation), place)
    elif origin is list:
        _check_list(value, get_args(annotation)[0], place)
    elif origin is dict:
        _check_dict(value, get_args(annotation)[1], place)
    else:
        _check_plain(value, annotation, place)


@cache
def _fields(annotation: Any) -> dict[str, Any]:
    return typing.get_type_hints(annotation)


def _check_object(value: object, annotation: Any, place: str) -> None:
    if not isinstance(value, dict):
        raise ContractError(place, f"{shown(value)} is not an object")
    fields = _fields(annotation)
    for key in value:
        if key not in fields:
            raise ContractError(_inside(place, str(key)), f"there is no such key; there are {shown_names(fields)}")
    for key, field in fields.items():
        if key not in value:
            raise ContractError(_inside(place, key), "the key is missing")
        check_value(value[key], field, _inside(place, key))


def _check_choice(value: object, choices: tuple[object, ...], place: str) -> None:
    if not isinstance(value, str) or value not in choices:
        raise ContractError(place, f"{shown(value)} is none of {shown_names(map(str, choices))}")


def _check_union(value: object, parts: tuple[Any, ...], place: str) -> None:
    """Check against the part that the value means to be: null, or the object with its `kind`."""
    if value is None and type(None) in parts:
        return
    parts = tuple(part for part in parts if part is not type(None))
    if len(parts) == 1:
        check_value(value, parts[0], place)
        return
    kind = value.get("kind") if isinstance(value, dict) else None
    kinds = {choice: part for part in parts for choice in get_args(_fields(part)["kind"])}
    if not isinstance(kind, str) or kind not in kinds:
        raise ContractError(_inside(place, "kind"), f"{shown(kind)} is none of {shown_names(kinds)}")
    check_value(value, kinds[kind], place)


def _check_list(value: object, item: Any, place: str) -> None:
    if not isinstance(value, list):
        raise ContractError(place, f"{shown(value)} is not a list")
    for at, entry in enumerate(value):
        check_value(entry, item, f"{place}[{at}]")


def _check_dict(value: object, item: Any, place: str) -> None:
    if not isinstance(value, dict):
        raise ContractError(place, f"{shown(value)} is not an object")
    for key, entry in value.items():
        check_value(entry, item, _inside(place, str(key)))


def _check_plain(value: object, annotation: Any, place: str) -> None:
    # JSON knows one kind of number: 3 may stand for 3.0. In Python true is a number, too, which it is not here.
    if annotation is float:
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _TOO_LARGE
    else:
        fits = type(value) is annotation
    if not fits:
        raise ContractError(place, f"{shown(value)} is not {_PLAIN[annotation]}")


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
