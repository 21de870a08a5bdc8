"""A stamping service (RFC 3161) on this machine: OpenSSL answers, with certificates made here."""

import datetime
import http.server
import subprocess
import time
from contextlib import contextmanager
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

REPLY = "application/timestamp-reply"
# `openssl ts -reply` takes all that it needs from here.
SETTINGS = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_alg = sha256
"""


def _name(word):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, word)])


def _certificate(subject, key, issuer, issuer_key, *extensions):
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(
        issuer_name=_name(issuer),
        subject_name=_name(subject),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - datetime.timedelta(days=1),
        not_valid_after=now + datetime.timedelta(days=3),
    )
    for extension in extensions:
        made = made.add_extension(extension, critical=True)
    return made.sign(issuer_key, hashes.SHA256())


def _write(path, thing):
    path.write_bytes(thing.public_bytes(serialization.Encoding.PEM))


class Service:
    """What it answers with is the file `openssl ts` made, unless a test puts another `answer`."""

    def __init__(self, folder, *, digests="sha256"):
        folder.mkdir()
        self.folder, self.asked, self.headers = folder, [], []
        self.status, self.kind, self.seconds = 200, REPLY, 0.0
        self.answer = self.stamp
        root, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        authority = x509.BasicConstraints(ca=True, path_length=None)
        stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        _write(folder / "ca.pem", _certificate("CA", root, "CA", root, authority))
        _write(folder / "tsa.pem", _certificate("TSA", own, "CA", root, stamps))
        secret = own.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        (folder / "tsa.key").write_bytes(secret)
        (folder / "serial").write_text("01\n")
        (folder / "settings").write_text(SETTINGS.format(folder=folder, digests=digests))

    @property
    def trusted(self):
        return self.folder / "ca.pem"

    @staticmethod
    def now():
        """Its clock is this machine's."""
        return datetime.datetime.now(datetime.UTC)

    def stamp(self, query):
        (self.folder / "query").write_bytes(query)
        subprocess.run(
            ["openssl", "ts", "-reply", "-config", self.folder / "settings"]
            + ["-queryfile", self.folder / "query", "-out", self.folder / "reply"],
            check=True,
            capture_output=True,
        )
        return (self.folder / "reply").read_bytes()


@contextmanager
def answering(service):
    """The address at which it answers until the test is over."""

    class Connection(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            service.asked.append(query)
            service.headers.append(self.headers)
            content = service.answer(query)
            self.send_response(service.status)
            self.send_header("Content-Type", service.kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            for byte in content if service.seconds else [content]:
                time.sleep(service.seconds)
                self.wfile.write(bytes([byte]) if service.seconds else byte)
                self.wfile.flush()

        def log_message(self, *_said):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Connection)
    server.handle_error = lambda *_who: None  # who hangs up early is no trouble of ours
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def openssl_accepts(answer, content, trusted):
    """What a stranger does who has nothing but the files."""
    done = subprocess.run(
        ["openssl", "ts", "-verify", "-in", answer, "-data", content, "-CAfile", trusted],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
