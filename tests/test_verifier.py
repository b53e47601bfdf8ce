"""Signatures, as the door believes them, and what it remembers of who made them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from skill.alexa.cache import ROOM
from skill.alexa.errors import RefusedError
from skill.alexa.verifier import SignatureVerifier
from tests.certificates import ECHO, NOW, Identity, amazon, rsa_key
from tests.signed import CHAIN_URL, Bucket, Clock

BODY = b'{"certificationParam": "raw bytes count"}'
ROOT, MIDDLE, GENUINE = amazon()


def headers(identity: Identity, body: bytes = BODY, url: str = CHAIN_URL) -> dict[str, str]:
    return {"SignatureCertChainUrl": url, "Signature-256": identity.sign(body)}


def verifier_of(chain: bytes | OSError, clock: Clock | None = None) -> SignatureVerifier:
    return SignatureVerifier(ROOT.chain, Bucket({CHAIN_URL: chain}), clock or Clock())


def test_what_amazon_signed_is_believed() -> None:
    verifier_of(GENUINE.pem).verify(headers(GENUINE), BODY)


@pytest.mark.parametrize("error", [TimeoutError("slow"), ConnectionError("gone"), OSError("404")])
def test_a_chain_that_cannot_be_fetched_is_a_refusal(error: OSError) -> None:
    with pytest.raises(RefusedError, match="cannot fetch"):
        verifier_of(error).verify(headers(GENUINE), BODY)


def test_a_signature_over_other_bytes_is_refused() -> None:
    with pytest.raises(RefusedError, match="not that of the body"):
        verifier_of(GENUINE.pem).verify(headers(GENUINE), BODY + b" ")


def test_a_signature_by_another_key_is_refused() -> None:
    thief = Identity(rsa_key(), *GENUINE.chain)
    with pytest.raises(RefusedError, match="not that of the body"):
        verifier_of(GENUINE.pem).verify(headers(thief), BODY)


@pytest.mark.parametrize("signature", ["%%%", "AAAA", "AAA", "\u00e9", "=", "A" * 10_000])
def test_a_signature_that_is_none_is_refused(signature: str) -> None:
    with pytest.raises(RefusedError):
        verifier_of(GENUINE.pem).verify(headers(GENUINE) | {"Signature-256": signature}, BODY)


@pytest.mark.parametrize("name", ["SignatureCertChainUrl", "Signature-256"])
def test_both_headers_are_needed(name: str) -> None:
    lacking = headers(GENUINE)
    del lacking[name]
    for sent in (lacking, lacking | {name: ""}):
        with pytest.raises(RefusedError, match=f"the header {name} is missing"):
            verifier_of(GENUINE.pem).verify(sent, BODY)


def test_the_old_signature_by_sha1_counts_for_nothing() -> None:
    old = {"SignatureCertChainUrl": CHAIN_URL, "Signature": GENUINE.sign(BODY)}
    with pytest.raises(RefusedError):
        verifier_of(GENUINE.pem).verify(old, BODY)


def test_a_chain_is_fetched_once_an_hour() -> None:
    clock, bucket = Clock(), Bucket({CHAIN_URL: GENUINE.pem})
    verifier = SignatureVerifier(ROOT.chain, bucket, clock)
    for elapsed, fetched in [(0, 1), (3599, 1), (3600, 2), (7199, 2), (7200, 3)]:
        clock.now = NOW.timestamp() + elapsed
        verifier.verify(headers(GENUINE), BODY)
        assert len(bucket.asked) == fetched


def test_a_key_is_believed_no_longer_than_its_certificate() -> None:
    leaf = MIDDLE.issue(ECHO, valid=(timedelta(), timedelta(minutes=10)))
    clock = Clock()
    verifier = verifier_of(leaf.pem, clock)
    verifier.verify(headers(leaf), BODY)
    clock.now += 601
    with pytest.raises(RefusedError):
        verifier.verify(headers(leaf), BODY)


def test_a_refused_chain_is_not_remembered() -> None:
    bucket = Bucket({CHAIN_URL: TimeoutError("slow")})
    verifier = SignatureVerifier(ROOT.chain, bucket, Clock())
    with pytest.raises(RefusedError):
        verifier.verify(headers(GENUINE), BODY)
    bucket.contents[CHAIN_URL] = GENUINE.pem
    verifier.verify(headers(GENUINE), BODY)


def test_a_thousand_urls_do_not_fill_the_memory() -> None:
    urls = [f"https://s3.amazonaws.com/echo.api/cert-{number}.pem" for number in range(1000)]
    bucket = Bucket(dict.fromkeys(urls, GENUINE.pem))
    verifier = SignatureVerifier(ROOT.chain, bucket, Clock())
    for url in urls:
        verifier.verify(headers(GENUINE, url=url), BODY)
    assert len(bucket.asked) == len(urls)
    assert len(verifier._signers) == ROOM


def test_one_url_in_many_spellings_is_remembered_once() -> None:
    bucket = Bucket({CHAIN_URL: GENUINE.pem})
    verifier = SignatureVerifier(ROOT.chain, bucket, Clock())
    for dots in range(20):
        url = CHAIN_URL.replace("/echo.api/", "/echo.api/" + "./" * dots)
        verifier.verify(headers(GENUINE, url=url), BODY)
    assert bucket.asked == [CHAIN_URL]


def test_many_threads_may_verify_at_once() -> None:
    urls = [f"https://s3.amazonaws.com/echo.api/cert-{number}.pem" for number in range(40)]
    verifier = SignatureVerifier(ROOT.chain, Bucket(dict.fromkeys(urls, GENUINE.pem)), Clock())
    together = threading.Barrier(8)

    def verify_all(shift: int) -> None:
        together.wait(timeout=10)
        for url in urls[shift:] + urls[:shift]:
            verifier.verify(headers(GENUINE, url=url), BODY)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(verify_all, range(8))) == [None] * 8
