"""The signing keys believed of late, so that not every request walks a chain of certificates."""

from collections import OrderedDict
from threading import Lock

from skill.alexa.certificates import Signer

FRESH = 3600.0
"""Seconds for which a key is believed before its chain is fetched and walked again."""

ROOM = 16
"""Keys; Amazon signs with one or two at a time."""


class SignerCache:
    """Signers by the URL of their certificate, the least used leaving first. Safe among threads."""

    def __init__(self) -> None:
        self._signers: OrderedDict[str, tuple[Signer, float]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._signers)

    def get(self, url: str, now: float) -> Signer | None:
        """The signer of that URL, while it is fresh and its certificate valid."""
        with self._lock:
            signer, until = self._signers.get(url, (None, now))
            if now >= until:
                self._signers.pop(url, None)
                return None
            self._signers.move_to_end(url)
            return signer

    def put(self, url: str, signer: Signer, now: float) -> None:
        """Remember a signer until its certificate ends, and at most an hour."""
        with self._lock:
            self._signers[url] = (signer, min(signer.until, now + FRESH))
            self._signers.move_to_end(url)
            while len(self._signers) > ROOM:
                self._signers.popitem(last=False)
