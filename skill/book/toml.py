"""A TOML file as a typed value, with errors that name the file and the field."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from skill.book.errors import BookError

T = TypeVar("T")

ANY_KEY = "[...]"
"""How msgspec writes a key of a table whose keys are free."""


def read_toml(path: Path, kind: type[T]) -> T:
    """The file as a value of that type; raises BookError, `file: field: what is wrong`."""
    try:
        raw = msgspec.toml.decode(path.read_bytes())
    except FileNotFoundError as error:
        raise BookError(f"{path}: there is no such file") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BookError(f"{path}: {error}") from error
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise BookError(f"{path}: {_with_field_first(_located(raw, kind, str(error)))}") from error


def _with_field_first(message: str) -> str:
    """`Expected int - at $.heel.number` as `heel.number: Expected int`."""
    match = re.fullmatch(r"(.*) - at `(?:key in )?\$\.?(.*)`", message)
    return f"{match[2]}: {match[1]}" if match else message


def _located(raw: Any, kind: type, message: str) -> str:
    """The message with each `[...]` as the key that it stands for."""
    while ANY_KEY in message:
        before, _, _ = message.partition(ANY_KEY)
        path = before.partition("$")[2].strip(".").split(".") if not before.endswith("$") else []
        key = next((key for key in _at(raw, path) if _is_wrong(_only(raw, path, key), kind)), None)
        if key is None:
            return message
        raw = _only(raw, path, key)
        message = message.replace(ANY_KEY, f".{key}", 1)
    return message


def _at(raw: Any, path: list[str]) -> Any:
    for key in path:
        raw = raw[key]
    return raw


def _only(raw: Any, path: list[str], key: str) -> Any:
    """The same tables, but of the one at `path` only one key."""
    if not path:
        return {key: raw[key]}
    return {**raw, path[0]: _only(raw[path[0]], path[1:], key)}


def _is_wrong(raw: Any, kind: type) -> bool:
    try:
        msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        return True
    return False
