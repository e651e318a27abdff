"""Looking for browsers and databases: what is named counts, a placeholder doesn't, and a lack is one sentence."""

import subprocess
import sys

import pytest

from tests.house import ROOT
from tools import need


def program(path, body):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_placeholder_is_not_a_browser(tmp_path, monkeypatch):
    program(tmp_path / "empty" / "chromium", "echo 'install the snap instead'; exit 1")
    real = program(tmp_path / "full" / "google-chrome", "echo Chromium 1")
    monkeypatch.delenv("BESKED_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}/empty:{tmp_path}/full:/bin")

    assert need.find_chromium() == str(real)


def test_named_browser_is_the_only_one_looked_at(tmp_path, monkeypatch):
    program(tmp_path / "chromium", "echo Chromium 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setenv("BESKED_CHROMIUM", str(tmp_path / "nothing"))

    assert need.find_chromium() is None


def test_newest_postgresql_comes_first(tmp_path):
    folders = [tmp_path / version / "bin" for version in ("9.6", "15", "17")]

    assert sorted(folders, key=need.version, reverse=True) == list(reversed(folders))


@pytest.mark.parametrize(
    ("wanted", "variable", "words", "code"),
    [
        ("chromium", "BESKED_CHROMIUM", need.CHROMIUM_MISSING, 1),
        ("postgresql", "BESKED_PG_BIN", need.POSTGRESQL_MISSING, 1),
        ("kannel", "BESKED_KANNEL", need.KANNEL_MISSING, 0),  # its tests have a stand-in
    ],
)
def test_lack_is_one_sentence(tmp_path, wanted, variable, words, code):
    # Nobody's PATH and nobody's HOME: nothing can be found, and nothing installed.
    env = {variable: str(tmp_path / "nothing"), "PATH": str(tmp_path), "HOME": str(tmp_path)}

    asked = subprocess.run(
        [sys.executable, "-P", "-c", LOOK, wanted], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert asked.returncode == code
    assert asked.stderr.splitlines()[-1] == words


def test_gateway_is_there_when_all_its_programs_are(tmp_path, monkeypatch):
    monkeypatch.setenv("BESKED_KANNEL", str(tmp_path))
    found = []

    for name in ("bearerbox", "smsbox", "fakesmsc"):
        found.append(need.find_kannel())
        program(tmp_path / name, "echo Kannel 1")

    assert found == [None, None, None]
    assert need.find_kannel() == need.Kannel(*(str(tmp_path / name) for name in need.Kannel._fields))


# The browser library would fetch one over the network; a test must not.
LOOK = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tools import need
need.sys.executable = "/nowhere/python"
sys.exit(need.main(sys.argv[1:]))
"""

# A package manager that knows its packages only after an update, and then "installs" a browser beside itself.
APT = """
echo "$1" >> {here}/calls
case "$1" in
  update) echo yes > {here}/updated ;;
  install) [ -e {here}/updated ] || exit 100
    printf '#!/bin/sh\\necho Chromium 1\\n' > {here}/chromium; /bin/chmod 755 {here}/chromium ;;
esac
"""


def test_missing_browser_is_installed_and_the_list_fetched_only_when_needed(tmp_path, monkeypatch):
    program(tmp_path / "apt-get", APT.format(here=tmp_path))
    program(tmp_path / "sudo", 'shift; exec "$@"')
    for name in ("env", "true"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.delenv("BESKED_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    assert need.chromium() == str(tmp_path / "chromium")
    assert (tmp_path / "calls").read_text().split() == ["install", "update", "install"]
