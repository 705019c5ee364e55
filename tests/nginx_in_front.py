"""nginx before a running site, with https and HTTP/2, as docs/deploy.md sets it up."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.demo_site import free_port

CONFIGURATION = """
{main}
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
    location /static/ {{
      alias {data}/static/;
      {brotli}
      gzip_static on;
      gzip_vary on;
      add_header Cache-Control "public, max-age=31536000, immutable";
    }}
    location /media/images/ {{
      alias {data}/media/images/;
      add_header X-Content-Type-Options nosniff;
      add_header Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; sandbox";
      add_header Cache-Control "public, max-age=31536000, immutable";
    }}
    location / {{
      proxy_pass {site};
      proxy_set_header Host {host};
      proxy_set_header X-Forwarded-Proto https;
    }}
  }}
}}
"""
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""Where Debian's package libnginx-mod-http-brotli-static puts it; without it, texts come as gzip."""


def nginx() -> str:
    """The program; it stops here with what to do when there is none."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        sys.exit("nginx is missing: the site is asked about as it is deployed. Install your system's nginx.")
    return program


@contextlib.contextmanager
def nginx_in_front(site: str, folder: Path, data: Path) -> Iterator[str]:
    """The address of an nginx that serves files itself and hands everything else on to ``site``.

    Args:
        site: where the site answers, without a slash at the end.
        folder: an empty one for its configuration and a certificate that nobody vouches for.
        data: the site's own folder, with its static files and its pictures.
    """
    program = nginx()
    port = free_port()
    certificate = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*certificate.split(), *names], check=True, capture_output=True)
    has_brotli = BROTLI.exists()
    # As root it would read as somebody else, who may not look into a test's folders.
    main = ["user root;"] if os.geteuid() == 0 else []
    main += [f"load_module {BROTLI};"] if has_brotli else []
    configuration = folder / "nginx.conf"
    configuration.write_text(
        CONFIGURATION.format(
            main="\n".join(main),
            brotli="brotli_static on;" if has_brotli else "",
            folder=folder,
            data=data,
            port=port,
            site=site,
            host=urlsplit(site).netloc,
        )
    )
    process = subprocess.Popen([program, "-c", str(configuration), "-g", "daemon off;"])
    try:
        yield f"https://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
