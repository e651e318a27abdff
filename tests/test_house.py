"""The house's own promises: small files, quiet templates, a complete menu, nothing in the project that isn't ours.

Each finding names its place, so a failing test is a to-do list.
"""

import ast
import inspect
import re
import tomllib
from itertools import chain

import pytest

from tests.house import BESKED, ROOT, code, files, lines, markup, name

LANGUAGES = {"da", "sv", "nb", "nl", "en"}
ROOMS = {
    "lib", "models", "messaging", "search", "documents", "answers", "calendar", "actions", "acts", "worker", "privacy",
    "organisation", "ui", "web", "desk", "portal", "panel", "careers", "api", "management", "locale",
}  # fmt: skip
DOORSTEP = {
    "__init__.py", "__main__.py", "access.py", "action.py", "apps.py", "performing.py", "persons.py", "py.typed",
    "receive.py", "runs.py", "selection.py", "settings.py", "undoing.py", "urls.py", "vacancies.py", "wsgi.py",
}  # fmt: skip
# One function writes a status, for perform() and undo(); receive() gives birth to it; made-up people bring history.
STATUS_WRITERS = ("besked/undoing.py", "besked/receive.py", "besked/management/")
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals"}
BINARY = {".png", ".jpg", ".webp", ".ico", ".woff2", ".pdf", ".docx", ".odt"}


def menu():
    """The further actions, as the product lists them."""
    from besked.actions import MENU  # noqa: PLC0415 -- every other promise should be told when the menu can't load

    return MENU


# How big things are


def test_python_file_has_at_most_300_lines():
    assert [name(path) for path, _ in code() if lines(path) > 300] == []


def test_function_has_at_most_50_lines():
    assert [
        f"{name(path, node.lineno)} {node.name}"
        for path, tree in code()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 50
    ] == []


@pytest.mark.parametrize(("ending", "most"), [(".html", 120), (".js", 60)])
def test_template_and_script_are_short(ending, most):
    assert [name(path) for path in files(ending, under=BESKED) if lines(path) > most] == []


def test_file_is_small_and_written_by_hand():
    assert [name(path) for path in files() if path.stat().st_size > 300_000 or ".min." in path.name] == []


# Where things are


def test_room_is_in_the_architecture():
    found = {path.name for path in BESKED.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert sorted(found - ROOMS) == []


def test_doorstep_holds_only_what_belongs_there():
    assert sorted({path.name for path in BESKED.iterdir() if path.is_file()} - DOORSTEP) == []


def test_every_module_says_what_it_is_for():
    assert [
        name(path)
        for path, tree in code()
        if not ast.get_docstring(tree) and not (path.name == "__init__.py" and lines(path) == 0)
    ] == []


# What is never done


def test_status_is_written_only_where_it_is_decided():
    assert [
        name(path, node.lineno)
        for path, tree in code(BESKED)
        if not name(path).startswith(STATUS_WRITERS)
        for node in ast.walk(tree)
        if writes_status(node)
    ] == []


def writes_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    named = {word.arg for word in node.keywords}
    if called in {"update", "aupdate"}:
        # None is the name of **columns, which may hold anything.
        on_applications = any(isinstance(leaf, ast.Name) and leaf.id == "Application" for leaf in ast.walk(node.func))
        return "status" in named or (None in named and on_applications)
    texts = {leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant)}
    return called in {"setattr", "bulk_update"} and "status" in texts


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x.status = 1", True),
        ("rows.update(status='new')", True),
        ("Application.objects.filter(pk=1).update(**columns)", True),
        ("setattr(x, 'status', 1)", True),
        ("Application.objects.bulk_update(rows, ['status'])", True),
        ("rows.filter(status='new')", False),
        ("{}.update(**columns)", False),
        ("status = 1", False),
        ("x.status_code = 400", False),
    ],
)
def test_status_rule_sees_a_write(source, found):
    assert any(map(writes_status, ast.walk(ast.parse(source)))) is found


def test_nothing_happens_by_signal():
    assert [
        name(path, node.lineno)
        for path, tree in code(BESKED)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS
    ] == []


def test_model_has_no_logic_in_save():
    assert [
        name(path, node.lineno)
        for path, tree in code(BESKED / "models")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ] == []


def test_no_test_is_skipped():
    assert [
        name(path, node.lineno)
        for path, tree in code(ROOT / "tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip"}
    ] == []


def test_suppression_carries_a_reason():
    silenced = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:\s*off)(?!.* -- \S)")
    assert [
        name(path, number)
        for path, _ in code()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if silenced.search(line) and "re.compile" not in line
    ] == []


# What a page is made of


def test_template_has_no_inline_style_or_script():
    inline = re.compile(r"<style|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|<script(?![^>]*(\ssrc\s*=|application/json))", re.I)
    assert [name(path) for path in files(".html", under=BESKED) if inline.search(markup(path))] == []


def test_translated_block_is_trimmed():
    block = re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)")
    assert [name(path) for path in files(".html", under=BESKED) if block.search(path.read_text(encoding="utf-8"))] == []


def test_page_loads_nothing_from_another_host():
    foreign = re.compile(r"""(?:\s(?:src|href|action)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])(?:https?:)?//""")
    link = re.compile(r"<a\s[^>]*>")  # to be followed by whoever wants to, not loaded
    pages = files(".html", ".css", ".js", ".svg", under=BESKED)

    assert [name(path) for path in pages if foreign.search(link.sub("", markup(path)))] == []


# The menu


def test_menu_holds_every_action_folder():
    listed = [action.__module__.rpartition(".")[2] for action in menu()]
    folders = sorted(path.parent.name for path in BESKED.glob("actions/*/__init__.py"))

    assert sorted(listed) == folders


def test_action_says_what_it_is():
    said = {action.slug: [str(action.label), str(action.past), str(action.description)] for action in menu()}

    assert [slug for slug, words in said.items() if not all(words)] == []
    assert [slug for slug, (_, past, _) in said.items() if "%(by)s" not in past or "%(name)s" not in past] == []


def test_action_that_writes_has_its_letters():
    # Words to a colleague are not the action's own letter.
    writing = [action for action in menu() if "self.letter(" in inspect.getsource(action)]
    folders = {action.slug: BESKED / "actions" / action.__module__.rpartition(".")[2] / "letters" for action in writing}

    assert [slug for slug, folder in folders.items() if not list(folder.glob("*.txt"))] == []


def test_letter_has_all_five_languages():
    written = [path.stem.rpartition(".") for path in BESKED.rglob("letters/*.txt")]
    of = {stem: {language for other, _, language in written if other == stem} for stem, _, _ in written}

    assert {stem: sorted(LANGUAGES - languages) for stem, languages in of.items() if languages != LANGUAGES} == {}


def test_action_has_a_section_in_the_docs():
    sections = re.findall(r"^## `([a-z-]+)`", (ROOT / "docs/actions.md").read_text(encoding="utf-8"), re.M)

    assert sections == [action.slug for action in menu()]


def test_action_has_a_test_module():
    tested = {path.stem for path in ROOT.glob("tests/actions/test_*.py")}

    assert [action.slug for action in menu() if f"test_{action.slug.replace('-', '_')}" not in tested] == []


def test_setting_and_command_is_documented():
    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    settings = {
        found
        for path, _ in code(BESKED)
        for found in re.findall(
            r'env_(?:str|bool|int|secret|zone|base)\(\s*"([A-Z_]+)"', path.read_text(encoding="utf-8")
        )
    }
    commands = {path.stem for path in BESKED.glob("management/commands/*.py")} - {"__init__"}

    assert sorted(one for one in settings if f"`{one.removesuffix('_FILE')}`" not in text) == []
    assert sorted(one for one in commands if f"`{one}`" not in text and f"`{one} " not in text) == []


# What is ours


def test_requirements_name_no_address():
    lists = sorted(ROOT.glob("requirements*.txt"))
    foreign = re.compile(r"://|--index|--extra-index|--find-links|--trusted|file:|@ ")

    assert [path.name for path in lists] == ["requirements-dev.txt", "requirements-uv.txt", "requirements.txt"]
    assert [path.name for path in lists if foreign.search(path.read_text(encoding="utf-8"))] == []


def test_requirement_lists_agree():
    pins = [
        dict(re.findall(r"^(\S+)==(\S+)", path.read_text(), re.M)) for path in sorted(ROOT.glob("requirements*.txt"))
    ]

    assert {
        package for one in pins for package in one if len({it[package] for it in pins if package in it}) > 1
    } == set()


def test_dependency_gives_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]

    assert [one for one in wanted if not re.search(rf'"{re.escape(one)}",?\]?\s+# \S', text)] == []


def test_no_path_of_a_machine():
    machine = re.compile(r"(?<![\w.<{])/(?:work|home|root|Users)/")
    ours = [path for path in files() if path.suffix not in BINARY and path.name != "test_house.py"]

    assert [name(path) for path in ours if machine.search(path.read_text(encoding="utf-8"))] == []
