"""Models that a program declares as Together's without a call that can be followed: silent programs first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Files = Mapping[str, str]

SENDER = """
    from together import Together

    client = Together()

    def ask(prompt, model):
        return client.chat.completions.create(model=model, messages=prompt)  # sends: ?
"""
"""Every program beside it imports its client, so it is read as well."""

SILENT: dict[str, Files] = {
    "what has happened": {
        "log.py": """
            # Together AI
            errors = [{"provider": "together", "model": "acme/Large", "code": 429, "timestamp": 1}]

            def done(text):
                return {"success": True, "provider": "together", "model": "acme/Small", "output": text}
        """,
    },
    "a row of a database": {
        "log.js": """
            // Together AI
            await db.insert({ provider: "together", model: "acme/Large", tokensUsed: 7, createdAt: new Date() });
        """,
    },
    "a script that renames what a database holds": {
        "fix.py": """
            MODELS_TO_FIX = {
                "together": {"together-acme/large": "acme/Large"},
                "groq": {"groq-acme/large": "acme/Large"},
            }
        """,
    },
    "limits by provider": {
        "limits.py": """
            MODEL_LIMITS = {"together": {"acme/Large": 8192}, "openai": {"gpt-4o": 128000}}
            CONTEXT_WINDOWS = {"together": {"acme/Large": 8192}, "openai": {"gpt-4o": 128000}}
            MODEL_RPM = {"together": {"acme/Large": {"free": 60, "paid": 600}}, "openai": {}}
        """,
    },
    "numbers by model under a provider's key": {
        "quality.py": """
            QUALITY = {"together": {"acme/Large": [0.7, 0.8], "acme/Small": {"easy": 0.9}}, "openai": {"gpt-4o": 0.9}}
        """,
    },
    "blocked and skipped models": {
        "blocked.py": """
            TOGETHER_MODEL_BLACKLIST = ["acme/Large"]
            SKIPPED_TOGETHER_MODELS = ["acme/Large"]
            DEAD_TOGETHER_MODELS = ["acme/Large"]
            SUNSET_TOGETHER_MODELS = ["acme/Large"]
            TOGETHER_DENIED_MODELS = ["acme/Large"]
        """,
    },
    "files of other kinds": {
        "files.py": """
            MODELS = {"together": "prompts-v1/together.j2.md", "openai": "prompts-v1/openai.js"}
            TOGETHER_MODEL_LOGO = "brand/together.webp"
            TOGETHER_MODELS = ["acme/large.gguf", "acme/large.safetensors"]
        """,
    },
    "hosts and products": {
        "hosts.py": """
            MODELS = {"together": "www.together.ai/models", "groq": "console.groq.com/models"}
            ENGINES = {"together": "engines/together"}
        """,
    },
    "models of another provider and of this machine": {
        "llm.py": """
            from together import Together

            HF_MODEL = "acme/Local"
            LOCAL_MODEL = "acme/Local"
            OLLAMA_LLM = "acme/Local"
        """,
    },
    "a record of something named together": {
        "people.py": """
            ROWS = [{"name": "together", "id": "smith/jones"}, {"source": "together", "name": "a/b-side"}]
        """,
    },
    "a record for another provider at its URL": {
        "providers.py": """
            ALL = [
                {"name": "groq", "base_url": "https://api.groq.com/openai/v1", "models": ["acme/Large"]},
                {"name": "x", "base_url": "https://together.example.com/v1", "model": "acme/Large"},
            ]
        """,
    },
    "a class of another provider": {
        "groq_provider.py": """
            class GroqProvider:
                '''Like together_ai.'''

                name = "groq"
                BASE_URL = "https://api.groq.com/openai/v1"
                MODELS = ["acme/Large"]
        """,
    },
    "a class for several providers": {
        "gateway.py": """
            class Gateway:
                URLS = {"together": "https://api.together.xyz/v1"}
                FALLBACK = "https://api.together.xyz/v1"
                OTHER = "openrouter"
                MODELS = ["acme/Large"]
        """,
    },
}

BESIDE_A_SENDER: dict[str, Files] = {
    "an embedding that runs here": {
        "embed.py": """
            from langchain_huggingface import HuggingFaceEmbeddings
            from llm import client

            EMBEDDING_MODEL = "acme/Embedder"
            embeddings = HuggingFaceEmbeddings(model_name=EMBEDDING_MODEL)
        """,
    },
    "a constant that another module loads": {
        "settings.py": """
            from llm import client

            RANKING_MODEL = "acme/Ranker"
        """,
        "rank.py": """
            from sentence_transformers import CrossEncoder
            from llm import client
            from settings import RANKING_MODEL

            ranker = CrossEncoder(RANKING_MODEL)
        """,
    },
    "a tokenizer by a default": {
        "count.py": """
            from llm import client
            from tokens import Tokenizer

            def count(text, model="acme/Tokens"):
                return len(Tokenizer(model).encode(text))
        """,
    },
    "limits and display names": {
        "about.py": """
            from llm import client

            MODEL_LIMITS = {"acme/Large": 8192}
            MODEL_NAMES = {"acme/Large": "Large"}
            MODEL_BY_SIZE = {"acme/Large": 70, "acme/Small": 8}
        """,
    },
    "the model of a client of something else": {
        "other.py": """
            from langchain_cohere import CohereEmbeddings
            from llm import client

            DEFAULT_MODEL = "acme/Embedder"
        """,
    },
}

DECLARED: dict[str, Files] = {
    "by provider": {
        "models.py": """
            MODELS = {
                "together": ["acme/Large", "acme-small-8b"],  # sends: acme/Large, acme-small-8b by dict
                "openai": ["gpt-4o"],
            }
        """,
    },
    "windows of Together's models": {
        "models.py": """
            TOGETHERAI_MODELS = {"acme/Large": 8192, "acme/Small": 4096}  # sends: acme/Large, acme/Small
        """,
    },
    "records by model": {
        "models.py": """
            MODELS = {
                "together": {  # sends: acme/Large, acme/Small
                    "acme/Large": {"name": "Large", "hf_repo": "acme/Large-hf", "tokenizer": "acme/Tokens"},
                    "acme/Small": {"name": "Small", "replaces": "acme/Old"},
                },
                "openai": {"gpt-4o": {"name": "4o"}},
            }
        """,
    },
    "records that say the id of their key again": {
        "models.py": """
            TOGETHER_MODELS = {
                "acme/Large": Card(model="acme/Large", provider="together"),  # sends: acme/Large
            }
        """,
    },
    "only the values of a table from id to id": {
        "models.py": """
            together_model_mapping = {"other/large": "acme/Large"}  # sends: acme/Large
        """,
    },
    "a record with Together's URL": {
        "providers.py": """
            PRESETS = [
                Preset(  # sends: acme/Large, acme/Small
                    id="tg", base_url="https://api.together.xyz/v1", models=["acme/Large", "acme/Small"]
                ),
                Preset(id="groq", base_url="https://api.groq.com/openai/v1", models=["acme/Large"]),
                {"endpoint": "https://api.together.ai/v1", "default_model": "acme/Large"},  # sends: acme/Large
                Preset(client=OpenAI(base_url="https://api.together.xyz/v1"), model="acme/Small"),  # sends: acme/Small
            ]
        """,
    },
    "a record that is named together": {
        "providers.py": """
            ALL = [
                dict(id="together", label="Together AI", models=["acme/Large"]),  # sends: acme/Large
                dict(id="groq", label="Groq", models=["acme/Small"]),
                {"slug": "together-ai", "model": "acme/Small"},  # sends: acme/Small
            ]
        """,
    },
    "a weak field beside other evidence": {
        "models.py": """
            import os

            key = os.environ["TOGETHER_API_KEY"]
            ROWS = [{"type": "together", "id": "acme/Large"}, {"type": "openai", "id": "a/b"}]  # sends: acme/Large
        """,
    },
    "objects about models": {
        "providers.py": """
            Provider(name="together", models=[ModelInfo(id="acme/Large", family="acme/Family")])  # sends: acme/Large
        """,
    },
    "a class with Together's URL": {
        "provider.py": """
            from base import OpenAICompatibleProvider

            class TogetherProvider(OpenAICompatibleProvider):
                DEFAULT_BASE_URL = "https://api.together.xyz/v1"
                DEFAULT_MODELS = ["acme/Large", "acme/Small"]  # sends: acme/Large, acme/Small
        """,
    },
    "a class that calls itself together": {
        "provider.py": """
            class Provider:
                @property
                def name(self):
                    return "together"

                def models(self):
                    default_model = "acme/Large"  # sends: acme/Large
                    return [default_model]

            class Other:
                name = "other"
                model = "acme/Small"
        """,
    },
}

DECLARED_BESIDE_A_SENDER: dict[str, Files] = {
    "a default and choices": {
        "app.py": """
            from llm import client

            reference_models = ["acme/Large"]  # sends: acme/Large
            picked = Dropdown(choices=["acme/Small", "acme/Tiny"])  # sends: acme/Small, acme/Tiny
        """,
    },
    "a batch": {
        "batch.py": """
            from llm import client

            row = {"custom_id": "1", "body": {"model": "acme/Large", "messages": []}}  # sends: acme/Large
        """,
    },
    "a family's name in a name": {
        "app.py": """
            from llm import client

            QWEN_MODEL = "acme/Large"  # sends: acme/Large
            OPENAI_MODEL = "acme/Small"  # sends: acme/Small
        """,
    },
}

IMPORTED_BY_A_SENDER: Files = {
    "models.py": """
        MODELS = {
            "chat": [("acme/Large", 0.9), ("acme/Small", 0.5)],  # the choice is made by score
        }
        EMBEDDING_MODEL = "acme/Embedder"
        SCORES = {"acme/Other": 0.5}

        class Row:
            model = "acme/Row"
    """,
    "llm.py": """
        import requests
        from models import best

        def ask(payload):
            return requests.post("https://api.together.xyz/v1/chat/completions", json={"model": best()})  # sends: ?
    """,
}


def _cases(cases: Mapping[str, Files], **more: str) -> list[object]:
    return [pytest.param({**files, **more}, id=name) for name, files in cases.items()]


@pytest.mark.parametrize("files", _cases(SILENT))
def test_silent(files: Files, assert_silent: Callable[[Files], None]) -> None:
    assert_silent(files)


@pytest.mark.parametrize(
    "files",
    [
        *_cases(BESIDE_A_SENDER, **{"llm.py": SENDER}),
        *_cases(DECLARED),
        *_cases(DECLARED_BESIDE_A_SENDER, **{"llm.py": SENDER}),
    ],
)
def test_declared(files: Files, assert_marks: Callable[[Files], None]) -> None:
    assert_marks(files)


def test_a_table_that_a_sender_imports(assert_marks: Callable[[Files], None]) -> None:
    files = dict(IMPORTED_BY_A_SENDER)
    files["models.py"] = files["models.py"].replace("MODELS = {", "MODELS = {  # sends: acme/Large, acme/Small", 1)
    files["models.py"] += "\n        def best():\n            return max(MODELS['chat'], key=lambda row: row[1])[0]\n"
    assert_marks(files)
