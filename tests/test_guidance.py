import pytest

from skill.book import Book
from skill.guidance import (
    BLOCK_SECONDS,
    Planned,
    block,
    length,
    place_after,
    plan,
    total_seconds,
)
from skill.session import Pace, Session, Side, State
from skill.speech import Speech, seconds, to_text

ONE = (Side.LEFT,)
BOTH = (Side.LEFT, Side.RIGHT)


def every_session(book: Book) -> list[Session]:
    """Every routine in every variant, at every step it could begin a block with."""
    sessions = []
    for routine in book.routines.values():
        for sides in (ONE, BOTH) if routine.facts.both else (ONE,):
            whole = guiding(routine.id, sides)
            sessions += [at(whole, step) for step in range(len(plan(book, whole)))]
    return sessions


def guiding(routine: str, sides: tuple[Side, ...], **changes) -> Session:
    return Session(state=State.GUIDING, cleared=True, routine=routine, sides=sides, **changes)


def at(session: Session, step: int, second: float = 0.0) -> Session:
    return Session(
        state=State.GUIDING,
        cleared=True,
        routine=session.routine,
        sides=session.sides,
        step=step,
        second=second,
        pace=session.pace,
    )


def heard_at(speech: Speech, rate: int) -> list[tuple[float, str]]:
    """Every stretch of words with the second at which it begins, by the estimate."""
    now, found = 0.0, []
    for part in speech:
        if isinstance(part, str):
            found.append((now, part))
        now += seconds((part,), rate)
    return found


def timed_part(speech: Speech, begins: float, ends: float, rate: int) -> tuple[float, float]:
    """Seconds of silence, and of everything, between two moments of a speech."""
    now, quiet = 0.0, 0.0
    for part in speech:
        after = now + seconds((part,), rate)
        if isinstance(part, float):
            quiet += max(0.0, min(after, ends) - max(now, begins))
        now = after
    return quiet, ends - begins


@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.parametrize("brief", [False, True])
def test_a_block_lasts_at_most_its_seconds(book: Book, pace, brief):
    for session in every_session(book):
        built = block(
            book,
            at(Session(routine=session.routine, sides=session.sides, pace=pace), session.step),
            brief=brief,
        )
        assert seconds(built.speech, pace.words_per_minute) <= BLOCK_SECONDS + 0.01, session


@pytest.mark.parametrize("pace", list(Pace))
def test_at_least_sixty_percent_of_every_timed_part_is_silence(book: Book, pace):
    rate = pace.words_per_minute
    for session in every_session(book):
        built = block(
            book, at(guiding(session.routine, session.sides, pace=pace), session.step), brief=False
        )
        for span in built.spans:
            quiet, whole = timed_part(built.speech, span.timed, span.ends, rate)
            assert quiet >= 0.6 * whole, (session.routine, span)


def test_halfway_is_halfway_within_a_second(book: Book):
    rate = Pace.NORMAL.words_per_minute
    checked = 0
    for session in every_session(book):
        built = block(book, session, brief=False)
        steps = plan(book, session)
        halves = [when for when, words in heard_at(built.speech, rate) if "Halfway." in words]
        for span in built.spans:
            step = steps[span.step]
            middle = span.timed + step.seconds / 2
            if step.seconds >= 30 and middle < span.ends:
                assert any(abs(when - middle) <= 1 for when in halves), (session.routine, span)
                checked += 1
    assert checked > 100


def test_a_step_lasts_its_seconds(book: Book):
    for session in every_session(book):
        built = block(book, session, brief=False)
        steps = plan(book, session)
        for span in built.spans:
            if span.step != built.next_step:
                assert span.ends - span.timed == pytest.approx(steps[span.step].seconds)


def test_five_seconds_is_said_five_seconds_before_the_end(book: Book):
    rate = Pace.NORMAL.words_per_minute
    built = block(book, guiding("quick", ONE), brief=False)
    said = [when for when, words in heard_at(built.speech, rate) if words == "Five seconds."]
    assert said == pytest.approx([span.ends - 5 for span in built.spans])


def test_a_step_is_posture_then_placement_then_action_then_the_count(book: Book):
    text = to_text(block(book, guiding("morning", ONE), brief=False).speech)
    order = [
        "We start with your left arch",
        "Sit up",
        "both thumbs",
        "Slide lightly",
        "Three,",
        "Halfway",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_posture_is_said_only_when_it_changes(book: Book):
    text = to_text(block(book, guiding("after_sitting", ONE), brief=False).speech)
    assert text.count("Sit tall on your chair") == 1


def test_a_block_never_crosses_to_the_other_side(book: Book):
    for session in every_session(book):
        built = block(book, session, brief=True)
        sides = {plan(book, session)[span.step].side for span in built.spans}
        assert len(sides) == 1


def test_brief_instructions_are_shorter(book: Book):
    session = guiding("morning", ONE)
    assert total_seconds(book, session, brief=True) < total_seconds(book, session, brief=False) - 30


def test_a_long_hold_is_cut_into_equal_blocks_that_add_up(book: Book):
    session = at(guiding("evening_cold", ONE), 6)
    holds, here = [], session
    while here.step == 6:
        built = block(book, here, brief=False)
        holds.append(built.spans[-1].ends - built.spans[-1].timed)
        here = at(session, built.next_step, built.next_second)
    assert holds == pytest.approx([100, 100, 100])


def test_where_somebody_is_follows_from_the_seconds_that_passed(book: Book):
    built = block(book, guiding("morning", ONE), brief=False)
    first = built.spans[0]
    assert place_after(built, -5) == (0, 0)
    assert place_after(built, first.timed - 1) == (0, 0)
    assert place_after(built, first.timed + 20.2) == (0, 20)
    assert place_after(built, 10_000) == (built.next_step, 0)


def test_carrying_on_lasts_only_what_is_left(book: Book):
    built = block(book, at(guiding("heel", ONE), 0, second=40.0), brief=False)
    assert built.spans[0].ends - built.spans[0].timed == pytest.approx(20)
    assert "Halfway" not in to_text(built.speech)


def test_extra_time_stays_within_what_a_point_takes(book: Book):
    heel: Planned = plan(book, guiding("quick", ONE))[1]
    assert (heel.seconds, length(heel, 15), length(heel, 300)) == (30, 45, 60)


def test_clock_times_are_told_with_everything_spoken(book: Book):
    session = guiding("morning", BOTH)
    hands_on = sum(step.seconds for step in plan(book, session))
    assert hands_on == 420
    assert hands_on < total_seconds(book, session, brief=False) < 2 * hands_on


def test_the_routines_keep_the_doses(book: Book):
    doses = {
        (routine.id, sides): sum(step.seconds for step in plan(book, guiding(routine.id, sides)))
        for routine in book.catalogue
        for sides in ((ONE, BOTH) if routine.facts.both else (ONE,))
    }
    assert max(doses.values()) <= 600
    assert {key for key, dose in doses.items() if dose < 300} == {
        ("after_sitting", ONE),
        ("quick", ONE),
        ("quick", BOTH),
    }
