"""Parts of a check: every one runs, each is told, and one failure is a failure."""

import sys

from tools.parts import Part, run_all


def python(name, code, **env):
    return Part(name, [sys.executable, "-c", code], env)


def test_failure_does_not_stop_the_others(capfd):
    code = run_all([python("first", "raise SystemExit(3)"), python("second", "print('I ran')")])

    told = capfd.readouterr().out
    assert code == 1
    assert [line.split()[-1] for line in told.splitlines() if "  s  " in line or " s  " in line] == ["3)", "ok"]
    assert told.count("I ran") == 1


def test_all_well_is_zero():
    assert run_all([python("only", "pass")]) == 0


def test_missing_program_is_a_failure(capfd):
    assert run_all([Part("gone", ["besked-no-such-program"])]) == 1
    assert "besked-no-such-program is not there" in capfd.readouterr().out


def test_operators_settings_stay_outside(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/real")

    assert run_all([python("clean", "import os; raise SystemExit('DATABASE_URL' in os.environ)")]) == 0
