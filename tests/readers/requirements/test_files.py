"""What each kind of manifest says of a package: name, versions and line; whatever is broken says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from together_lint.readers.requirements.files import JAVASCRIPT, KINDS, PYTHON, demands_in

SILENT = [
    ("requirements.txt", "together-lint==1.0\nopenai\n"),
    ("requirements.txt", "# together==1.0\n"),
    ("requirements.txt", "--index-url https://example.org/together\n"),
    ("requirements.txt", "https://example.org/together-1.0-py3-none-any.whl\n"),
    ("pyproject.toml", "[tool.together-lint]\nhorizon-days = 3\n"),
    ("pyproject.toml", '[project]\nname = "together"\n'),
    ("pyproject.toml", "[project\ndependencies = ['together']\n"),
    ("pyproject.toml", "a." * 60 + "b = 1\ntogether = 1\n"),
    ("setup.cfg", "together==1\n"),
    ("setup.py", 'setup(name="together")\n'),
    ("uv.lock", "together"),
    ("poetry.lock", '[[package]]\nname = "together-lint"\nversion = "1.0"\n'),
    ("Pipfile.lock", "{ together"),
    ("Dockerfile", "RUN echo together==1.0\n"),
    ("notes.txt", "together==1.0\n"),
]

SPEAKING = [
    ("requirements.txt", "requests\ntogether==1.5.2\n", "==1.5.2", 2),
    ("requirements.txt", "Together [cli] >= 1.2 , < 2 ; python_version > '3.8'  # yes\n", ">= 1.2 , < 2", 1),
    ("requirements.txt", "together==1.5.2 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def\n", "==1.5.2", 1),
    ("requirements.txt", "together==1.5.2 --hash=sha256:abc\n", "==1.5.2", 1),
    ("requirements.txt", "together @ https://example.org/together-1.4.1-py3-none-any.whl#sha256=0\n", "==1.4.1", 1),
    ("requirements.txt", "together @ git+https://github.com/x/y.git\n", "", 1),
    ("requirements.txt", "together\n", "", 1),
    ("requirements-dev.txt", "together>=2\n", ">=2", 1),
    ("dev-requirements.in", "together>=2\n", ">=2", 1),
    ("pyproject.toml", '[project]\ndependencies = [\n  "x",\n  "together>=1,<2",\n]\n', ">=1,<2", 4),
    ("pyproject.toml", '[project.optional-dependencies]\nai = ["together[cli]~=1.5"]\n', "~=1.5", 2),
    ("pyproject.toml", '[dependency-groups]\ndev = [{include-group = "x"}, "together==2.0"]\n', "==2.0", 2),
    ("pyproject.toml", '[tool.uv]\ndev-dependencies = ["together>=3"]\n', ">=3", 2),
    ("pyproject.toml", '[tool.pdm.dev-dependencies]\nai = ["together>=3"]\n', ">=3", 2),
    ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.9"\ntogether = "^1.5"\n', "^1.5", 3),
    ("pyproject.toml", '[tool.poetry.group.ai.dependencies]\ntogether = {version = "^2", extras = ["a"]}\n', "^2", 2),
    ("pyproject.toml", '[tool.poetry.dependencies]\ntogether = {git = "https://example.org/x.git"}\n', "", 2),
    ("setup.cfg", "[options]\ninstall_requires =\n    x\n    together>=1.3\n", ">=1.3", 4),
    ("setup.cfg", "[options.extras_require]\nai = together==1.3\n", "==1.3", 2),
    ("setup.py", 'setup(\n    install_requires=["together>=1.3,<2"],\n)\n', ">=1.3,<2", 2),
    ("Pipfile", '[packages]\ntogether = "==1.5"\n', "==1.5", 2),
    ("Pipfile.lock", '{"default": {\n"together": {"version": "==1.5.2"}}}', "1.5.2", 2),
    ("uv.lock", 'version = 1\n\n[[package]]\nname = "together"\nversion = "2.42.0"\nsource = {}\n', "2.42.0", 5),
    ("poetry.lock", '[[package]]\nname = "together"\nversion = "1.5.2"\ndescription = ""\n', "1.5.2", 3),
    ("pdm.lock", '[[package]]\nname = "together"\nversion = "3.0.0"\nrequires_python = ">=3.9"\n', "3.0.0", 3),
    ("environment.yml", "dependencies:\n  - pip:\n    - together==1.2.3\n", "==1.2.3", 3),
    ("environment.yml", "dependencies:\n  - together=1.2\n", "==1.2", 2),
    ("Dockerfile", "FROM x\nRUN pip install --no-cache-dir 'together>=1,<2' && echo openai\n", ">=1,<2", 2),
]

IMPORTER = "importers:\n  .:\n    dependencies:\n"
OF_JAVASCRIPT = [
    ("package.json", '{"dependencies": {\n"together-ai": "^0.6.0"}}', "^0.6.0", 2),
    ("package.json", '{"devDependencies": {"together-ai": "latest"}}', "latest", 1),
    ("package-lock.json", '{"packages": {"": {},\n"node_modules/together-ai": {"version": "0.52.0"}}}', "0.52.0", 2),
    ("package-lock.json", '{"dependencies": {"together-ai": {"version": "0.6.0"}}}', "0.6.0", 1),
    ("pnpm-lock.yaml", f"{IMPORTER}      together-ai:\n        specifier: 0\n        version: 0.6.1(ws)\n", "0.6.1", 6),
    ("pnpm-lock.yaml", "packages:\n\n  together-ai@0.13.0:\n    resolution: {}\n", "0.13.0", 3),
    ("pnpm-lock.yaml", "packages:\n\n  /together-ai/0.5.0:\n    resolution: {}\n", "0.5.0", 3),
    ("yarn.lock", 'together-ai@^0.6.0:\n  version "0.6.1"\n  resolved "x"\n', "0.6.1", 2),
    ("yarn.lock", '"together-ai@npm:^0.6.0":\n  version: 0.6.1\n  resolution: "x"\n', "0.6.1", 2),
]  # fmt: skip


def _said(folder: Path, package: str, language: str) -> list[tuple[str, int]]:
    found = demands_in(str(folder), "", package, language)
    return [(each.versions, each.line) for each in found]


@pytest.mark.parametrize(("name", "text"), SILENT)
def test_silent(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert _said(tmp_path, "together", PYTHON) == []


@pytest.mark.parametrize(("name", "text", "versions", "line"), SPEAKING)
def test_python(tmp_path: Path, name: str, text: str, versions: str, line: int) -> None:
    (tmp_path / name).write_text(text)
    assert _said(tmp_path, "together", PYTHON) == [(versions, line)]
    assert _said(tmp_path, "together", JAVASCRIPT) == []


@pytest.mark.parametrize(("name", "text", "versions", "line"), OF_JAVASCRIPT)
def test_javascript(tmp_path: Path, name: str, text: str, versions: str, line: int) -> None:
    (tmp_path / name).write_text(text)
    assert _said(tmp_path, "together-ai", JAVASCRIPT) == [(versions, line)]


def test_a_package_in_another_package_is_not_its_own(tmp_path: Path) -> None:
    text = '{"packages": {"node_modules/x/node_modules/together-ai": {"version": "0.1.0"}}}'
    (tmp_path / "package-lock.json").write_text(text)
    assert _said(tmp_path, "together-ai", JAVASCRIPT) == []


def test_included_files_count_where_they_lie_inside(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "requirements.txt").write_text(
        "-r a/base.txt\n-r ../outside.txt\n-r requirements.txt\n-c https://x/y.txt\n"
    )
    (root / "a" / "base.txt").write_text("--requirement=more.txt\ntogether==1.2\n")
    (root / "a" / "more.txt").write_text("together>=1\n")
    (tmp_path / "outside.txt").write_text("together==9.9\n")
    assert sorted(_said(root, "together", PYTHON)) == [("==1.2", 2), (">=1", 1)]


def test_a_folder_of_requirements(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("together==1.2\n")
    assert _said(tmp_path, "together", PYTHON) == [("==1.2", 1)]


def test_links_and_large_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("together==1.2\n")
    root = tmp_path / "root"
    root.mkdir()
    (root / "requirements.txt").symlink_to(tmp_path / "elsewhere")
    (root / "requirements-large.txt").write_text("together==1.2\n" + "#" * 1_000_001)
    assert _said(root, "together", PYTHON) == []


@pytest.mark.parametrize("name", ["uv.lock", "pnpm-lock.yaml", "yarn.lock", "requirements.txt", "environment.yml"])
def test_hostile_texts_end(name: str) -> None:
    """Nothing here takes more than a moment; the bound of the whole run would notice."""
    kind = next(each for each in KINDS if each.is_of(name))
    for piece in (
        "[[package]]\n",
        "[[package]]\nname = ",
        "a@b:\n \n",
        "  a:\n",
        " \t",
        "-",
        "together==",
        "\\\n",
        "pip install ",
    ):
        assert list(kind.read(piece * (200_000 // len(piece)))) is not None
