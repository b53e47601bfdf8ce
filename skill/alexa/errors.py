"""The one way in which this door says no."""


class RefusedError(Exception):
    """A request that is not let in; the text is for the owner's log, never for the caller."""
