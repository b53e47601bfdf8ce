import json

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.book import read_book
from skill.conversation import respond
from skill.heard import Heard, Intent
from skill.record import Record
from skill.session import Clearance, Pace, Session, Side, State, Stop, Zone, decode, encode

BOOK = read_book()  # no fixture: hypothesis would print all of it

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)

clearances = st.builds(
    Clearance,
    zones=st.frozensets(st.sampled_from(Zone)),
    cold=st.booleans(),
    tools=st.booleans(),
    ceiling=st.integers(0, 5),
    stop=st.sampled_from(Stop),
)

routines = ["", "morning", "evening_cold", "quick", "heel", "upper_calf", "of an older release"]

sessions = st.builds(
    Session,
    state=st.sampled_from(State),
    cleared=st.booleans(),
    clearance=clearances,
    informed=st.booleans(),
    routine=st.sampled_from(routines),
    sides=st.lists(st.sampled_from(Side), max_size=2).map(tuple),
    step=st.integers(0, 20),
    second=st.floats(0, 400),
    started=st.none() | st.floats(0, 4e9),
    extra=st.integers(-600, 600),
    pressure=st.integers(1, 5),
    pace=st.sampled_from(Pace),
    topic=st.sampled_from(
        ["", "PointDetailIntent:heel:why", "DoseIntent:any", "x:y", "MassagePointIntent:"]
    ),
    missed=st.integers(0, 4),
    turn=st.integers(0, 10_000),
)

heards = st.builds(
    Heard,
    intent=st.sampled_from([*Intent, "UnheardOfIntent", "DoseIntent"]) | st.text(),
    slots=st.dictionaries(
        st.sampled_from(["routine", "point", "foot", "aspect", "sign", "level", "x"]),
        st.sampled_from(["morning", "heel", "left", "both", "why", "numbness", "9", "?"])
        | st.text(),
        max_size=3,
    ),
    at=st.floats(allow_nan=True, allow_infinity=True),
)


@given(sessions)
def test_every_session_survives_json(session):
    assert decode(json.loads(json.dumps(encode(session)))) == session


@given(json_values)
def test_attributes_of_any_shape_never_raise(attributes):
    assert isinstance(decode(attributes), Session)


@given(st.dictionaries(st.sampled_from(Session.__struct_fields__), json_values))
def test_attributes_with_our_names_and_any_values_never_raise(attributes):
    assert isinstance(decode(attributes), Session)


def test_garbage_is_a_new_session():
    assert decode({"state": "an older release's", "step": 3}) == Session()
    assert decode(["guiding"]) == decode(None) == decode({"second": float("nan")}) == Session()


@settings(max_examples=1000, deadline=None)
@given(session=sessions, heard=heards)
def test_any_session_and_anything_heard_is_answered(session, heard):
    reply = respond(session, heard, BOOK, Record())
    assert reply.speech or reply.prompt
    assert decode(json.loads(json.dumps(encode(reply.session)))) == reply.session


@settings(max_examples=1000, deadline=None)
@given(session=sessions, heard=heards)
def test_nothing_that_is_heard_widens_the_clearance(session, heard):
    after = respond(session, heard, BOOK, Record()).session.clearance
    before = session.clearance
    assert after.zones <= before.zones
    assert after.ceiling <= before.ceiling
    assert after.stop >= before.stop
    assert (after.cold, after.tools) <= (before.cold or after.cold, before.tools or after.tools)
    assert not (after.cold and not before.cold)
    assert not (after.tools and not before.tools)


def test_a_turn_can_be_replayed():
    session = Session(state=State.READY, cleared=True, routine="quick", sides=(Side.LEFT,), turn=7)
    heard = Heard(Intent.READY, at=1000.0)
    assert respond(session, heard, BOOK, Record()) == respond(session, heard, BOOK, Record())


def test_the_fields_of_a_session_are_these_and_none_is_about_health():
    assert set(Session.__struct_fields__) == {
        *("state", "cleared", "clearance", "informed"),  # what was said, what may be massaged
        *("routine", "sides", "step", "second", "started", "extra"),  # the place
        *("pressure", "pace", "topic", "missed", "turn"),  # how it is spoken
    }


def test_the_fields_of_a_record_are_these_and_none_is_about_health():
    assert set(Record.__struct_fields__) == {
        "sessions",  # what was done
        "careful_until",  # what is said at the start, and never why
    }
