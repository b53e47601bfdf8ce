"""The house: who may import whom, and what is never in the core."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_imports_run_one_way():
    lint = Path(sys.executable).with_name("lint-imports")
    command = [lint, "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, our own tool
    assert run.returncode == 0, run.stdout


def test_only_commands_print():
    printing = [
        path.relative_to(ROOT)
        for folder in ("skill", "content", "interaction_model", "local_tts")
        for path in (ROOT / folder).rglob("*.py")
        if " print(" in path.read_text("utf-8")
    ]
    assert not printing
