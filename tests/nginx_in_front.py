"""nginx before a running site, with https and HTTP/2, as docs/deploy.md sets it up."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.demo_site import free_port

CONFIGURATION = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    server_name localhost;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
    location / {{
      proxy_pass {site};
      proxy_set_header Host {host};
      proxy_set_header X-Forwarded-Proto https;
    }}
  }}
}}
"""


def nginx() -> str:
    """The program; it stops here with what to do when there is none."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        sys.exit("nginx is missing: the site is asked about as it is deployed. Install your system's nginx.")
    return program


@contextlib.contextmanager
def nginx_in_front(site: str, folder: Path) -> Iterator[str]:
    """The address of an nginx that hands everything on to ``site``.

    Static files too: as root, nginx reads as somebody else, who may not look into a test's folders.

    Args:
        site: where the site answers, without a slash at the end.
        folder: an empty one for its configuration and a certificate that nobody vouches for.
    """
    program = nginx()
    port = free_port()
    certificate = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*certificate.split(), *names], check=True, capture_output=True)
    configuration = folder / "nginx.conf"
    host = urlsplit(site).netloc
    written = CONFIGURATION.format(folder=folder, port=port, site=site, host=host)
    configuration.write_text(written)
    process = subprocess.Popen([program, "-c", str(configuration), "-g", "daemon off;"])
    try:
        yield f"https://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
