"""An authority for tests: it issues Amazon's chain in shape, and as bad as asked for."""

import base64
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

ECHO = "echo-api.amazon.com"
NOW = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
"""The moment at which the tests take place."""

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Identity:
    """A key and its chain, the leaf first, as a server holds them."""

    def __init__(self, key: Key, *chain: x509.Certificate) -> None:
        self.key = key
        self.chain = chain

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def pem(self) -> bytes:
        return pem(*self.chain)

    def sign(self, body: bytes) -> str:
        """The header Signature-256 for a body."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return base64.b64encode(self.key.sign(body, padding.PKCS1v15(), SHA256())).decode()
        return base64.b64encode(self.key.sign(body, ec.ECDSA(SHA256()))).decode()

    def issue(
        self,
        *names: str,
        key: Key | None = None,
        authority: bool = False,
        signs: bool = True,
        purpose: ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
        valid: tuple[timedelta, timedelta] = (timedelta(days=-30), timedelta(days=60)),
    ) -> "Identity":
        """A new identity below this one, valid from and until so long after NOW."""
        key = key or rsa_key()
        builder = _builder(names[0], key, valid).issuer_name(self.certificate.subject)
        builder = builder.add_extension(_issuer_id(self.certificate), critical=False)
        builder = _with_usage(builder, authority=authority, signs=signs)
        if not authority:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False
            ).add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        certificate = builder.sign(self.key, SHA256())
        above = self.chain if self.certificate.issuer != self.certificate.subject else ()
        return Identity(key, certificate, *above)


def root(name: str = "Test Root") -> Identity:
    """A root that issued itself."""
    key = rsa_key()
    builder = _builder(name, key, (timedelta(days=-3650), timedelta(days=3650)))
    builder = _with_usage(builder.issuer_name(_named(name)), authority=True, signs=True)
    return Identity(key, builder.sign(key, SHA256()))


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


@cache
def amazon() -> tuple[Identity, Identity, Identity]:
    """A root, an intermediate and the Echo service, made once for all tests."""
    top = root()
    middle = top.issue("Test RSA 2048 M01", authority=True)
    return top, middle, middle.issue(ECHO)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(name: str, key: Key, valid: tuple[timedelta, timedelta]) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + valid[0])
        .not_valid_after(NOW + valid[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _issuer_id(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    subject_id = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(subject_id)


def _with_usage(
    builder: x509.CertificateBuilder, *, authority: bool, signs: bool
) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    constraints = x509.BasicConstraints(ca=authority, path_length=None)
    return builder.add_extension(usage, critical=True).add_extension(constraints, critical=True)
