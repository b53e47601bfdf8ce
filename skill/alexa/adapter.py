"""The skill as flask-ask-sdk serves it, with what that package needs to be imported at all.

flask-ask-sdk imports ask-sdk-webservice-support, that certvalidator, that oscrypto, whose newest
release cannot read a version of OpenSSL with two digits in its last place (3.0.19) and raises.
Only the SDK's own RequestVerifier uses certvalidator, and ours replaces it; so a placeholder
stands in while the import runs. `tests/test_upstream.py` says when it may go.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from ask_sdk_core.skill_builder import SkillBuilder
from flask import Flask

from skill.alexa.handlers import Apology, Respond, Spoken, Unspoken
from skill.book import Book


class _UnusableError(Exception):
    """What the placeholder raises, and what it has in the place of certvalidator's errors."""


class _NoValidator:
    """Validates nothing and says so: should the SDK's own verifier ever run, it refuses."""

    def __init__(self, *_: object) -> None:
        raise _UnusableError("certvalidator is not loaded; skill.alexa.verifier verifies")


@contextmanager
def _placeholder() -> Iterator[None]:
    """Lend sys.modules what is imported from certvalidator, and leave it as it was."""
    stand_ins: dict[str, dict[str, object]] = {
        "certvalidator": {"CertificateValidator": _NoValidator},
        "certvalidator.errors": {"ValidationError": _UnusableError, "PathError": _UnusableError},
    }
    before = {name: sys.modules.get(name) for name in stand_ins}
    for name, contents in stand_ins.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(contents)
    try:
        yield
    finally:
        for name, module in before.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


with _placeholder():
    from flask_ask_sdk.skill_adapter import (
        VERIFY_SIGNATURE_APP_CONFIG,
        VERIFY_TIMESTAMP_APP_CONFIG,
        SkillAdapter,
    )


def make_adapter(app: Flask, book: Book, skill_id: str | None, respond: Respond | None) -> Any:
    """The skill's SkillAdapter, registered with the app.

    The adapter's `verifiers` run after the SDK has parsed the body, too late for us, so it gets
    none and its stock ones are switched off: nothing reaches it but through `skill.alexa.door`.
    `SkillAdapter(skill_id=…)` is a dictionary key and checks nothing; SkillBuilder's is checked.
    """
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
    app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    builder = SkillBuilder()
    builder.skill_id = skill_id  # type: ignore[assignment]  # its own comment says None
    builder.add_request_handler(Spoken(book, respond))
    builder.add_request_handler(Unspoken())
    builder.add_exception_handler(Apology(book))
    return SkillAdapter(skill=builder.create(), skill_id=skill_id, verifiers=[], app=app)
