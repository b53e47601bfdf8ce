"""From an envelope to what is heard, and the session it is heard in."""

from typing import Any

import pytest

from skill.heard import Heard
from skill.session import Session, encode
from tests.certificates import NOW
from tests.envelopes import Json, Unmatched
from tests.parrot import Parrot
from tests.signed import Echo


@pytest.fixture
def parrot() -> Parrot:
    return Parrot()


@pytest.fixture
def echo(parrot: Parrot) -> Echo:
    return Echo(respond=parrot)


def heard(parrot: Parrot) -> Heard:
    return parrot.turns[-1][1]


def session(parrot: Parrot) -> Session:
    return parrot.turns[-1][0]


def test_a_launch_is_heard_with_its_moment(echo: Echo, parrot: Parrot) -> None:
    echo.launch()
    assert heard(parrot) == Heard("LaunchRequest", {}, NOW.timestamp())


def test_an_intent_is_heard_by_its_own_name_even_if_nobody_knows_it(
    echo: Echo, parrot: Parrot
) -> None:
    echo.wait(30)
    echo.says("NobodyKnowsThisIntent")
    assert heard(parrot) == Heard("NobodyKnowsThisIntent", {}, NOW.timestamp() + 30)


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"foot": "left"}, {"foot": "left"}),
        ({"point": "upper_calf", "foot": "right"}, {"point": "upper_calf", "foot": "right"}),
        ({"level": 7}, {"level": "7"}),
        ({"level": "?"}, {}),
        ({"foot": None}, {}),
        ({"foot": ""}, {}),
        ({"foot": "?"}, {}),
        ({"foot": Unmatched("flurb"), "level": 3}, {"level": "3"}),
    ],
)
def test_a_slot_is_heard_by_the_id_it_resolved_to(
    echo: Echo, parrot: Parrot, slots: dict[str, Any], expected: dict[str, str]
) -> None:
    echo.says("ReadyIntent", **slots)
    assert heard(parrot).slots == expected


def test_the_first_authority_that_matched_resolves_a_slot(echo: Echo, parrot: Parrot) -> None:
    authorities: list[Json] = [
        {"authority": "a", "status": {"code": "ER_SUCCESS_NO_MATCH"}},
        {"authority": "b", "status": {"code": "ER_SUCCESS_MATCH"}, "values": []},
        _matching("c", "heel", "arch"),
        _matching("d", "ball"),
    ]
    slot = {"name": "point", "resolutions": {"resolutionsPerAuthority": authorities}}
    intent = {"name": "PointDetailIntent", "slots": {"point": slot | {"value": "the heel"}}}
    echo.post(echo.envelope({"type": "IntentRequest", "intent": intent}))
    assert heard(parrot).slots == {"point": "heel"}


def _matching(authority: str, *ids: str) -> Json:
    values = [{"value": {"name": f"the {known}", "id": known}} for known in ids]
    return {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}


def test_properties_that_amazon_adds_one_day_change_nothing(echo: Echo, parrot: Parrot) -> None:
    envelope = echo.envelope()
    for part in (envelope, envelope["request"], envelope["session"], envelope["context"]):
        part["brandNew"] = {"of": ["any", "shape"]}
    assert echo.post(envelope).status == 200
    assert heard(parrot).intent == "LaunchRequest"


def test_the_session_comes_back_as_it_went(echo: Echo, parrot: Parrot) -> None:
    sent = echo.launch().attributes
    echo.says("ReadyIntent")
    assert encode(session(parrot)) == sent
    assert session(parrot).step == 1


def test_a_launch_starts_anew_whatever_the_attributes_say(echo: Echo, parrot: Parrot) -> None:
    echo.says("ReadyIntent")
    envelope = echo.envelope()
    assert envelope["session"]["attributes"]["step"] == 1
    echo.post(envelope)
    assert session(parrot).step == 0


def test_two_sessions_start_with_other_wordings_and_one_always_with_the_same() -> None:
    starts = []
    for _ in range(2):
        parrot = Parrot()
        echo = Echo(respond=parrot)
        echo.launch()
        echo.launch()
        starts.append([session.turn for session, _ in parrot.turns])
    assert starts[0] == starts[1]
    assert starts[0][0] != starts[0][1]


@pytest.mark.parametrize("attributes", [{"state": "an older one"}, {"step": -1}, {"x": [{}]}, None])
def test_attributes_of_any_shape_are_a_session(
    echo: Echo, parrot: Parrot, attributes: Json | None
) -> None:
    envelope = echo.envelope({"type": "IntentRequest", "intent": {"name": "ReadyIntent"}})
    envelope["session"] |= {"new": False, "attributes": attributes}
    assert echo.post(envelope).status == 200
    assert session(parrot) == Session()
