"""Every answer: short enough for an ear, no further than its sources, and asked for by somebody."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from skill.book import Answer, Book, read_book
from skill.clearance import CALF_ONLY
from skill.conversation import respond
from skill.heard import Heard, Intent
from skill.record import Record
from skill.session import Clearance, Session, State, Zone
from skill.speech import Speech, parse, seconds, to_text, word_count

LONGEST = 20.0
"""Seconds of an answer, at the pace of a voice."""
WORDS_PER_MINUTE = 140
MOST_WORDS = 46
MOST_SENTENCES = 3
LONGEST_SENTENCE = 20

INTENTS = {
    "technique": "TechniqueIntent",
    "tool": "ToolIntent",
    "when": "TimingIntent",
    "dose_topic": "DoseIntent",
    "stage": "TimelineIntent",
    "topic": "ConditionIntent",
    "claim": "DoesItHelpIntent",
    "pressure_topic": "PressureIntent",
    "cold_topic": "ColdIntent",
    "myth": "MythIntent",
}
"""Slot → whose answers its values choose."""

WITHOUT_SOURCE = {
    ("DoseIntent", "missed_days"): "our own rule, and the cautious one",
    ("ConditionIntent", "inside_of_foot"): "which side is which",
    ("ConditionIntent", "medicines"): "it claims nothing and sends to a doctor",
    ("ProgressIntent", "any"): "about Foot Coach",
    ("ReminderIntent", "any"): "about Foot Coach",
    ("ForgetMeIntent", "any"): "about Foot Coach",
}
"""Answers that claim nothing about the body, and why."""

NEVER_SAID = re.compile(
    r"\b(cur(e[sd]?|ing)|heal(s|ed|ing)?|treat(s|ed|ing|ments?)?|prove[sdn]?|guarantee[sd]?"
    r"|adhesions?|toxins?|diagnos\w+|don't worry|as you can see"
    r"|you have (a |an )?(plantar|clot|fracture|tear|spur))\b",
    re.IGNORECASE,
)

COLD = re.compile(r"\b(cold pack|wrapped pack|frozen bottle|ice)\b", re.IGNORECASE)
RULES_OF_COLD = {
    "a barrier": r"\b(wrap|wrapped|towel|sock)\b",
    "minutes": r"\b(five|ten) minutes\b",
    "a skin check": r"\b(check|checking|look at) the skin\b",
    "who must not": r"Leave cold out with .*(diabetes|numb).*poor circulation",
    "after massage": r"\b(after massage|comes after massage|if you like)\b",
}
COLD_ONLY_NAMED = {("ToolIntent", "any"): "it sends to the answer that says how"}

BOOK = read_book()
ANSWERS = [
    (intent, value, answer)
    for intent, of_intent in BOOK.answers.items()
    for value, answer in of_intent.items()
]
each_answer = pytest.mark.parametrize(
    ("intent", "value", "answer"), ANSWERS, ids=[f"{i}.{v}" for i, v, _ in ANSWERS]
)


def asked(intent: str, value: str, session: Session | None = None) -> tuple[Session, Speech]:
    """What is answered to the question, without the question that follows."""
    slots = {} if value == "any" else {"slot": value}
    reply = respond(session or Session(), Heard(intent, slots), BOOK, Record())
    return reply.session, reply.speech


def limited(clearance: Clearance) -> Session:
    return Session(state=State.WELCOME, clearance=clearance)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) ", text)


def texts(place: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text that is spoken, with its place; what is only heard is left out."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"name", "aliases", "sources"}:
                yield from texts(f"{place}.{key}", inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(place, inner)


def spoken(book: Book) -> dict[str, str]:
    """Place → text, of the whole book."""
    parts = {
        "answers": book.answers,
        "points": {point.id: point.words for point in book.points.values()},
        "phrases": book.phrases,
        "postures": book.postures,
        "routines": {routine.id: routine.words for routine in book.catalogue},
        "signals": {signal.id: signal.words for signal in book.signals.values()},
    }
    found: dict[str, str] = {}
    for name, part in parts.items():
        for place, text in texts(name, msgspec.to_builtins(part)):
            found[place] = f"{found.get(place, '')} {text}".strip()
    return found


# ---------------------------------------------------------------- for the ear


@each_answer
def test_an_answer_is_as_short_as_an_ear_can_hold(intent: str, value: str, answer: Answer) -> None:
    _, said = asked(intent, value)

    assert word_count(said) <= MOST_WORDS
    assert seconds(said, WORDS_PER_MINUTE) <= LONGEST
    assert len(sentences(answer.says)) <= MOST_SENTENCES


@each_answer
def test_more_is_offered_where_there_is_more_and_is_as_short(
    intent: str, value: str, answer: Answer
) -> None:
    session, said = asked(intent, value)
    _, more = asked(Intent.TELL_ME_MORE, "any", session)

    assert (to_text(parse(str(BOOK.phrases.there_is_more))) in to_text(said)) == bool(answer.more)
    assert to_text(more) == to_text(parse(answer.more or str(BOOK.phrases.no_more)))
    assert word_count(more) <= MOST_WORDS
    assert seconds(more, WORDS_PER_MINUTE) <= LONGEST
    assert len(sentences(answer.more)) <= MOST_SENTENCES


@each_answer
def test_every_sentence_is_a_breath_long_and_a_statement(
    intent: str, value: str, answer: Answer
) -> None:
    for text in filter(None, (answer.says, answer.more)):
        assert text.endswith(".")
        assert "?" not in text
        assert not re.search(r"[();\d\u2013\u2014]", text)
        for sentence in sentences(text):
            assert word_count((sentence,)) <= LONGEST_SENTENCE, sentence


@each_answer
def test_no_answer_points_where_nobody_can_see(intent: str, value: str, answer: Answer) -> None:
    words = re.findall(r"[a-z']+", f"{answer.says} {answer.more}".lower())

    assert {"here", "this", "these", "below:"} & set(words) == set()


# ---------------------------------------------------------------- no further than the sources


@each_answer
def test_every_claim_has_a_source(intent: str, value: str, answer: Answer) -> None:
    assert bool(answer.sources) != ((intent, value) in WITHOUT_SOURCE)
    assert len(set(answer.sources)) == len(answer.sources)


def test_every_source_is_used(book: Book) -> None:
    used = {source for _, _, answer in ANSWERS for source in answer.sources}

    assert set(book.sources) - used == set()


def test_forbidden_words_are_nowhere_said(book: Book) -> None:
    said = {place: found[0] for place, t in spoken(book).items() if (found := NEVER_SAID.search(t))}

    assert said == {}


@pytest.mark.parametrize(
    "text",
    [
        *("It cures.", "It heals the foot.", "a proven treatment", "It treats the cause."),
        *("Guaranteed.", "breaks adhesions", "flushes toxins", "I diagnose", "you have a clot"),
    ],
)
def test_the_forbidden_words_would_be_found(text: str) -> None:
    assert NEVER_SAID.search(text)
    assert not NEVER_SAID.search("Healthy feet, a retreat, secure and improved.")


# ---------------------------------------------------------------- asked for, and held back


def test_every_value_of_a_slot_has_an_answer_and_every_answer_a_value(book: Book) -> None:
    assert set(book.slots) - {"foot", "aspect"} == set(INTENTS)
    for slot, intent in INTENTS.items():
        assert set(book.slots[slot]) == set(book.answers[intent]) - {"any"}, slot
    for intent in set(book.answers) - set(INTENTS.values()):
        assert set(book.answers[intent]) == {"any"}, intent


@each_answer
def test_what_a_limit_forbids_is_not_told(intent: str, value: str, answer: Answer) -> None:
    others = frozenset(Zone) - set(answer.zones)
    cases = [(answer.cold, msgspec.structs.replace(Clearance(), cold=False))]
    if others:
        cases.append((bool(answer.zones), msgspec.structs.replace(Clearance(), zones=others)))
    for is_held_back, clearance in cases:
        _, said = asked(intent, value, limited(clearance))

        assert (to_text(parse(answer.says)) not in to_text(said)) == is_held_back


@pytest.mark.parametrize(
    ("intent", "value"),
    [
        ("TechniqueIntent", "circles"),
        ("TechniqueIntent", "ice_massage"),
        ("ToolIntent", "frozen_bottle"),
        ("ColdIntent", "bottle"),
    ],
)
def test_in_a_flare_nothing_is_told_that_rubs_the_sole(intent: str, value: str) -> None:
    _, said = asked(intent, value, limited(CALF_ONLY))

    assert to_text(said) == to_text(parse(str(BOOK.phrases.not_today)))


def test_every_technique_says_which_zone_it_is_for() -> None:
    techniques = BOOK.answers["TechniqueIntent"]

    assert {key for key, answer in techniques.items() if not answer.zones} == {"any", "deep_tissue"}


# ---------------------------------------------------------------- cold


@pytest.mark.parametrize("rule", RULES_OF_COLD)
@pytest.mark.parametrize(
    "place",
    [f"answers.{i}.{v}.says" for i, v, answer in ANSWERS if answer.cold]
    + ["answers.ColdIntent.who_not.says"]
    + [f"routines.{r.id}.cold" for r in BOOK.catalogue if r.words.cold],
)
def test_who_offers_cold_says_how_to_be_safe_with_it(place: str, rule: str) -> None:
    assert re.search(RULES_OF_COLD[rule], spoken(BOOK)[place], re.IGNORECASE)


def test_an_answer_that_names_cold_is_one_that_offers_it() -> None:
    naming = {(i, v) for i, v, answer in ANSWERS if COLD.search(f"{answer.says} {answer.more}")}
    offering = {(i, v) for i, v, answer in ANSWERS if answer.cold}

    assert naming - offering - {("ColdIntent", "who_not")} == set(COLD_ONLY_NAMED)


def test_the_routine_that_ends_on_ice_says_how_to_be_safe_with_it() -> None:
    routine = BOOK.routines["evening_cold"].words
    roll = BOOK.points["arch"].words.techniques["bottle_roll"]

    assert re.search(RULES_OF_COLD["who must not"], routine.about)
    assert re.search(RULES_OF_COLD["minutes"], routine.about)
    assert "sock" in routine.kit
    assert "sock" in roll.placement
    assert "look at the skin" in roll.halfway
    assert "numb" in roll.cue


def test_no_other_text_of_the_book_offers_cold() -> None:
    places = {place for place, text in spoken(BOOK).items() if COLD.search(text)}
    others = {place for place in places if not place.startswith(("answers.", "routines."))}

    assert others <= {
        "points.arch.techniques.bottle_roll.placement",  # in the routine that says the rest
        *(f"signals.{key}.says" for key in BOOK.signals),  # which leave it out
    }
    assert {p for p in places if p.startswith("routines.")} <= {
        "routines.evening_cold.about",
        "routines.evening_cold.kit",
        *(f"routines.{r.id}.cold" for r in BOOK.catalogue),
    }
