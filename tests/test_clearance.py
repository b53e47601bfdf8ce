from hypothesis import given

from skill.clearance import CALF_ONLY, FREE, GENTLE, allows_anything, limit, meet
from skill.guidance import Plan, plan
from skill.session import Clearance, Session, Side, Stop, Zone
from tests.test_session import BOOK, clearances


def steps_of(routine: str) -> Plan:
    return plan(BOOK, Session(routine=routine, sides=(Side.LEFT,)))


@given(clearances, clearances)
def test_meeting_does_not_depend_on_the_order(one, other):
    assert meet(one, other) == meet(other, one)


@given(clearances, clearances, clearances)
def test_meeting_does_not_depend_on_the_grouping(one, two, three):
    assert meet(meet(one, two), three) == meet(one, meet(two, three)) == meet(one, two, three)


@given(clearances)
def test_meeting_itself_or_everything_changes_nothing(one):
    assert meet(one, one) == meet(one, FREE) == meet(one) == one


@given(clearances, clearances)
def test_one_more_clearance_never_leaves_more_steps(one, other):
    for routine in BOOK.catalogue:
        steps = steps_of(routine.id)
        both, either = limit(steps, meet(one, other)), limit(steps, one)
        assert all(any(step is kept for kept in either) for step in both)


def test_the_calf_alone_leaves_calf_steps_and_only_those():
    left = limit(steps_of("full"), CALF_ONLY)
    assert [step.point.id for step in left] == ["upper_calf", "upper_calf", "lower_calf"]


def test_a_gentle_session_uses_hands_only_and_no_cold():
    left = limit(steps_of("evening_cold"), GENTLE)
    assert [step.point.id for step in left] == ["achilles", "heel", "arch", "ball"]


def test_a_stop_leaves_nothing():
    stopped = Clearance(stop=Stop.SOON)
    assert not allows_anything(stopped)
    assert all(limit(steps_of(r.id), stopped) == () for r in BOOK.catalogue)


def test_every_signal_that_stops_leaves_no_zone():
    for signal in BOOK.signals.values():
        if signal.clearance.stop is not Stop.NONE:
            assert signal.clearance.zones == frozenset(), signal.id


def test_a_clot_or_a_pregnancy_forbids_the_calf():
    for sign in ("past_clot", "pregnancy", "calf_swelling"):
        assert Zone.CALF not in BOOK.signals[sign].clearance.zones, sign
