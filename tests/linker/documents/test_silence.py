"""Data files that speak of Together and declare nothing that is sent there."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from .conftest import Find

PROVIDERS = {
    "another provider in the entry": "# not together_ai\nllm: {provider: groq, model: acme/Large}\n",
    "another URL in the entry": "together: {base_url: 'http://localhost:8000/v1', model: acme/Large}\n",
    "entries beside": """
        llm: {provider: together}
        judge: {provider: openai, model: acme/Large}
    """,
    "a key over another provider": "together: {enabled: true}\ngroq: {model: acme/Large}\nopenai: {model: gpt-4o}\n",
    "a model that the program runs": """
        llm_provider: together
        tokenizer: acme/Large
        embedding_model: acme/all-MiniLM
        embedding_provider: huggingface
    """,
    "embeddings beside a model of Together's": """
        provider: together
        model: ${MODEL_OF_OURS:-}
        embedding_model: acme/bge-small
        reranker: {model: acme/ms-marco}
    """,
    "training at home": """
        # later on api.together.xyz
        base_model: acme/Large
        model_type: LlamaForCausalLM
        tokenizer_type: AutoTokenizer
        datasets: [{path: acme/alpaca, type: alpaca}]
        hub_model_id: acme/mine
    """,
    "vLLM": "# was together.ai\nmodel: acme/Large\nbackend: vllm\n",
    "Ollama": "{provider: ollama, model: acme/large, together_api_key: ''}\n",
    "OpenRouter's order of providers": """
        model: acme/large
        base_url: https://openrouter.ai/api/v1
        provider: {order: [Together, Fireworks]}
    """,
    "a provider's name at OpenRouter": "# openrouter.ai\n- {provider: Together, model: acme/large}\n",
    "a provider that may be anything": "llm: {provider: '${PROVIDER}', model: acme/Large}   # such as together_ai\n",
    "keys of several providers": "TOGETHER_API_KEY: a\nGROQ_API_KEY: b\nmodel: acme/Large\n",
    "a catalogue that says whose model it is": "- {model: acme/Large, original_provider: together_ai}\n- {x: groq}\n",
    "a placeholder": """
        together: {model: your-org/your-model}
        together_ai: {model: "<model>"}
        togetherai: {model: org/model, default_model: latest-available-model}
    """,
    "a name that somebody chose": "model: together/large\nfallback: together/small\n# together_ai\n",
    "only the provider": "model: {platform: togetherai, parameters: {max_tokens: 2000}}\n",
    "a URL of a page": "links: {together: 'https://api.together.xyz/settings/api-keys', model: acme/Large}\n",
    "the address of the website": "{website: 'https://www.together.ai', model: acme/Large, provider: groq}\n",
}

OTHER_THINGS = {
    "retired models": """
        together: {deprecated_models: [acme/Old], legacy: {model: acme/Older}}
        # together_ai
        removed: [{provider: together, model: acme/Oldest}]
    """,
    "other names of models": "together: {aliases: {large: acme/Large}, blocklist: [acme/Bad]}   # together_ai\n",
    "docker images": """
        services:
          together: {image: together/foo, build: acme/foo}
          proxy: {image: togetherai/proxy/latest}
    """,
    "actions": "steps:\n  - uses: together-ai/setup@v1\n  - uses: acme/action@v2\n    with: {model: small}\n",
    "repositories": "together: {repo: acme/Large, repository: acme/Large, path: acme/Large}   # together_ai\n",
    "keys of a cache": "together_ai: {cache: {key: acme/Large}}\n",
    "navigation": "nav:\n  - Together AI: providers/together\n  - Models: models/large\n",
    "texts for people": "provider.together: Together AI\nmodel.title: acme/Large is what together.ai serves\n",
    "a word in a sentence": "together:\n  title: Together\n  text: We work together\n  model: ours\n",
    "packages": "dependencies:\n  together: acme/together\n  '@ai-sdk/togetherai': 1.0.0\n",
    "paths": "together: {model_dir: models/large, llm_config: config/llm.yaml, model_file: a/b.gguf}   # together_ai\n",
    "types and modes": """
        together: {model_type: large-3, llm_mode: chat-3, model_family: llama-3, engine_version: v1-2}   # together_ai
    """,
    "limits by model": "together_ai: {limits: {acme/Large: 60}, context_windows: {acme/Large: 8192}}\n",
    "numbers by model": "together: {models: {acme/Large: 0.7, acme/Small: 0.3}}   # weights at together_ai\n",
    "what is not allowed": "together_ai: {unsupported_models: [acme/Large], excluded: [acme/Small]}\n",
    "suppressions": "# together-lint: ignore-file[TL101] not ours\nmodel: acme/Large\nbackend: transformers\n",
    "settings of this program": "fallbacks: {acme/Large: [acme/Small]}\nprivate-models: [acme/Large]\n",
}

RECORDS = {
    "answers": [{"provider": "together", "model": "acme/Large", "prompt": "a", "response": "It is what it is."}],
    "scores": {"provider": "together", "model": "acme/Large", "score": 0.5},
    "the settings of a run": {
        "timestamp": "2026-01-01T10:00:00",
        "config": {"provider": "together", "model": "acme/Large"},
        "results": [{"id": 1}],
    },
    "the state of providers": {"together": {"provider": "together", "model": "acme/Large", "latency_ms": 90}},
    "a conversation": {"model": "together_ai/acme/Large", "usage": {"total_tokens": 5}, "messages": []},
    "a log of requests": {
        "log": {"entries": [{"request": {"url": "https://api.together.xyz/v1", "model": "acme/Large"}}]}
    },
    "many rows": [{"provider": "together", "model": f"acme/Large-{number}"} for number in range(1_100)],
    "prices": {
        "together_ai/acme/Large": {"litellm_provider": "together_ai", "max_tokens": 10, "input_cost_per_token": 0.1},
        "sample_spec": {"litellm_provider": "one of the providers", "mode": "chat"},
    },
    "prices by provider": {"together:acme/Large": {"input_per_1k_usd": 0.9}, "openai:gpt-4o": {"input_per_1k_usd": 1}},
    "prices of models": {
        "models": [{"provider": "together", "model": "acme/Large", "cost_per_1m_input_tokens": 1, "strengths": ["a"]}]
    },
    "a catalogue": {
        "togetherai": {
            "id": "togetherai",
            "env": ["TOGETHER_API_KEY"],
            "api": "https://api.together.xyz/v1",
            "models": {"acme/Large": {"id": "acme/Large", "limit": {"context": 10}, "cost": {"input": 1}}},
        }
    },
    "a schema": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "properties": {"provider": {"enum": ["together"]}, "model": {"default": "together_ai/acme/Large"}},
    },
    "a report of this program": {
        "schema_version": 1,
        "root": ".",
        "catalog": {"source": "live"},
        "findings": [{"message": "together_ai", "details": {"models": "acme/Large"}}],
    },
    "a report of a scanner": {
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "together"}}, "results": [{"model": "together_ai/acme/Large"}]}],
    },
    "a description of an API": {
        "openapi": "3.1.0",
        "servers": [{"url": "https://api.together.xyz/v1"}],
        "components": {"schemas": {"Request": {"example": {"provider": "together", "model": "acme/Large"}}}},
    },
}

FILES = {
    "package.json": '{"dependencies": {"together-ai": "^1"}, "llm": {"provider": "together", "model": "acme/A"}}',
    "web/pnpm-lock.yaml": "packages:\n  together-ai/acme/x: {model: together_ai/acme/A}\n",
    "mkdocs.yml": "nav: []\nextra: {model: together_ai/acme/A}\n",
    "locales/de.json": '{"provider": "together", "model": "acme/A"}',
    "tests/cassettes/chat.yaml": "url: https://api.together.xyz/v1\nmodel: acme/A\n",
    "tests/fixtures/chat.json": '{"url": "https://api.together.xyz/v1", "model": "acme/A"}',
    "data/rows.jsonl": '{"provider": "together", "model": "acme/A"}\n',
    "results/run-1.json": '{"provider": "together", "model": "acme/A"}',
    "together-lint.yaml": "fallbacks: {acme/A: [together_ai/acme/B]}\n",
    ".aider.model.settings.yml": "- name: together_ai/acme/A\n  edit_format: diff\n",
    ".aider.model.metadata.json": '{"together_ai/acme/A": {"max_tokens": 10, "litellm_provider": "together_ai"}}',
    "recorded.yaml": "interactions:\n- request: {uri: 'https://api.together.xyz/v1', body: {model: acme/A}}\n",
}  # fmt: skip


@pytest.mark.parametrize(
    "source", [pytest.param(source, id=name) for name, source in (PROVIDERS | OTHER_THINGS).items()]
)
def test_silent_entries(source: str, find: Find) -> None:
    assert find({"config/settings.yaml": source}) == ()


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in RECORDS.items()])
def test_records_are_no_configuration(value: object, find: Find) -> None:
    assert find({"config/data.json": json.dumps(value, indent=1)}) == ()
    assert find({"config/data.yaml": json.dumps(value)}) == ()


@pytest.mark.parametrize("path", FILES)
def test_files_that_are_never_configuration(path: str, find: Find) -> None:
    assert find({path: FILES[path]}) == ()


ENV: Mapping[str, str] = {
    "keys only": "TOGETHER_API_KEY=\nOPENAI_API_KEY=\n",
    "models of others": "TOGETHER_API_KEY=\nOPENAI_MODEL=gpt-4o\nGROQ_MODEL=acme/Large\n",
    "a model beside keys of several": "TOGETHER_API_KEY=\nGROQ_API_KEY=\nMODEL_NAME=acme/Large\n",
    "a model that the program runs": "TOGETHER_API_KEY=\nEMBEDDING_MODEL=acme/MiniLM\nWHISPER_MODEL=acme/whisper\n",
    "a comment": "OPENAI_API_KEY=\n# TOGETHER_MODEL=acme/Large\n# together_ai/acme/Large\n",
    "nothing": "TOGETHER_MODEL=\n",
    "a placeholder": "TOGETHER_MODEL=your-model-here\n",
    "another URL": "OPENAI_BASE_URL=https://openrouter.ai/api/v1\nOPENAI_MODEL=acme/large\nTOGETHER_API_KEY=\n",
    "a folder": "TOGETHER_MODEL_PATH=acme/large\nTOGETHER_MODELS_DIR=acme/large\n",
    "a switch": "USE_TOGETHER=true\nMODEL=acme/Large\n",
}


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in ENV.items()])
def test_silent_env_files(source: str, find: Find) -> None:
    assert find({".env.example": source}) == ()
