"""Which certificate chains speak for Amazon's Echo service, and where they may come from.

The rules are Amazon's, from "Host a custom skill as a web service". Path validation is left to
`cryptography`; what it does not demand is demanded here. Nothing of Amazon's own chain is pinned:
the issuer changed in 2025, and skills that had pinned it went silent.
"""

import posixpath
import re
import warnings
from datetime import UTC, datetime
from pathlib import Path

import certifi
import msgspec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.alexa.errors import RefusedError

ECHO = "echo-api.amazon.com"
"""The name that the signing certificate is made out to."""

KEY_BITS = 2048
"""The shortest RSA key that is believed."""

# The scheme and host in any case, the path in its own. A user, another port, a query, a fragment, a
# percent sign or a character beyond ASCII fits nowhere, so none needs a rule of its own.
_URL = re.compile(r"(?i:https://s3\.amazonaws\.com)(?::443)?(/[\w./-]+)", re.ASCII)


class Signer(msgspec.Struct, frozen=True):
    """A key that may sign requests, and until when, in seconds since the epoch."""

    key: RSAPublicKey
    until: float


def certificate_url(header: str) -> str:
    """The URL in its canonical form: our own host and a checked path; RefusedError for others."""
    match = _URL.fullmatch(header)
    path = posixpath.normpath(match[1]) if match else ""
    if not path.startswith("/echo.api/"):
        raise RefusedError(f"no certificate of Amazon's lies at {header[:200]!r}")
    return f"https://s3.amazonaws.com{path}"


def public_roots() -> list[x509.Certificate]:
    """The roots that browsers trust, as certifi ships them."""
    with warnings.catch_warnings():
        # One root has a serial number of zero, against RFC 5280; Amazon's chain has no need of it.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())


def trusted_signer(pem: bytes, store: Store, now: float) -> Signer:
    """The key of a chain, its leaf first, that is valid now; RefusedError if it is not Amazon's.

    The path must end in a root of the store and be valid for a server named echo-api.amazon.com;
    beyond that, the leaf must name it without a wildcard, sign, and hold RSA of 2048 bits.
    """
    try:
        leaf, *rest = x509.load_pem_x509_certificates(pem)
        _check_path(leaf, rest, store, now)
        _check_name(leaf)
        _check_usage(leaf)
        return Signer(_rsa_key(leaf), leaf.not_valid_after_utc.timestamp())
    except (ValueError, x509.ExtensionNotFound, UnsupportedAlgorithm, VerificationError) as error:
        raise RefusedError(f"the certificate chain is not Amazon's: {error}") from error


def _check_path(
    leaf: x509.Certificate, rest: list[x509.Certificate], store: Store, now: float
) -> None:
    policy = PolicyBuilder().store(store).time(datetime.fromtimestamp(now, UTC))
    policy.build_server_verifier(x509.DNSName(ECHO)).verify(leaf, rest)


def _check_name(leaf: x509.Certificate) -> None:
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if ECHO not in names.get_values_for_type(x509.DNSName):
        raise ValueError(f"it does not name {ECHO} itself")


def _check_usage(leaf: x509.Certificate) -> None:
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    if not usage.digital_signature:
        raise ValueError("its key is not for signing")


def _rsa_key(leaf: x509.Certificate) -> RSAPublicKey:
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < KEY_BITS:
        raise ValueError(f"its key is not RSA of {KEY_BITS} bits or more")
    return key
