"""Whether Amazon signed these bytes. Runs before anything in them is parsed."""

import base64
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate
from cryptography.x509.verification import Store

from skill.alexa.cache import SignerCache
from skill.alexa.certificates import Signer, certificate_url, public_roots, trusted_signer
from skill.alexa.errors import RefusedError
from skill.alexa.fetch import fetch

Fetch = Callable[[str], bytes]
"""A URL → its body; OSError when there is none to be had."""

Clock = Callable[[], float]
"""Seconds since the epoch, now."""


class Headers(Protocol):
    """HTTP headers, found whatever their case."""

    def get(self, key: str, /) -> str | None:
        """Return a header's value."""


class Verifier(Protocol):
    """Says no to a request by RefusedError."""

    def verify(self, headers: Headers, body: bytes) -> None:
        """Refuse a body that is not genuine."""


class Trusting:
    """Believes everybody: for simulators on this computer, which have no key to sign with."""

    def verify(self, headers: Headers, body: bytes) -> None:
        """Refuse nothing."""


class SignatureVerifier:
    """Believes what was signed for the Echo service, and nothing else.

    The arguments exist for tests, which bring a root, a server and a time of their own. They are
    given in Python alone: no setting and no environment variable reaches them.
    """

    def __init__(
        self,
        roots: Sequence[Certificate] | None = None,
        fetch: Fetch = fetch,
        clock: Clock = time.time,
    ) -> None:
        self._store = Store(list(public_roots() if roots is None else roots))
        self._fetch = fetch
        self._clock = clock
        self._signers = SignerCache()

    def verify(self, headers: Headers, body: bytes) -> None:
        """Refuse whatever is not exactly what Amazon signed."""
        url = certificate_url(_required(headers, "SignatureCertChainUrl"))
        signature = _decoded(_required(headers, "Signature-256"))
        try:
            self._signer(url).key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise RefusedError("the signature is not that of the body") from error

    def _signer(self, url: str) -> Signer:
        now = self._clock()
        return self._signers.get(url, now) or self._meet(url, now)

    def _meet(self, url: str, now: float) -> Signer:
        """Fetch and remember a signer, holding no lock: one slow fetch keeps nobody waiting."""
        try:
            pem = self._fetch(url)
        except OSError as error:
            raise RefusedError(f"cannot fetch {url}: {error}") from error
        signer = trusted_signer(pem, self._store, now)
        self._signers.put(url, signer, now)
        return signer


def _required(headers: Headers, name: str) -> str:
    if not (value := headers.get(name)):
        raise RefusedError(f"the header {name} is missing")
    return value


def _decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError as error:
        raise RefusedError("the signature is not base64") from error
