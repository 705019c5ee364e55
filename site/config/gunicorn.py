"""The web server in production: ``gunicorn --config site/config/gunicorn.py``; see docs/deploy.md."""

import os

pythonpath = "site"
wsgi_app = "config.wsgi"
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
worker_class = "gthread"
# Without Redis each process keeps its own copy of the answered pages, so one process with threads is the
# better start; several pay off on a machine with several cores and Redis.
workers = int(os.environ.get("WEB_PROCESSES", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
if workers > 1:
    # Who comes while all threads are busy waits where any process may take them, not behind one of them.
    worker_connections = 2 * threads
# A little longer than nginx keeps an idle connection to us, so that it never writes into a closed one.
keepalive = 75
timeout = 60
graceful_timeout = 30
# Nginx writes the access log; errors go to standard error, where systemd's journal takes them.
accesslog = None
control_socket_disable = True
