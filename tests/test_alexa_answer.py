"""From a reply, or a fault, or the end of a session, to what Alexa is answered."""

import logging
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from skill.conversation.reply import Reply
from skill.session import Pace, Session
from tests.parrot import Parrot
from tests.signed import Echo


@pytest.fixture
def parrot() -> Parrot:
    return Parrot()


@pytest.fixture
def echo(parrot: Parrot) -> Echo:
    return Echo(respond=parrot)


def test_a_question_keeps_the_session_open_with_a_reprompt(echo: Echo) -> None:
    answer = echo.launch()
    assert answer.response["shouldEndSession"] is False
    assert answer.text == "Press. Go on?"
    assert answer.reprompt == "Say go on."
    assert answer.response["outputSpeech"]["type"] == "SSML"
    assert "card" not in answer.response
    assert "directives" not in answer.response


def test_no_question_closes_it_and_asks_nothing() -> None:
    answer = Echo(respond=Parrot(prompt=())).launch()
    assert answer.response["shouldEndSession"] is True
    assert "reprompt" not in answer.response
    assert answer.text == "Press."


@pytest.mark.parametrize(("pace", "rate"), [(p, p.words_per_minute / 1.6) for p in Pace])
def test_the_pace_is_the_rate_of_alexas_voice(pace: Pace, rate: float) -> None:
    answer = Echo(respond=Parrot(session=Session(pace=pace))).launch()
    prosody = ElementTree.fromstring(answer.ssml).find("prosody")  # noqa: S314, our own words
    shown = 100 if prosody is None else int(prosody.attrib["rate"].removesuffix("%"))
    assert shown == pytest.approx(rate, abs=0.5)


def test_words_are_escaped_and_silences_are_breaks() -> None:
    answer = Echo(respond=Parrot(speech=('Heel & <arch> "now".', 25.0))).launch()
    assert answer.text == 'Heel & <arch> "now". Go on?'
    assert answer.ssml.count('<break time="10s"/>') == 2
    assert '<break time="5000ms"/>' in answer.ssml


Fault = Callable[..., Reply]


def broken(*_: object) -> Reply:
    raise ZeroDivisionError("a bug")


FAULTS: dict[str, Fault] = {
    "a bug": broken,
    "too long a speech": Parrot(speech=("word " * 1700,)),
    "too long a reprompt": Parrot(reprompt=("word " * 1700,)),
    "too large a response": Parrot(speech=("é" * 4500,)),  # six bytes each in JSON,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_apologised_for_and_the_place_is_kept(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    echo = Echo(respond=fault)
    held = {"state": "guiding", "step": 3}
    envelope = echo.envelope({"type": "IntentRequest", "intent": {"name": "ReadyIntent"}})
    envelope["session"] |= {"new": False, "attributes": held}
    answer = echo.post(envelope)
    assert (answer.status, answer.is_open, answer.attributes) == (200, True, held)
    assert "orry" in answer.text
    assert answer.reprompt
    (line,) = caplog.records
    assert (line.levelno, line.exc_info is None) == (logging.ERROR, False)


@pytest.mark.parametrize("name", ["AMAZON.StopIntent", "AMAZON.CancelIntent"])
def test_stop_stops_even_when_everything_is_broken(name: str) -> None:
    answer = Echo(respond=broken).says(name)
    assert (answer.status, answer.response) == (200, {"shouldEndSession": True})


def test_the_end_of_a_session_is_answered_with_nothing(echo: Echo, parrot: Parrot) -> None:
    echo.launch()
    answer = echo.ends()
    assert (answer.status, answer.response) == (200, {})
    assert len(parrot.turns) == 1


def test_an_end_by_fault_is_logged(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    fault = {"type": "INVALID_RESPONSE", "message": "SSML was not well-formed"}
    assert echo.ends("ERROR", fault).status == 200
    assert "SSML was not well-formed" in caplog.text


@pytest.mark.parametrize(
    "kind",
    [
        "AlexaSkillEvent.SkillDisabled",
        "AlexaSkillEvent.ProactiveSubscriptionChanged",
        "AudioPlayer.PlaybackStarted",
        "Connections.Response",
        "SessionResumedRequest",
        "System.ExceptionEncountered",
        "Alexa.Presentation.APL.UserEvent",
        "SomethingThatAmazonInventsNextYear",
    ],
)
def test_what_nobody_said_is_answered_with_nothing(echo: Echo, parrot: Parrot, kind: str) -> None:
    outside = echo.envelope({"type": kind})
    del outside["session"]
    for envelope in (echo.envelope({"type": kind}), outside):
        answer = echo.post(envelope)
        assert (answer.status, answer.response) == (200, {})
    assert parrot.turns == []
