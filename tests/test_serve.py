"""`python -m skill.web`: when it refuses to start, and that it serves and stops."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from click.testing import CliRunner, Result

import skill.web
from skill.book import BookError
from skill.web import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs a Unix")


@pytest.fixture(autouse=True)
def no_skill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOOT_COACH_SKILL_ID", raising=False)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What would have been served, instead of a server."""
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(skill.web, "_serve", lambda _, options: calls.append(options))
    return calls


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def is_refused(result: Result, because: str) -> bool:
    lines = result.stderr.splitlines()
    return result.exit_code == 2 and len(lines) == 1 and because in lines[0]


def test_it_does_not_start_without_a_skill(served: list[object]) -> None:
    assert is_refused(run(), "--skill-id")
    assert is_refused(run("--skill-id", ""), "--skill-id")
    assert served == []


def test_the_skill_may_come_from_the_environment(
    served: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOT_COACH_SKILL_ID", "amzn1.ask.skill.x")
    assert run().exit_code == 0
    assert served == [{"bind": "127.0.0.1:8080", "workers": 2}]


def test_the_environment_cannot_make_it_unsigned(
    served: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FOOT_COACH_UNSIGNED", "MAIN_UNSIGNED", "UNSIGNED"):
        monkeypatch.setenv(name, "1")
    assert is_refused(run(), "--skill-id")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "localhost"])  # noqa: S104
def test_unsigned_it_listens_to_this_computer_alone(served: list[object], host: str) -> None:
    assert is_refused(run("--unsigned", "--host", host), "127.0.0.1 alone")
    assert run("--unsigned", "--port", "0").exit_code == 0
    assert served == [{"bind": "127.0.0.1:0", "workers": 2}]


def test_a_book_that_does_not_load_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_book() -> None:
        raise BookError("content/points.toml: heel.number: Expected `int`, got `str`")

    monkeypatch.setattr(skill.web, "read_book", read_book)
    assert is_refused(run("--unsigned"), "content/points.toml: heel.number")


def test_on_windows_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert is_refused(run("--unsigned"), "WSL")


@contextmanager
def server(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], int, list[str]]]:
    """A real one on any free port, with what it logged until it listened."""
    command = [sys.executable, "-m", "skill.web", "--port", "0", "--workers", "1", *arguments]
    environment = os.environ | {"ASK_SDK_VERIFY_SIGNATURE": "0", "WEB_CONCURRENCY": "3"}
    with subprocess.Popen(  # noqa: S603, our own interpreter and our own words
        command, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stderr is not None
            log: list[str] = []
            while not (found := re.search(r"Listening at: http://127.0.0.1:(\d+)", "".join(log))):
                log.append(process.stderr.readline())
                assert log[-1], f"it ended: {''.join(log)}"
            yield process, int(found[1]), log
        finally:
            process.kill()


def ask(
    port: int, method: str, path: str, body: bytes | Iterator[bytes] = b""
) -> tuple[int, bytes]:
    """The status and the body; a body of many pieces is sent in chunks, its length untold."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, response.read()


def test_a_real_server_answers_refuses_and_stops_when_told() -> None:
    with server("--skill-id", "amzn1.ask.skill.x") as (process, port, _):
        assert ask(port, "GET", "/health") == (200, b'{"status":"ok"}\n')
        assert ask(port, "POST", "/alexa", b"{}") == (400, b"")
        assert ask(port, "POST", "/alexa", b"x" * 65_537) == (413, b"")
        assert ask(port, "POST", "/alexa", iter([b"x" * 40_000] * 2)) == (413, b"")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_an_unsigned_server_says_so_aloud() -> None:
    with server("--unsigned") as (_, port, log):
        assert "UNSIGNED" in "".join(log)
        assert ask(port, "POST", "/alexa", b"{}") == (400, b"")
