"""What is remembered of a person between sessions: small, frozen, of bounded size."""

from typing import Annotated

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person. Only what was done is kept, never how anything felt."""

    sessions: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    """Sessions finished."""
    careful_until: Annotated[float, msgspec.Meta(ge=0, le=4e9)] = 0.0
    """Until then, seconds since the epoch, sessions start with the full safety statement again."""
