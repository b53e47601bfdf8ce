"""What is wrong with others' packages, so that a way around it goes once it is not needed."""

import subprocess
import sys

import pytest

# A version of OpenSSL such as Debian 12 has: oscrypto 1.3.0 cannot read its two digits. The test
# shows it that one whatever this computer has, and so says the same on every computer.
PLAIN_IMPORT = """
from cffi import FFI
FFI.string = lambda *_: b"OpenSSL 3.0.19 27 Jan 2026"
import flask_ask_sdk.skill_adapter
"""

OUR_IMPORT = """
import sys
import skill.alexa.adapter
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("oscrypto", "certvalidator")))
"""

STOCK_VERIFIER = """
import skill.alexa.adapter
from ask_sdk_webservice_support import verifier
verifier.pem.unarmor = lambda *_, **__: [("CERTIFICATE", {}, b"a leaf")]
verifier.RequestVerifier()._validate_cert_chain(b"")
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603, our own interpreter and our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform != "linux", reason="oscrypto uses OpenSSL on Linux alone")
def test_flask_ask_sdk_still_cannot_be_imported_beside_openssl_3_0_19() -> None:
    done = run(PLAIN_IMPORT)
    assert done.returncode != 0, "remove the placeholder in skill/alexa/adapter.py"
    assert "LibraryNotFoundError" in done.stderr, done.stderr


def test_our_import_of_it_leaves_nothing_behind() -> None:
    done = run(OUR_IMPORT)
    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr


def test_the_sdks_own_verifier_refuses_everything_behind_the_placeholder() -> None:
    done = run(STOCK_VERIFIER)
    assert done.returncode != 0
    assert "skill.alexa.verifier verifies" in done.stderr
