"""Which URLs and which certificate chains are taken for Amazon's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import Store

from skill.alexa.certificates import certificate_url, public_roots, trusted_signer
from skill.alexa.errors import RefusedError
from tests.certificates import ECHO, NOW, Identity, amazon, pem, root, rsa_key

REAL_CHAIN = Path(__file__).parent / "data" / "amazon_echo_api_chain_2026.pem"

SECOND, MONTH = timedelta(seconds=1), timedelta(days=30)

ROOT, MIDDLE, GENUINE = amazon()


def check(chain: bytes) -> None:
    trusted_signer(chain, Store([*ROOT.chain]), NOW.timestamp())


def test_a_chain_of_amazons_shape_is_believed() -> None:
    check(GENUINE.pem)


def test_amazons_own_chain_of_2026_leads_to_a_public_root() -> None:
    inside = datetime(2026, 11, 2, tzinfo=UTC).timestamp()
    signer = trusted_signer(REAL_CHAIN.read_bytes(), Store(public_roots()), inside)
    assert signer.until == datetime(2027, 2, 10, 23, 59, 59, tzinfo=UTC).timestamp()


def test_amazons_own_chain_of_2026_is_refused_when_it_is_over() -> None:
    after = datetime(2027, 2, 11, tzinfo=UTC).timestamp()
    with pytest.raises(RefusedError):
        trusted_signer(REAL_CHAIN.read_bytes(), Store(public_roots()), after)


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api//./echo-api-cert.pem",
    ],
)
def test_amazons_url_is_taken_in_any_spelling_to_one_place(url: str) -> None:
    assert certificate_url(url) == "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "echo.api/cert.pem",
        "http://s3.amazonaws.com/echo.api/cert.pem",
        "file:///echo.api/cert.pem",
        "https://notamazon.com/echo.api/cert.pem",
        "https://s3.amazonaws.com.evil.example/echo.api/cert.pem",
        "https://s3.amazonaws.com./echo.api/cert.pem",
        "https://bucket.s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com@evil.example/echo.api/cert.pem",
        "https://user@s3.amazonaws.com/echo.api/cert.pem",
        "https://user:secret@s3.amazonaws.com/echo.api/cert.pem",
        "https://evil.example\\@s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com\\.evil.example/echo.api/cert.pem",
        "https://s3.amazonaws.com:563/echo.api/cert.pem",
        "https://s3.amazonaws.com:port/echo.api/cert.pem",
        "https://s3.amazonaws.com:99999/echo.api/cert.pem",
        "https://[s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
        "https://s3.amazonaws.com/invalid.path/cert.pem",
        "https://s3.amazonaws.com/echo.api",
        "https://s3.amazonaws.com/echo.api/",
        "https://s3.amazonaws.com/echo.api.evil/cert.pem",
        "https://s3.amazonaws.com/echo.api/../bucket/cert.pem",
        "https://s3.amazonaws.com/echo.api/../../echo.api/../cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/bucket/cert.pem",
        "https://s3.amazonaws.com/%65cho.api/cert.pem",
        "https://s3.amazonaws.com//echo.api/cert.pem",
        "https://s3.amazonaws.com/echo.api/cert.pem?versionId=2",
        "https://s3.amazonaws.com/echo.api/cert.pem#fragment",
        "https://s3.amazonaws.com/echo.api/cert.pem;x",
        "https://s3.amazonaws.com/echo.api/cert.pem\n",
        "https://s3.amazonaws.com/echo.api/cert pem",
        "https://s3.amazonaws.com/echo.api/c\u00e9rt.pem",
        "https://s3.amazonaw\u017f.com/echo.api/cert.pem",
        "https://s3\u3002amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com/echo\uff0eapi/cert.pem",
        "https://s3.amazonaws.com/echo.api/a.pem, https://s3.amazonaws.com/echo.api/b.pem",
    ],
)
def test_a_url_that_is_not_amazons_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        certificate_url(url)


def other_root() -> Identity:
    return root("Another Root").issue(ECHO)


def self_signed() -> Identity:
    stranger = root(ECHO)
    return Identity(stranger.key, *stranger.chain)


def deep_chain() -> Identity:
    authority = ROOT
    for depth in range(12):
        authority = authority.issue(f"Middle {depth}", authority=True)
    return authority.issue(ECHO)


def below_a_leaf() -> Identity:
    return GENUINE.issue(ECHO)


BAD: dict[str, Callable[[], Identity]] = {
    "a wildcard": lambda: MIDDLE.issue("*.amazon.com"),
    "another name": lambda: MIDDLE.issue("evil.example"),
    "a name that ends alike": lambda: MIDDLE.issue(f"{ECHO}.evil.example"),
    "for clients alone": lambda: MIDDLE.issue(ECHO, purpose=ExtendedKeyUsageOID.CLIENT_AUTH),
    "not for signing": lambda: MIDDLE.issue(ECHO, signs=False),
    "over": lambda: MIDDLE.issue(ECHO, valid=(-MONTH, -SECOND)),
    "not yet valid": lambda: MIDDLE.issue(ECHO, valid=(SECOND, MONTH)),
    "RSA of 1024 bits": lambda: MIDDLE.issue(ECHO, key=rsa_key(1024)),
    "an elliptic curve": lambda: MIDDLE.issue(ECHO, key=ec.generate_private_key(ec.SECP256R1())),
    "of an unknown root": other_root,
    "signed by itself": self_signed,
    "an authority itself": lambda: MIDDLE.issue(ECHO, authority=True),
    "below one that is no authority": below_a_leaf,
    "too deep": deep_chain,
    "below an authority that is over": lambda: ROOT.issue(
        "Old Middle", authority=True, valid=(-MONTH, -SECOND)
    ).issue(ECHO),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_a_certificate_is_refused_that_is(make: Callable[[], Identity]) -> None:
    bad = make()
    with pytest.raises(RefusedError, match="the certificate chain"):
        check(bad.pem)


def test_a_certificate_may_have_other_names_beside_amazons() -> None:
    leaf = MIDDLE.issue("*.amazon.com", ECHO)
    check(leaf.pem)


def test_a_chain_may_hold_its_root_and_strangers_after_the_leaf() -> None:
    chain = pem(GENUINE.certificate, *other_root().chain, ROOT.certificate, MIDDLE.certificate)
    check(chain)


@pytest.mark.parametrize(
    "chain",
    [
        pem(GENUINE.certificate),
        pem(MIDDLE.certificate, GENUINE.certificate),
        b"",
        b"<html>not found</html>",
        b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        GENUINE.pem.replace(b"M", b"N", 40),
        b"\x00\xff" * 5000,
    ],
    ids=["intermediate missing", "leaf last", "empty", "HTML", "cut off", "garbled", "binary"],
)
def test_a_chain_is_refused_with(chain: bytes) -> None:
    with pytest.raises(RefusedError, match="the certificate chain"):
        check(chain)
