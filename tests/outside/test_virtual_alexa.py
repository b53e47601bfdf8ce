"""The interaction model through virtual-alexa, whose author had no part in ours.

It cannot tell two slots apart that touch or have one word between them, strips hyphens and periods
from what is said, and knows no zero: lines of that kind are left out.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec

from local_tts.hearing.lines import lines_of
from local_tts.hearing.model import Intent, file_of_model, read_model

SCRIPT = Path(__file__).with_name("virtual_alexa.js")

ITS_OWN = {"skip": "AMAZON.NextIntent", "i suppose": "PainNumberIntent"}
"""Amazon's own sample that it puts before ours, and a number that nobody said."""

TOUCHING = re.compile(r"\} (\w+ )?\{")

BEYOND_IT = re.compile(r"[-.]|\bzero\b")


def test_every_sample_reaches_the_intent_it_belongs_to() -> None:
    model = read_model()
    able = msgspec.structs.replace(model, intents=tuple(map(without_neighbours, model.intents)))
    said = [line for line in lines_of(able) if not BEYOND_IT.search(line.text)]
    heard = by_virtual_alexa([line.text for line in said])
    assert len(said) > 3000
    assert [
        (line.text, line.intent, intent)
        for line, intent in zip(said, heard, strict=True)
        if intent != ITS_OWN.get(line.text, line.intent)
    ] == []


def without_neighbours(intent: Intent) -> Intent:
    """The intent without samples in which two slots stand that close."""
    samples = tuple(sample for sample in intent.samples if not TOUCHING.search(sample))
    return msgspec.structs.replace(intent, samples=samples)


def by_virtual_alexa(lines: list[str]) -> list[Any]:
    """The intent that it hears in each line."""
    node = shutil.which("node")
    assert node, "make test brings it"
    run = subprocess.run(  # noqa: S603, our own script
        [node, SCRIPT, file_of_model()],
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [each["intent"] for each in json.loads(run.stdout)]
