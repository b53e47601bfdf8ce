"""What is remembered of a person between sessions: small, frozen, of bounded size."""

from typing import Annotated

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person. Only what was done is kept, never how anything felt."""

    sessions: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    """Sessions finished."""
