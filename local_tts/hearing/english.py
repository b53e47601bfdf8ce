"""How people say things in English, as far as the interaction model leaves it to Alexa to know."""

from skill.heard import Intent
from skill.session import State

CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not",
    "wont": "will not", "shan't": "shall not", "ain't": "is not", "dont": "do not",
    "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "havent": "have not", "hasnt": "has not", "wasnt": "was not", "let's": "let us",
    "lets": "let us", "o'clock": "o clock", "oclock": "o clock", "im": "i am", "ive": "i have",
    "whats": "what is", "thats": "that is",
    "wheres": "where is", "hows": "how is", "gonna": "going to", "wanna": "want to",
    "gotta": "got to", "ok": "okay", "k": "okay", "yup": "yep", "yea": "yeah",
}  # fmt: skip
"""Words as they are typed, and as they are compared."""

ENDINGS = {
    "n't": " not",
    "'m": " am",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
}
"""What the ends of words stand for."""

IS_AFTER = frozenset({
    "it", "that", "what", "where", "there", "he", "she", "how", "who", "here", "when",
})  # fmt: skip
"""Words whose 's stands for `is`; after others it is the possessive."""

FILLERS = frozenset({
    "please", "um", "uh", "er", "erm", "hmm", "ah", "oh", "hey", "alexa", "well",
})  # fmt: skip
"""Words that change nothing."""

VOCATIVES = frozenset({
    "love", "dear", "dearie", "darling", "sweetheart", "sweetie", "honey", "hun", "pet", "duck",
    "hen", "mate", "sir", "madam", "maam", "miss", "coach", "na", "ji", "yaar", "bhai", "beta",
    "arre", "haan", "buddy", "pal", "lovely",
})  # fmt: skip
"""What somebody is called; at the edges of a line these change nothing either."""

DETERMINERS = frozenset({
    "the", "my", "your", "a", "an", "this", "that", "these", "those", "some",
})  # fmt: skip
"""Words that change little: they are left out when a line is none of the samples word for word."""

POLITE = (
    "can you", "could you", "would you", "will you", "i would like to", "i would like", "i want to",
    "i want", "i need to", "i need", "let us", "can i", "could i", "can we", "could we", "shall we",
    "i think", "just", "okay", "so", "and", "now",
)  # fmt: skip
"""Beginnings that change little."""

AFTERTHOUGHTS = (
    "for me",
    "right now",
    "now",
    "thanks",
    "thank you",
    "then",
    "today",
    "again please",
)
"""Endings that change little."""

NEGATIONS = frozenset({
    "no", "not", "never", "without", "none", "nor", "neither", "zero", "nothing",
})  # fmt: skip
"""A sign right after one of these is denied."""

DENIES_NOTHING = frozenset({
    "only", "just", "sure", "certain",
})  # fmt: skip
"""After these a negation denies nothing: not sure about numbness."""

SCOPE_ENDS = frozenset({
    "but", "and", "except", "because", "though", "now", "then", "i", "it", "he", "she", "they",
    "there", "my",
})  # fmt: skip
"""A negation reaches no further than one of these."""

OR = "or"
"""Hands a negation on: no swelling or numbness."""

INTENSIFIERS = frozenset({
    "really", "very", "quite", "so", "all", "pretty", "rather", "extremely", "slightly",
    "totally", "completely", "still", "also",
})  # fmt: skip
"""Words that may stand inside a sign's phrase: swollen, really swollen."""

QUESTIONS = frozenset({
    "how", "when", "what", "why", "where", "should", "can", "could", "do", "does", "will",
    "would", "is", "are", "if",
})  # fmt: skip
"""Words that a question begins with; also when it asks about stopping."""

HABITS: dict[State, dict[str, tuple[str, ...]]] = {
    State.SAFETY: {
        Intent.READY: (
            "none of these", "none of it", "no none of those", "no none of these",
            "none of those apply", "none apply", "no nothing", "all good", "i am fine",
            "i am good", "i am okay",
        ),
        Intent.FALLBACK: (
            "not really", "not sure", "i do not know", "do not know", "maybe", "i am not sure",
            "perhaps", "a bit", "a little", "sort of", "some", "some of them", "one of them",
            "all of them", "all of it", "possibly",
        ),
    },
    State.READY: {Intent.READY: ("set", "got it", "here we go")},
    State.GUIDING: {Intent.NEXT: ("okay", "done", "finished", "got it", "did it", "all done")},
    State.PAUSED: {Intent.RESUME: ("i am back",)},
    State.FINISHED: {Intent.NO: ("done", "i am done", "nothing", "nothing else", "that is it")},
}  # fmt: skip
"""What short lines mean to the question that was asked last."""

EXPECTED: dict[State, frozenset[str]] = {
    State.WELCOME: frozenset({Intent.YES, Intent.NO}),
    State.SAFETY: frozenset(
        {Intent.READY, Intent.GENTLE, Intent.START_ROUTINE, Intent.WARNING_SIGN}
    ),
    State.ROUTINE: frozenset({Intent.START_ROUTINE}),
    State.FOOT: frozenset({Intent.SWITCH_FOOT}),
    State.READY: frozenset({Intent.READY}),
    State.GUIDING: frozenset({Intent.NEXT, Intent.REPEAT, Intent.PAUSE, Intent.TOO_HARD}),
    State.PAUSED: frozenset({Intent.RESUME}),
    State.OFFER: frozenset({Intent.YES, Intent.NO}),
}  # fmt: skip
"""What the question that was asked last makes a little likelier."""

DANGERS = frozenset({Intent.WARNING_SIGN, Intent.FLARE, Intent.SHARP_PAIN})
"""What ends the pressing when there is any doubt."""

NEVER_DOUBTED = DANGERS | {
    Intent.FALLBACK, Intent.STOP, Intent.CANCEL, Intent.PAUSE, Intent.TOO_HARD,
}  # fmt: skip
"""What is done at once, however unsure: none of it presses on."""

EVERYDAY = frozenset({
    "pop", "cut", "burning", "sugar", "expecting", "child", "kid", "son", "daughter", "grandson",
    "granddaughter", "teenager", "accident", "operation", "radiation", "stitches", "flare", "faint",
    "newborn", "wheelchair", "bruise", "lump", "shivering", "agony", "frail", "recurring",
    "surgery", "gout", "injection",
})  # fmt: skip
"""Signs' names that also stand for other things: cut the grass. Only these may be overheard."""

UNKNOWN_SIGN = "other"
"""The sign that is none of the others: a guess at it says nothing."""

CLEARS = frozenset({Intent.READY, Intent.GENTLE, Intent.START_ROUTINE})
"""What lets a session go on from the safety statement."""

NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip

EXCEPT = frozenset({"except", "but", "apart", "besides", "though", "only"})
"""Takes something out of what is denied."""

ANSWERS = frozenset({Intent.READY, Intent.YES, Intent.NO, "ThanksIntent"})
"""What may be said before a wish, in one breath."""

POLAR = frozenset({"yes", "no", "yeah", "nope", "okay"})
LINKS = frozenset({"and", "so", "but", "then", "now", "can", "please"})
"""Words that lead from an answer to a wish."""

NONE = "none"
"""Denies everything that was listed."""

STOP = "stop"
"""The one word that stops it inside a longer line."""
