"""What can go wrong with content: one error, raised at start, never in the middle of a massage.

BookError(ValueError)   the message begins with the file, then the field
"""


class BookError(ValueError):
    """A file of the content is missing, or a field of it is wrong; the message names both."""
