"""Gets a certificate chain from Amazon's server: soon, small, and from nowhere else."""

import time

import requests
import urllib3

PATIENCE = 3.0
"""Seconds for the whole of it; Alexa gives up on an answer after eight."""

LARGEST = 32 * 1024
"""Bytes; Amazon's chain has about 4,000."""


def fetch(url: str, patience: float = PATIENCE, largest: int = LARGEST) -> bytes:
    """The body at the URL; OSError for a slow, large, missing or moved one.

    The environment's proxies are used, which weakens nothing: whoever answers, only a chain up to
    a public root is believed.
    """
    deadline = time.monotonic() + patience
    try:
        with requests.get(url, timeout=patience, allow_redirects=False, stream=True) as response:
            if response.status_code != requests.codes.ok:
                raise OSError(f"its server answered {response.status_code}")
            return _read(response.raw, deadline, largest)
    except urllib3.exceptions.HTTPError as error:
        raise OSError(str(error)) from error


def _read(body: urllib3.HTTPResponse, deadline: float, largest: int) -> bytes:
    """All of it, as it comes in, so that a server which drips cannot hold us."""
    read = bytearray()
    while chunk := body.read1(largest, decode_content=True):
        read += chunk
        if len(read) > largest:
            raise OSError(f"it is larger than {largest} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError("it came in too slowly")
    return bytes(read)
