"""A provider that speaks OpenID Connect, on this machine: it says of whoever comes what it was told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "the-site", "known-to-both"


class Provider:
    """What it says of whoever comes; ``url`` is where it is found."""

    def __init__(self) -> None:
        self.url = ""
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "4711", "email": "ona@example.org", "email_verified": True}
        self.is_broken = False

    def answer(self, path: str) -> dict[str, Any]:
        """What lies at ``path``."""
        if path.endswith("openid-configuration"):
            names = ("authorization", "token", "userinfo")
            return {
                "issuer": self.url,
                "jwks_uri": f"{self.url}/keys",
                **{f"{name}_endpoint": f"{self.url}/{name}" for name in names},
            }
        if path == "/token":
            claims = self.claims | {
                "iss": self.url,
                "aud": CLIENT,
                "exp": time.time() + 60,
                "iat": time.time(),
            }
            token = jwt.encode(claims, self.key, "RS256", {"kid": "1"})
            return {"access_token": "once", "token_type": "Bearer", "id_token": token}
        if path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]}
        return self.claims


@contextmanager
def provider() -> Iterator[Provider]:
    """A running provider."""
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(500 if made.is_broken and self.path == "/token" else 200)
            body = json.dumps(made.answer(self.path.partition("?")[0])).encode()
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
