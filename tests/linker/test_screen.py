"""The screen: what counts as evidence of Together, what does not, and that nothing is lost by asking for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from together_lint import census
from together_lint.discovery import SourceFile
from together_lint.linker import Links, link
from together_lint.naming import Exported, Wanted
from together_lint.screen import shows_evidence

TESTS = Path(__file__).parent.parent
EXAMPLES = TESTS.parent / "examples"

NO_EVIDENCE = (
    "",
    "We put this together.",
    "# all together now",
    "parts_togetherness = 1",
    "from altogether import x",
    'MODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"',
    'MODEL = "Qwen/Qwen3.5-9B"',
    'client = OpenAI(base_url="https://api.groq.com/openai/v1")',
    '"https://api.example.com/v1/chat/completions"',
    '"get together with friends"',
    "import antigravity, getting_along",
    "unique_together = (('a', 'b'),)",
    "index_together = ['a']",
    "from sympy import together",
    "from sympy.polys.rationaltools import cancel, together",
    "expr.together()",
    "x = together(y)",
    "they work together aimlessly",
    "put together ai and art",
    "all_together = sum(parts)",
)

EVIDENCE = (
    "import together",
    "from together import Together",
    "from together.error import RateLimitError",
    "import os, together",
    "\ufefffrom together import Together",
    '    "import together\\n",',
    '"source": "import os\\nfrom together import Together"',
    "USE_TOGETHER = True",
    "# Together AI answers here",
    "    from\ttogether import AsyncTogether",
    'provider = "together"',
    "PROVIDERS = ['together', 'openai']",
    'model = "together:acme/Large"',
    'model = "together/acme/Large"',
    'model = "together_ai/acme/Large"',
    'os.environ["TOGETHER_API_KEY"]',
    "together_client = make()",
    "client = Together()",
    "llm = ChatTogether(model=x)",
    'URL = "https://api.together.xyz/v1"',
    'URL = "HTTPS://API.TOGETHER.AI/v1"',
    'URL = "https://together.helicone.ai/v1"',
    "from langchain_together import ChatTogether",
    "base_url: api.together.ai",
    "from llama_index.llms.together import TogetherLLM",
    "from agno.models.together import Together",
    "TogetherEmbeddings()",
    "ModelPlatformType.TOGETHER",
    "model: together_ai/acme/Large",
    "TOGETHER_MODEL=acme/Large",
    "x = 1  # together-lint: ignore[TL301] why",
)


@pytest.mark.parametrize("text", NO_EVIDENCE)
def test_no_evidence(text: str) -> None:
    assert not shows_evidence(text.encode())


@pytest.mark.parametrize("text", EVIDENCE)
def test_evidence(text: str) -> None:
    assert shows_evidence(text.encode())


def test_files_that_name_an_export_and_its_module() -> None:
    contents = {
        "job.py": b"from llm import ask\nask(1)\n",
        "dotted.py": b"import app.llm\napp.llm.ask(1)\n",
        "other.py": b"def ask(x): ...\n",
        "longer.py": b"from llm import ask_all\n",
        "module.py": b"import llm\n",
    }
    wanted = Wanted({Exported("ask", "llm")})
    assert {path for path, data in contents.items() if wanted.named_in(path, data)} == {"job.py", "dotted.py"}


def test_files_that_only_mention_what_must_be_called() -> None:
    contents = {
        "annotated.py": b"from llm import Chat\ndef f(x: Chat) -> None: ...\n",
        "made.py": b"from llm import Chat\nChat()\n",
        "inherits.py": b"from llm import Chat\nclass Mine(Chat): ...\n",
        "handed.py": b"import llm\nsubmit(llm.Chat)\n",
        "package/__init__.py": b"from .llm import Chat\n",
    }
    wanted = Wanted({Exported("Chat", "llm", is_called=True)})
    assert [path for path, data in contents.items() if not wanted.named_in(path, data)] == ["annotated.py"]


def programs() -> list[Path]:
    """Every program of more than one file, and every one of which a rule has something to say."""
    cases = {path for path in (TESTS / "rules" / "cases").glob("*/*/*") if path.is_dir()}
    cases.update((TESTS / "rules" / "cases").glob("*/speaking/*.py"))
    folders = [path for path in EXAMPLES.glob("*") if path.is_dir()]
    return sorted(path for path in [*cases, *folders] if path.name != "__pycache__")


def linked(program: Path) -> Links:
    root = program if program.is_dir() else program.parent
    files = sorted(program.rglob("*.py")) if program.is_dir() else [program]
    return link(root, [SourceFile(path.relative_to(root).as_posix(), path.stat().st_size) for path in files])


@pytest.mark.parametrize("program", [pytest.param(path, id=f"{path.parts[-3]}-{path.name}") for path in programs()])
def test_nothing_is_lost_by_the_screen(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screened = linked(program)
    monkeypatch.setattr(census, "shows_evidence", lambda _data, **_kind: True)
    everything = linked(program)
    assert everything.usages == screened.usages
    assert everything.files_read >= screened.files_read
