"""Puts a changed module in the place of the loaded one, so that tests which are ready to run meet the change."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from types import FunctionType, ModuleType

_PLAIN = (bool, int, float, str, tuple, frozenset)


def plant(name: str, tree: ast.Module) -> None:
    """Give the functions, classes and constants of a loaded module what the tree says of them."""
    module = sys.modules[name]
    changed = {"__name__": name, "__file__": module.__file__}
    exec(compile(tree, str(module.__file__), "exec"), changed)  # noqa: S102  # our own source, changed
    for key, new in changed.items():
        old = vars(module).get(key)
        if getattr(new, "__module__", None) == name:
            _replace(old, new)
        elif isinstance(new, _PLAIN) and old != new:
            _rename_everywhere(module, key, new)
        elif isinstance(new, Mapping) and key.isupper():
            for value in new.values():
                _adopt(value, module)
            _rename_everywhere(module, key, new)


def _adopt(value: object, module: ModuleType) -> None:
    """An entry of a table belongs to the loaded classes, or it would equal nothing that tests compare it with."""
    if not is_dataclass(value) or isinstance(value, type):
        return
    for field in fields(value):
        _adopt(getattr(value, field.name), module)
    if type(value).__module__ == module.__name__:
        object.__setattr__(value, "__class__", vars(module)[type(value).__name__])


def _replace(old: object, new: object) -> None:
    """A function takes the code and defaults of the new one; a class those of all its functions."""
    if isinstance(new, type):
        for key, value in vars(new).items():
            _replace_member(old, key, value)
        return
    one, other = _plain(old), _plain(new)
    if isinstance(one, FunctionType) and isinstance(other, FunctionType):
        one.__code__, one.__defaults__, one.__kwdefaults__ = other.__code__, other.__defaults__, other.__kwdefaults__


def _replace_member(old: object, key: str, value: object) -> None:
    if isinstance(value, _PLAIN) and not key.startswith("__"):
        if vars(old).get(key) != value:
            setattr(old, key, value)
    else:
        _replace(vars(old).get(key), value)


def _plain(function: object) -> object:
    """What stands behind a property, a class method or a cache."""
    if isinstance(function, property):
        return function.fget
    if isinstance(function, cached_property):
        return function.func
    return getattr(function, "__wrapped__", getattr(function, "__func__", function))


def _rename_everywhere(module: ModuleType, key: str, new: object) -> None:
    """Modules that have imported a constant hold a copy of it."""
    before = vars(module).get(key)
    loaded: Mapping[str, ModuleType] = dict(sys.modules)
    for other in loaded.values():
        known = getattr(other, "__dict__", {}).get(key)
        if other is module or (other.__name__.startswith(("teilhabe.", "tests.")) and known is before):
            setattr(other, key, new)
