"""A hundred presses at once on the real server, and an answer that never arrived: one application, one receipt."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time

import pytest

from besked.models import Application, Document, Message
from tests.careers.test_files import EDGE, multipart
from tests.cast import Cast, vacancy

PRESSES = 100
TYPE = f"multipart/form-data; boundary={EDGE}"


@pytest.fixture
def place(database_url, tmp_path):
    """`besked web` with its two processes, on the test's own database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = f"127.0.0.1:{probe.getsockname()[1]}"
    env = os.environ | {"DATABASE_URL": database_url, "BESKED_DATA_DIR": str(tmp_path)}
    server = subprocess.Popen([sys.executable, "-m", "besked", "web", "--bind", found], env=env)
    wait_for(lambda: answers(found))
    yield found
    server.terminate()
    server.wait(timeout=30)


@pytest.fixture
def form(place):
    """Where to send the form and with what, as the browser that loaded it would."""
    cast = Cast()
    path = f"/jobs/{vacancy(cast.school, cast.bo, deadline=None).slug}/apply/"  # open whatever the day is
    line = http.client.HTTPConnection(place, timeout=60)
    line.request("GET", path)
    page = line.getresponse()
    cookie = page.getheader("Set-Cookie").partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
    line.close()
    field = f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
    return place, path, {"Cookie": cookie, "Content-Type": TYPE}, field.encode() + multipart("cv.pdf")


def answers(place: str) -> bool:
    line = http.client.HTTPConnection(place, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def wait_for(condition) -> None:
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)


def press(form) -> tuple[int, str]:
    place, path, headers, body = form
    line = http.client.HTTPConnection(place, timeout=120)
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    found = answer.status, answer.getheader("Location", "").partition("?")[0]
    line.close()
    return found


def told():
    return list(Message.objects.values_list("kind", flat=True)), Application.objects.count(), Document.objects.count()


@pytest.mark.django_db(transaction=True)
def test_hundred_presses_at_once_are_one_application(form):
    gate, found = threading.Barrier(PRESSES), []

    def one():
        gate.wait()
        found.append(press(form))

    threads = [threading.Thread(target=one) for _ in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(found) == {(302, form[1].replace("apply", "thanks"))}
    assert len(found) == PRESSES
    assert told() == (["receipt"], 1, 1)


@pytest.mark.django_db(transaction=True)
def test_answer_that_was_lost_can_be_asked_for_again(form):
    place, path, headers, body = form
    host, _, port = place.partition(":")
    with socket.create_connection((host, int(port))) as line:
        head = [f"POST {path} HTTP/1.1", f"Host: {place}", f"Content-Length: {len(body)}", "Connection: close"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        line.sendall("\r\n".join([*head, "", ""]).encode() + body)
    wait_for(Application.objects.exists)

    assert press(form)[0] == 302
    assert told() == (["receipt"], 1, 1)
