"""What comes over HTTP: only what Amazon signed, for this skill, just now, is ever dispatched."""

import io
import json
import logging
from datetime import timedelta

import pytest

from skill.alexa.door import LARGEST_BODY
from skill.web import Settings, create_app
from tests.certificates import NOW, Identity, amazon, rsa_key
from tests.envelopes import SKILL_ID, Json
from tests.signed import CHAIN_URL, Echo, is_refused, never

_, MIDDLE, GENUINE = amazon()


@pytest.fixture
def echo() -> Echo:
    return Echo(respond=never)


def body_of(echo: Echo) -> bytes:
    return json.dumps(echo.envelope()).encode()


def aged(echo: Echo, seconds: float, kind: str = "LaunchRequest") -> Json:
    stamp = (NOW - timedelta(seconds=seconds)).isoformat()
    return echo.envelope({"type": kind} | {"timestamp": stamp})


def test_a_signed_launch_is_answered() -> None:
    assert Echo().launch().status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"SignatureCertChainUrl": CHAIN_URL},
        {"Signature-256": "AAAA"},
        {"SignatureCertChainUrl": "", "Signature-256": ""},
        {"SignatureCertChainUrl": CHAIN_URL, "Signature-256": "not base64"},
        {"SignatureCertChainUrl": CHAIN_URL, "Signature-256": "AAAA"},
        {"SignatureCertChainUrl": CHAIN_URL, "Signature": "AAAA"},
    ],
)
def test_an_unsigned_request_is_refused(echo: Echo, headers: dict[str, str]) -> None:
    assert is_refused(echo.post_unsigned(body_of(echo), headers))


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/cert.pem",
        "https://evil.example/echo.api/cert.pem",
        "https://s3.amazonaws.com:port/echo.api/cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/cert.pem",
        "https://s3.amazonaws.com/echo.api/missing.pem",
    ],
)
def test_a_certificate_from_elsewhere_is_refused(echo: Echo, url: str) -> None:
    assert is_refused(echo.post_bytes(body_of(echo), {"SignatureCertChainUrl": url}))


@pytest.mark.parametrize("there", [b"", b"<html>", TimeoutError("slow"), OSError("404")])
def test_a_certificate_that_is_none_is_refused(echo: Echo, there: bytes | OSError) -> None:
    echo.bucket.contents[CHAIN_URL] = there
    assert is_refused(echo.post(echo.envelope()))


def test_a_certificate_of_somebody_else_is_refused() -> None:
    assert is_refused(Echo(MIDDLE.issue("evil.example"), respond=never).launch())


def test_a_signature_by_somebody_else_is_refused() -> None:
    assert is_refused(Echo(Identity(rsa_key(), *GENUINE.chain), respond=never).launch())


def test_a_replay_with_another_body_is_refused(echo: Echo) -> None:
    body = body_of(echo)
    changed = body.replace(b"LaunchRequest", b"IntentRequest")
    assert is_refused(echo.post_unsigned(changed, echo.signature(body)))


def test_the_signature_is_over_the_bytes_and_not_over_their_meaning() -> None:
    echo = Echo()
    spaced = json.dumps(echo.envelope() | {"certificationParam": "é"}, indent=3).encode()
    assert echo.post_bytes(spaced).status == 200
    compact = json.dumps(json.loads(spaced)).encode()
    assert is_refused(echo.post_unsigned(compact, echo.signature(spaced)))


def test_a_stranger_never_reaches_the_parser(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    assert is_refused(echo.post_bytes(b"[" * 60_000, {"Signature-256": "AAAA"}))
    assert "the signature is not that of the body" in caplog.text


@pytest.mark.parametrize("age", [-150, 0, 150])
def test_a_request_may_be_150_seconds_old_or_early(age: int) -> None:
    echo = Echo()
    assert echo.post(aged(echo, age)).status == 200


@pytest.mark.parametrize("age", [-151, 151, 3601, 10**9])
def test_a_request_may_not_be_older_or_earlier(echo: Echo, age: int) -> None:
    assert is_refused(echo.post(aged(echo, age)))


@pytest.mark.parametrize(("age", "status"), [(3600, 200), (-3600, 200), (3601, 400), (-3601, 400)])
def test_a_skill_event_may_be_an_hour_old(echo: Echo, age: int, status: int) -> None:
    assert echo.post(aged(echo, age, "AlexaSkillEvent.SkillDisabled")).status == status


def test_a_replay_of_the_very_request_ends_with_its_time() -> None:
    echo = Echo()
    body = body_of(echo)
    assert echo.post_bytes(body).status == 200
    echo.wait(151)
    assert is_refused(echo.post_bytes(body))


def test_a_body_over_64_kb_is_too_large(echo: Echo) -> None:
    assert echo.post_unsigned(b"x" * (LARGEST_BODY + 1)).status == 413
    assert echo.post_unsigned(b"x" * LARGEST_BODY).status == 400


def test_a_body_of_unknown_length_is_no_way_around(echo: Echo) -> None:
    endless = io.BytesIO(b"x" * (LARGEST_BODY + 1))
    environ = {
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input_terminated": True,  # as gunicorn says of a chunked body
        "wsgi.input": endless,
    }
    answer = echo.app.test_client().post("/alexa", environ_overrides=environ)
    assert answer.status_code == 413


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_the_content_type_changes_nothing(kind: str) -> None:
    echo = Echo()
    body = body_of(echo)
    client = echo.app.test_client()
    answer = client.post("/alexa", data=body, headers=echo.signature(body), content_type=kind)
    assert answer.status_code == 200
    assert client.post("/alexa", data=body, content_type=kind).status_code == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"])
def test_alexa_is_only_posted_to(echo: Echo, method: str) -> None:
    answer = echo.app.test_client().open("/alexa", method=method)
    assert (answer.status_code, answer.data) == (405, b"")


def test_the_health_is_told_and_nothing_else_is_there(echo: Echo) -> None:
    client = echo.app.test_client()
    assert client.get("/health").json == {"status": "ok"}
    assert client.get("/").status_code == 404
    assert client.get("/static/x").status_code == 404


def test_a_refusal_tells_the_owner_in_one_line_and_the_caller_nothing(
    echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    response = echo.app.test_client().post("/alexa", data=b"{}")
    assert (response.status_code, response.data) == (400, b"")
    (line,) = caplog.records
    assert line.levelno == logging.WARNING
    assert line.getMessage() == "refused a request: the header SignatureCertChainUrl is missing"
    assert line.exc_info is None


def test_no_environment_variable_and_no_setting_of_flask_weakens_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["ASK_SDK_VERIFY_SIGNATURE", "ASK_SDK_VERIFY_TIMESTAMP", "VERIFY_SIGNATURE"]
    for name in [*names, *[f"{front}_{n}" for n in names for front in ("FLASK", "FOOT_COACH")]]:
        monkeypatch.setenv(name, "0")
    for name in ("FOOT_COACH_UNSIGNED", "UNSIGNED", "FLASK_TESTING", "FLASK_DEBUG"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("FOOT_COACH_SKILL_ID", "amzn1.other")
    echo = Echo(respond=never)
    for name in names:
        echo.app.config[name] = False
    assert is_refused(echo.post_unsigned(body_of(echo)))
    assert is_refused(echo.post_bytes(body_of(echo), {"Signature-256": "AAAA"}))
    assert is_refused(echo.post(aged(echo, 151)))


def test_a_skill_has_an_id_unless_it_is_unsigned() -> None:
    for settings in ({}, {"skill_id": ""}, {"skill_id": None}):
        with pytest.raises(ValueError, match="a skill id is needed"):
            Settings(**settings)


def test_an_unsigned_server_still_asks_for_the_time_and_for_its_skill() -> None:
    echo = Echo()
    settings = Settings(skill_id=SKILL_ID, unsigned=True)
    client = create_app(settings, clock=echo.clock).test_client()
    other = echo.envelope()
    other["context"]["System"]["application"]["applicationId"] = "amzn1.other"
    for envelope, status in [(echo.envelope(), 200), (aged(echo, 151), 400), (other, 400)]:
        assert client.post("/alexa", json=envelope).status_code == status
