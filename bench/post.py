"""Applying on the public page, with a CV and a receipt, by four people at once; a minimal Django form beside it."""

import argparse
import http.client
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.figures import free_port, in_turns, noise, quartiles, ratios, spread, timed, verdict
from bench.place import environment
from besked.models import Application, Document, Message, Vacancy
from tests.cast import Cast
from tests.documents.made import pdf

CLIENTS, EDGE = 4, "besked-bench-edge"
WORDS = "I have done this work for some years and would like to do it with you. " * 8
_number = itertools.count(1)


class Server:
    """A server, the form on it, and the token of a visitor."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path, self.cv = port, path, pdf()
        self.token = self._visit()

    def rate(self, posts: int) -> float:
        """Applications a second. Raises RuntimeError where one isn't taken."""
        bodies = [self._body(next(_number)) for _ in range(posts)]
        with ThreadPoolExecutor(CLIENTS) as clients:
            return posts / timed(lambda: list(clients.map(self._post, bodies)))

    def _visit(self) -> str:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        client.request("GET", self.path)
        answer = client.getresponse()
        cookies = answer.headers.get_all("Set-Cookie") or []
        answer.read()
        return next(one.partition("=")[2].partition(";")[0] for one in cookies if one.startswith("csrftoken="))

    def _post(self, body: bytes) -> None:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": f"multipart/form-data; boundary={EDGE}", "Cookie": f"csrftoken={self.token}"}
        client.request("POST", self.path, body, headers)
        answer = client.getresponse()
        answer.read()
        client.close()
        if answer.status != 302:
            raise RuntimeError(f"{self.path} answered {answer.status}.")

    def _body(self, number: int) -> bytes:
        fields = {
            "csrfmiddlewaretoken": self.token,
            "given_name": "Ida",
            "family_name": f"Ågård {number}",
            "email": f"ida{number}@post.example",
            "letter": WORDS,
            "language": "da",
        }
        parts = [
            f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}\r\n' for name in fields
        ]
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n'
        text = "".join(parts) + head + "Content-Type: application/pdf\r\n\r\n"
        return text.encode() + self.cv + f"\r\n--{EDGE}--\r\n".encode()


@contextmanager
def running(command: list[str], port: int, path: str, folder: Path) -> Iterator[Server]:
    """A server process for as long as it is needed."""
    env = os.environ | environment(folder)
    process = subprocess.Popen([sys.executable, "-m", *command], env=env, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield Server(port, path)
    finally:
        process.terminate()
        process.wait(60)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not start.")


def main(folder: Path, arguments: list[str]) -> None:
    """Prints both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100, help="applications a round")
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args(arguments)
    vacancy = Cast().teacher
    Vacancy.objects.update(deadline=None)
    one, other = free_port(), free_port()
    with (
        running(["besked", "web", "--bind", f"127.0.0.1:{one}"], one, f"/jobs/{vacancy.slug}/apply/", folder) as ours,
        running(["bench.minimal", f"127.0.0.1:{other}"], other, "/", folder) as bare,
    ):
        ours.rate(20), bare.rate(20)
        before = Application.objects.count()
        mine, floor = in_turns((partial(ours.rate, given.posts), partial(bare.rate, given.posts)), given.rounds)
        _check(Application.objects.count() - before, 2 * given.posts * given.rounds)
    share = ratios(mine, floor)
    print(f"apply with a CV and a receipt, {CLIENTS} at once, {given.rounds} rounds of {given.posts} ({noise()}):")
    print(f"  {spread(mine, '/s', 0)}, a minimal form {spread(floor, '/s', 0)}")
    met = verdict(quartiles(share)[1], 0.3, at_least=True, unit="%")
    print(f"  {spread([100 * one for one in share], ' %', 0)}; {met}")


def _check(stored: int, sent: int) -> None:
    """Everything that was sent is there, with its file and its receipt."""
    ours = Application.objects.filter(source="careers").exclude(name_key="").count()
    if stored != sent or not ours == Document.objects.count() == Message.objects.filter(kind="receipt").count():
        raise RuntimeError(f"{sent} were sent, and {stored} are there.")
