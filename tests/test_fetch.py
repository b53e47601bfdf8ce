"""The real fetch, from a server on this computer that misbehaves in every way."""

import http.server
import threading
from collections.abc import Callable, Iterator

import pytest

from skill.alexa.fetch import fetch

Write = Callable[[bytes], int]


class Server(http.server.ThreadingHTTPServer):
    """Says to every GET what it was told to, then hangs on until it is let go."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.says = [b""]
        self.for_ever = False
        self.let_go = threading.Event()
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}/echo.api/cert.pem"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        for piece in self.server.says:
            self.wfile.write(piece)
        try:
            while self.server.for_ever and not self.server.let_go.wait(0.01):
                self.wfile.write(b"x")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Nothing: the tests tell."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Server() as serving:
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield serving
        serving.let_go.set()
        serving.shutdown()


def answer(body: bytes, status: str = "200 OK", *headers: str) -> list[bytes]:
    lines = [f"HTTP/1.0 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return ["\r\n".join(lines).encode(), body]


def test_what_lies_there_is_brought(server: Server) -> None:
    server.says = answer(b"a chain")
    assert fetch(server.url) == b"a chain"


def test_a_body_of_unknown_length_is_brought(server: Server) -> None:
    server.says = [b"HTTP/1.0 200 OK\r\n\r\na chain"]
    assert fetch(server.url) == b"a chain"


def test_a_body_as_large_as_allowed_is_brought_and_no_larger(server: Server) -> None:
    server.says = answer(b"x" * 1000)
    assert len(fetch(server.url, largest=1000)) == 1000
    with pytest.raises(OSError, match="larger than 999 bytes"):
        fetch(server.url, largest=999)


def test_a_body_without_end_is_given_up(server: Server) -> None:
    server.says, server.for_ever = [b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 2000], True
    with pytest.raises(OSError, match="larger than 1000 bytes"):
        fetch(server.url, largest=1000)


def test_a_server_that_drips_is_given_up(server: Server) -> None:
    server.says, server.for_ever = [b"HTTP/1.0 200 OK\r\n\r\n"], True
    with pytest.raises(TimeoutError, match="too slowly"):
        fetch(server.url, patience=0.1, largest=100)


def test_a_server_that_never_answers_is_given_up(server: Server) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as deaf:
        url = f"http://127.0.0.1:{deaf.server_port}/echo.api/cert.pem"
        with pytest.raises(OSError, match="timed out"):
            fetch(url, patience=0.1)


def test_a_body_that_breaks_off_is_given_up(server: Server) -> None:
    server.says = [b"HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nhalf"]
    with pytest.raises(OSError, match="IncompleteRead"):
        fetch(server.url)


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "500 Oh", "204 No Content"])
def test_any_other_status_is_no_chain(server: Server, status: str) -> None:
    server.says = answer(b"a chain", status)
    with pytest.raises(OSError, match=status[:3]):
        fetch(server.url)


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.says = answer(b"", "302 Found", f"Location: {server.url}/elsewhere")
    with pytest.raises(OSError, match="302"):
        fetch(server.url)
    assert server.asked == ["/echo.api/cert.pem"]


def test_no_server_at_all_is_an_oserror(server: Server) -> None:
    with pytest.raises(OSError, match="refused"):
        fetch("http://127.0.0.1:1/echo.api/cert.pem", patience=1)
