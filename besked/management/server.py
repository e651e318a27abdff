"""Web and worker as processes: gunicorn inside our own, so that one import serves all of them."""

import gc
import sys
from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from besked.management.base import BadInput, check_mail
from besked.management.statics import collect
from besked.management.supervise import Together
from besked.worker.loop import run

WORKERS, THREADS = 2, 4


def address_of(bind: str) -> str:
    """HOST:PORT as given. Raises BadInput."""
    host, colon, port = bind.rpartition(":")
    if not (colon and host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise BadInput(f"“{bind}” is not an address; write it as 127.0.0.1:8000.")
    return bind


class Server(BaseApplication):
    """Gunicorn, told what to serve and where; the application is loaded before it forks, so memory is shared."""

    def __init__(self, bind: str) -> None:
        """Keeps the address for load_config(), which the base calls."""
        self.bind = bind
        super().__init__()

    def load_config(self) -> None:
        """A few threads per process: a browser that holds a connection open must not block the others."""
        wanted: dict[str, Any] = {
            "bind": self.bind,
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "loglevel": "error",
            "limit_request_line": 8190,
            "timeout": 60,
            "graceful_timeout": 20,
            "control_socket_disable": True,
        }
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, with all its addresses: what is loaded before the fork is shared by the processes."""
        application = get_wsgi_application()
        return application if get_resolver().url_patterns else None


def serve_web(bind: str) -> None:
    """Serves pages until told to stop (SIGTERM, SIGINT)."""
    connections.close_all()
    gc.freeze()
    Server(bind).run()


def serve_all(bind: str, say: Callable[[str], object]) -> None:
    """Web server and worker until both have ended. Where one of them ends by itself the exit code is 1."""
    check_mail()
    collect()
    say(f"Besked is at http://{bind}/ (Ctrl-C ends it)")
    died = Together({"web": lambda: serve_web(bind), "worker": lambda: run(drain=False)}).wait()
    if died:
        sys.exit(f"The {died} process ended by itself, so Besked has stopped.")
