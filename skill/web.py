"""The web: POST /alexa and GET /health, and `python -m skill.web` to serve them."""

import logging
import sys
import time
from typing import Any

import click
import msgspec
from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from skill.alexa.adapter import make_adapter
from skill.alexa.door import Door
from skill.alexa.handlers import Respond
from skill.alexa.verifier import Clock, SignatureVerifier, Trusting, Verifier
from skill.book import Book, BookError, read_book

LOOPBACK = "127.0.0.1"
"""The address that only this computer reaches."""

SERVER: dict[str, Any] = {
    "worker_class": "gthread",
    "threads": 4,
    "graceful_timeout": 10,  # seconds; Alexa has given up on an answer by then
    "control_socket_disable": True,  # nobody asked for a second way in
}
"""gunicorn's settings, whatever the command line says."""

log = logging.getLogger("skill.web")  # also when it runs as __main__


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner decides. ValueError without a skill id, unless unsigned."""

    skill_id: str | None = None
    """The skill that requests have to be for."""
    unsigned: bool = False
    """Believe anybody: only for simulators, and only on this computer."""

    def __post_init__(self) -> None:
        if not (self.skill_id or self.unsigned):
            raise ValueError("a skill id is needed, since anybody's skill is signed by Amazon too")


def create_app(
    settings: Settings,
    *,
    verifier: Verifier | None = None,
    clock: Clock = time.time,
    book: Book | None = None,
    respond: Respond | None = None,
) -> Flask:
    """The application. The keywords are for tests; BookError if the content does not load."""
    app = Flask("foot-coach", static_folder=None)
    adapter = make_adapter(app, book or read_book(), settings.skill_id, respond)
    if verifier is None:
        verifier = Trusting() if settings.unsigned else SignatureVerifier(clock=clock)
    door = Door(adapter, verifier, settings.skill_id, clock)
    app.add_url_rule("/alexa", view_func=door.answer, endpoint="alexa", methods=["POST"])
    app.add_url_rule("/health", view_func=_health, endpoint="health")
    app.register_error_handler(HTTPException, _bare)
    return app


def _health() -> Response:
    return jsonify(status="ok")


def _bare(error: HTTPException) -> Response:
    """The status alone: a caller learns nothing from an error."""
    return Response(status=error.code, headers=error.get_headers())


class CannotServeError(click.ClickException):
    """Why it does not start: one line, and status 2."""

    exit_code = 2


@click.command()
@click.option("--skill-id", envvar="FOOT_COACH_SKILL_ID", help="The skill it is: amzn1.ask.…")
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--unsigned", is_flag=True, help="For a simulator on this computer.")
def main(skill_id: str | None, host: str, port: int, workers: int, unsigned: bool) -> None:
    """Serve the skill to Alexa at POST /alexa; something in front of it has to speak HTTPS."""
    if sys.platform == "win32":
        raise CannotServeError("gunicorn does not run on Windows: use WSL, or foot-coach practice")
    if not (skill_id or unsigned):
        raise CannotServeError("say which skill: --skill-id amzn1.ask.skill.… (or --unsigned)")
    if unsigned and host != LOOPBACK:
        raise CannotServeError(f"--unsigned listens on {LOOPBACK} alone")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    app = _load(Settings(skill_id=skill_id, unsigned=unsigned))
    if unsigned:
        log.warning("UNSIGNED: believes whoever posts; for simulators on this computer alone")
    _serve(app, {"bind": f"{host}:{port}", "workers": workers})


def _load(settings: Settings) -> Flask:
    try:
        return create_app(settings)
    except BookError as error:
        raise CannotServeError(str(error)) from error


def _serve(app: Flask, options: dict[str, Any]) -> None:
    """Until SIGTERM. Threads, so that one slow certificate fetch keeps no other request waiting."""
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped] # noqa: PLC0415

    class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        def load_config(self) -> None:
            for name, value in (SERVER | options).items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()


if __name__ == "__main__":
    main()
