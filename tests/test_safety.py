"""What people volunteer about their health: heard everywhere, never talked round, never kept."""

from itertools import combinations, combinations_with_replacement, product

import msgspec
import pytest

from skill.book import Signal, read_book
from skill.clearance import CALF_ONLY, FREE, GENTLE, allows, allows_anything, meet
from skill.conversation import Reply, respond
from skill.guidance import block, next_allowed, plan
from skill.heard import Heard, Intent
from skill.laws import check
from skill.record import Record
from skill.session import Clearance, Session, Side, State, Stop, Zone, encode
from skill.speech import join, seconds, to_text
from skill.walk import walk

BOOK = read_book()
SIGNALS = tuple(BOOK.signals.values())
ONE, BOTH = (Side.LEFT,), (Side.LEFT, Side.RIGHT)


def hear(session: Session, intent: str, at: float = 1000.0, **slots: str) -> Reply:
    return respond(session, Heard(intent, slots, at), BOOK, Record())


def in_every_state() -> dict[State, Session]:
    """A session in each state, with a morning for one foot under way where there is a routine."""
    chosen = Session(cleared=True, informed=True, routine="morning", sides=ONE)

    def standing(state: State, **changes: object) -> Session:
        return msgspec.structs.replace(chosen, state=state, **changes)

    new = Session()
    guiding = hear(standing(State.READY), Intent.READY).session
    return {
        State.NEW: new,
        State.WELCOME: Session(state=State.WELCOME),
        State.SAFETY: Session(state=State.SAFETY),
        State.ROUTINE: Session(state=State.ROUTINE, cleared=True),
        State.FOOT: standing(State.FOOT, sides=()),
        State.READY: standing(State.READY),
        State.GUIDING: guiding,
        State.PAUSED: standing(State.PAUSED, step=1, second=20.0),
        State.OFFER: standing(State.OFFER, routine="heel"),
        State.FINISHED: standing(State.FINISHED, step=6),
        State.CLOSED: Session(state=State.CLOSED),
    }


STATES = in_every_state()


def test_there_is_a_session_for_every_state():
    assert set(STATES) == set(State)
    assert all(session.state is state for state, session in STATES.items())


@pytest.mark.parametrize("state", list(State))
def test_every_sign_is_heard_in_every_state(state):
    for signal in SIGNALS:
        reply = hear(STATES[state], Intent.WARNING_SIGN, at=1060.0, sign=signal.id)
        assert to_text(join(reply.speech)).startswith(
            ("Take your foot off", signal.words.says[:25])
        ) or signal.words.says in to_text(reply.speech), signal.id
        assert reply.session.state is not State.GUIDING, signal.id
        if signal.clearance.stop is not Stop.NONE:
            assert not reply.is_open, signal.id


@pytest.mark.parametrize("state", list(State))
def test_stop_closes_and_help_is_heard_in_every_state(state):
    assert not hear(STATES[state], Intent.STOP, at=1060.0).is_open
    assert not hear(STATES[state], Intent.CANCEL, at=1060.0).is_open
    assert hear(STATES[state], Intent.HELP, at=1060.0).is_open


def test_a_sign_narrows_exactly_by_its_clearance_wherever_it_is_heard():
    for session, signal in product(STATES.values(), SIGNALS):
        after = hear(session, Intent.WARNING_SIGN, at=1060.0, sign=signal.id).session.clearance
        assert after == meet(session.clearance, signal.clearance), (session.state, signal.id)


def test_all_pairs_of_signals_meet_in_either_order():
    for one, other in product(SIGNALS, repeat=2):
        met = meet(one.clearance, other.clearance)
        assert met == meet(other.clearance, one.clearance)
        assert narrower(met, one.clearance)
        assert narrower(met, other.clearance)


def narrower(one: Clearance, other: Clearance) -> bool:
    """Whether the one allows nothing that the other does not."""
    return (
        one.zones <= other.zones
        and one.cold <= other.cold
        and one.tools <= other.tools
        and one.ceiling <= other.ceiling
        and one.stop >= other.stop
    )


def test_for_all_pairs_and_triples_of_signals_no_step_outside_the_clearance_is_spoken():
    """Every triple of the signals; the ones with equal limits are spoken through once."""
    met = {meet(*(s.clearance for s in triple)) for triple in triples(SIGNALS)}
    met |= {meet(c, choice) for c in met for choice in (GENTLE, CALF_ONLY)} | {FREE}
    spoken = 0
    for limit, routine, sides in product(met, BOOK.routines.values(), (ONE, BOTH)):
        if len(sides) == 1 or routine.facts.both:
            spoken += speak_through(limit, routine.id, sides)
    assert len(met) > 15
    assert spoken > 500


def triples(signals: tuple[Signal, ...]) -> set[tuple[Signal, ...]]:
    """Singles, pairs and triples: a signal may be named more than once."""
    by_limit = {signal.clearance: signal for signal in signals}
    return set(combinations_with_replacement_of(tuple(by_limit.values())))


def combinations_with_replacement_of(signals: tuple[Signal, ...]):
    for indices in combinations_with_replacement(range(len(signals)), 3):
        yield Triple(signals[i] for i in indices)


class Triple(tuple):
    """Hashed by its ids: signals hold sets of their own."""

    def __hash__(self) -> int:
        return hash(tuple(signal.id for signal in self))


def speak_through(limit: Clearance, routine: str, sides: tuple[Side, ...]) -> int:
    """Speak every block of a routine within a limit, and count them."""
    session = Session(
        state=State.READY, cleared=True, clearance=limit, routine=routine, sides=sides
    )
    steps = plan(BOOK, session)
    blocks, step = 0, next_allowed(steps, limit, 0)
    while step < len(steps):
        here = msgspec.structs.replace(session, state=State.PAUSED, step=step)
        reply = hear(here, Intent.RESUME)
        assert not check(here, Heard(Intent.RESUME), reply, BOOK), (limit, routine)
        built = block(BOOK, reply.session, brief=False)
        for span in built.spans:
            planned = steps[span.step]
            assert allows(limit, planned.point.facts, planned.how), (limit, routine)
        blocks += 1
        step = next_allowed(steps, limit, max(built.next_step, step + 1))
    if not allows_anything(limit):
        assert blocks == 0
    return blocks


def test_after_any_two_signals_every_intent_keeps_the_laws_in_every_state():
    by_limit = list({signal.clearance: signal.id for signal in SIGNALS}.values())
    intents = [*Intent, *BOOK.answers]
    turns = 0
    for (one, other), session in product(combinations(by_limit, 2), STATES.values()):
        here = hear(session, Intent.WARNING_SIGN, at=1060.0, sign=one).session
        here = hear(here, Intent.WARNING_SIGN, at=1070.0, sign=other).session
        for intent in intents:
            heard = Heard(intent, {}, 1080.0)
            reply = respond(here, heard, BOOK, Record())
            assert not check(here, heard, reply, BOOK), (one, other, session.state, intent)
            turns += 1
    assert turns > 10_000


def test_nothing_talks_a_flare_round():
    session = hear(STATES[State.GUIDING], Intent.FLARE, at=1060.0).session
    pleas = [
        *((Intent.MASSAGE_POINT, {"point": p}) for p in ("heel", "arch", "ball", "achilles")),
        *((Intent.START_ROUTINE, {"routine": r.id}) for r in BOOK.catalogue),
        (Intent.GENTLE, {}),
        (Intent.YES, {}),
        (Intent.READY, {}),
        ("TechniqueIntent", {"technique": "circles"}),
        (Intent.SWITCH_FOOT, {"foot": "left"}),
        (Intent.NEXT, {}),
        (Intent.TOO_EASY, {}),
        (Intent.MORE_TIME, {}),
        (Intent.REPEAT, {}),
    ]
    how = [BOOK.points[p].words.how for p in ("heel", "arch", "ball", "achilles")]
    for first, second, third in product(pleas, repeat=3):
        here = session
        for at, (intent, slots) in enumerate((first, second, third)):
            reply = hear(here, intent, at=2000.0 + 400 * at, **slots)
            here = reply.session
            assert here.clearance.zones <= {Zone.CALF}
            said = to_text(reply.speech)
            assert not any(text in said for text in how), (first, second, third)
            assert not check(here, Heard(intent, slots), reply, BOOK)


def test_a_stop_stays_when_the_same_session_is_opened_again():
    stopped = hear(STATES[State.GUIDING], Intent.WARNING_SIGN, at=1060.0, sign="numbness").session
    opened = hear(stopped, Intent.LAUNCH).session
    asked = hear(opened, Intent.YES).session
    reply = hear(asked, Intent.READY)
    reply = hear(reply.session, Intent.START_ROUTINE, routine="quick")
    assert not reply.is_open
    assert "nothing that is safe" in to_text(reply.speech)


def test_any_sign_that_narrows_is_followed_by_a_careful_day_and_nothing_else_is_kept():
    for signal in SIGNALS:
        heard = Heard(Intent.WARNING_SIGN, {"sign": signal.id}, 1060.0)
        record = respond(STATES[State.GUIDING], heard, BOOK, Record(sessions=9)).record
        careful = signal.clearance != FREE
        assert record == Record(sessions=9, careful_until=1060.0 + 86_400 if careful else 0.0)


@pytest.mark.parametrize("slots", [{}, {"sign": "?"}])
def test_a_sign_nobody_knows_stops_for_today_and_holds(slots):
    heard = Heard(Intent.WARNING_SIGN, slots, 1060.0)
    reply = respond(STATES[State.GUIDING], heard, BOOK, Record(sessions=9))
    assert not reply.is_open
    assert reply.record.careful_until == 1060.0 + 86_400
    again = hear(hear(reply.session, Intent.LAUNCH).session, Intent.YES).session
    again = hear(again, Intent.READY).session
    assert not hear(again, Intent.START_ROUTINE, routine="quick").is_open


def test_a_careful_day_never_gets_shorter():
    for at in (10.0, float("nan"), -5.0):
        heard = Heard(Intent.WARNING_SIGN, {"sign": "pop"}, at)
        record = Record(sessions=9, careful_until=500_000.0)
        assert respond(STATES[State.GUIDING], heard, BOOK, record).record == record


def test_in_a_careful_day_a_question_for_hands_leads_to_the_full_statement():
    record = Record(sessions=9, careful_until=2000.0)
    heard = Heard(Intent.MASSAGE_POINT, {"point": "heel"}, 1000.0)
    reply = respond(Session(), heard, BOOK, record)
    assert reply.session.state is State.SAFETY
    assert BOOK.points["heel"].words.how not in to_text(reply.speech)
    heard = Heard("TechniqueIntent", {"technique": "circles"}, 1000.0)
    said = to_text(respond(Session(), heard, BOOK, record).speech)
    assert BOOK.answers["TechniqueIntent"]["circles"].says not in said


def test_the_flare_of_the_signals_and_the_choice_of_calf_only_leave_the_same():
    assert BOOK.signals["flare"].clearance == CALF_ONLY


@pytest.mark.parametrize("level", ["", "?", "11", "9" * 5000, "-3", "²"])
def test_a_number_that_is_none_changes_nothing(level):
    reply = hear(STATES[State.PAUSED], Intent.PAIN_NUMBER, level=level)
    assert reply.session.clearance == FREE
    assert reply.is_open


def test_a_bare_no_or_yes_clears_nothing():
    for intent in (Intent.NO, Intent.YES, Intent.FALLBACK, Intent.NEXT, Intent.RESUME):
        reply = hear(STATES[State.SAFETY], intent)
        assert not reply.session.cleared
        assert not hear(reply.session, intent).session.cleared


def test_no_block_is_spoken_to_a_session_that_was_not_cleared():
    for session in STATES.values():
        here = msgspec.structs.replace(session, cleared=False)
        for intent in Intent:
            said = to_text(hear(here, intent, at=1060.0).speech)
            assert "Three," not in said, (session.state, intent)


UNSOUND = [
    Session(state=State.NEW, routine="morning"),
    Session(state=State.ROUTINE),
    Session(state=State.FOOT, routine="morning"),
    Session(state=State.FOOT, cleared=True),
    Session(state=State.READY, routine="morning", sides=ONE),
    Session(state=State.READY, cleared=True, routine="morning"),
    Session(state=State.READY, cleared=True, routine="gone", sides=ONE),
    Session(state=State.READY, cleared=True, routine="quick", sides=(Side.LEFT, Side.LEFT)),
    Session(state=State.PAUSED, cleared=True, routine="quick", sides=ONE, step=9),
    Session(state=State.PAUSED, cleared=True, routine="quick", sides=ONE, second=400.0),
    Session(state=State.PAUSED, cleared=True, routine="quick", sides=ONE, clearance=CALF_ONLY),
    Session(state=State.WELCOME, started=5.0),
    Session(state=State.FINISHED, cleared=True, routine="quick", sides=ONE, step=1),
    Session(state=State.CLOSED, cleared=True),
]


@pytest.mark.parametrize("session", UNSOUND)
def test_a_session_that_cannot_be_is_begun_anew_within_its_limits(session):
    reply = hear(session, Intent.HELP)
    assert reply.session.state is State.WELCOME
    assert not reply.session.cleared
    assert reply.session.clearance == session.clearance


def test_no_word_of_a_sign_is_left_in_the_session():
    for signal in SIGNALS:
        session = hear(
            STATES[State.GUIDING], Intent.WARNING_SIGN, at=1060.0, sign=signal.id
        ).session
        kept = str(encode(session))
        assert signal.id not in kept
        assert signal.words.name not in kept


def test_a_pain_number_is_used_and_not_kept():
    for level in range(11):
        session = hear(STATES[State.PAUSED], Intent.PAIN_NUMBER, level=str(level)).session
        assert f"'{level}'" not in str(encode(session))


def test_the_safety_statement_lasts_at_most_35_seconds_and_an_answer_20():
    phrases = BOOK.phrases
    first = hear(Session(), Intent.START_ROUTINE, routine="morning")
    assert first.session.state is State.SAFETY
    assert seconds(first.speech, 140) <= 35
    assert seconds((str(phrases.safety_short),), 140) <= 20
    for point in BOOK.points:
        assert seconds(hear(Session(), Intent.MASSAGE_POINT, point=point).speech, 140) <= 20, point
    for state, session in STATES.items():
        for intent in (*BOOK.answers, Intent.HELP, Intent.LIST_POINTS, Intent.LIST_ROUTINES):
            reply = hear(session, intent)
            assert seconds(reply.speech, 140) <= 20, (state, intent)


def test_a_sign_is_told_within_20_seconds():
    for signal in SIGNALS:
        assert seconds((signal.words.says,), 140) <= 20, signal.id


def test_a_book_that_promises_does_not_keep_the_laws():
    phrases = msgspec.structs.replace(BOOK.phrases, welcome="This will heal you.")
    with pytest.raises(Exception, match="'heal' is never said"):
        walk(msgspec.structs.replace(BOOK, phrases=phrases))
