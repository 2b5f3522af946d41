"""Clients of JavaScript: which are recognised, with their limits and time limits in seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from together_lint.usages import Known, Usage

AI = 'import { createTogetherAI, togetherai } from "@ai-sdk/togetherai";\n'
TOGETHER = 'import Together from "together-ai";\n'
CHAT = "client.chat.completions.create"
HOST = "https://api.together.xyz/v1"

# (name, source, client, operation, models, max_tokens, timeout in seconds)
SENT = [
    ("the SDK", TOGETHER + f'const client = new Together();\n{CHAT}({{ model: "acme/L", max_tokens: 9 }});',
     "together-sdk", "chat.completions", {"acme/L"}, 9, None),
    ("its time limit",
     TOGETHER + f'const client = new Together({{ timeout: 20_000 }});\n{CHAT}({{ model: "acme/L" }});',
     "together-sdk", "chat.completions", {"acme/L"}, None, 20.0),
    ("the time limit of a call",
     TOGETHER + "const client = new Together({ timeout: 9 });\n"
     f'{CHAT}({{ model: "acme/L" }}, {{ timeout: 5 * 1000 }});',
     "together-sdk", "chat.completions", {"acme/L"}, None, 5.0),
    ("another way to import it", 'import { Together as T } from "together-ai";\n'
     'new T().images.generate({ model: "acme/I", prompt: "" });', "together-sdk", "images", {"acme/I"}, None, None),
    ("embeddings", TOGETHER + 'new Together().embeddings.create({ model: "acme/E", input: "" });',
     "together-sdk", "embeddings", {"acme/E"}, None, None),
    ("rerank", TOGETHER + 'new Together().rerank.create({ model: "acme/R", query: "", documents: [] });',
     "together-sdk", "rerank", {"acme/R"}, None, None),
    ("speech", TOGETHER + 'new Together().audio.speech.create({ model: "acme/S", input: "", voice: "" });',
     "together-sdk", "audio.speech", {"acme/S"}, None, None),
    ("transcriptions", TOGETHER + 'new Together().audio.transcriptions.create({ model: "acme/T", file });',
     "together-sdk", "audio.transcriptions", {"acme/T"}, None, None),
    ("videos", TOGETHER + 'new Together().videos.create({ model: "acme/V", prompt: "" });',
     "together-sdk", "videos", {"acme/V"}, None, None),
    ("fine tuning", TOGETHER + 'new Together().fineTuning.create({ model: "acme/F", training_file: "" });',
     "together-sdk", "fine-tuning", {"acme/F"}, None, None),
    ("batches", TOGETHER + 'new Together().batches.create({ model_id: "acme/B", endpoint: "" });',
     "together-sdk", "batches", {"acme/B"}, None, None),
    ("endpoints", TOGETHER + 'new Together().endpoints.create({ model: "acme/P", hardware: "" });',
     "together-sdk", "endpoints", {"acme/P"}, None, None),
    ("evaluations", TOGETHER + 'new Together().evals.create({ type: "score", parameters: { judge: '
     '{ model: "acme/J", model_source: "serverless" } } });', "together-sdk", "evaluations", {"acme/J"}, None, None),
    ("queues", TOGETHER + 'new Together().beta.jig.queue.submit({ model: "acme-own", payload: {} });',
     "together-sdk", "queue", {"acme-own"}, None, None),
    ("openai with a base URL", f'import OpenAI from "openai";\nconst client = new OpenAI({{ baseURL: "{HOST}" }});\n'
     f'{CHAT}({{ model: "acme/L", max_tokens: 7 }});', "openai-sdk", "chat.completions", {"acme/L"}, 7, None),
    ("openai with a key", 'import { OpenAI } from "openai";\nconst client = new OpenAI({ '
     f'baseURL: process.env.LLM_URL, apiKey: process.env.TOGETHER_API_KEY }});\n{CHAT}({{ model: "acme/L" }});',
     "openai-sdk", "chat.completions", {"acme/L"}, None, None),
    ("openai by require", 'const OpenAI = require("openai");\nconst client = new OpenAI({ '
     f'baseURL: "{HOST}", timeout: 120000 }});\n{CHAT}({{ model: "acme/L" }});',
     "openai-sdk", "chat.completions", {"acme/L"}, None, 120.0),
    ("Helicone", 'import OpenAI from "openai";\n'
     'const client = new OpenAI({ baseURL: "https://together.helicone.ai/v1" });\n'
     f'{CHAT}({{ model: "acme/L" }});', "openai-sdk", "chat.completions", {"acme/L"}, None, None),
    ("Helicone, where it is switched on", TOGETHER + 'const options: any = {};\n'
     'if (process.env.HELICONE_KEY) {\n  options.baseURL = "https://together.helicone.ai/v1";\n}\n'
     f'const client = new Together(options);\n{CHAT}({{ model: "acme/L" }});',
     "together-sdk", "chat.completions", {"acme/L"}, None, None),
    ("Vercel", AI + 'import { generateText } from "ai";\n'
     'generateText({ model: togetherai("acme/L"), prompt: "", maxOutputTokens: 5 });',
     "vercel-ai", "chat.completions", {"acme/L"}, 5, None),
    ("Vercel's older name of the limit", AI + 'import { streamText } from "ai";\n'
     'streamText({ model: togetherai.chatModel("acme/L"), maxTokens: 5 });',
     "vercel-ai", "chat.completions", {"acme/L"}, 5, None),
    ("Vercel's provider", AI + 'import { generateObject } from "ai";\n'
     'const provider = createTogetherAI({ apiKey: "" });\n'
     'generateObject({ model: provider("acme/L"), schema, prompt: "", abortSignal: AbortSignal.timeout(8_000) });',
     "vercel-ai", "chat.completions", {"acme/L"}, None, 8.0),
    ("Vercel's embeddings", AI + 'import { embed } from "ai";\n'
     'embed({ model: togetherai.embeddingModel("acme/E"), value: "" });',
     "vercel-ai", "embeddings", {"acme/E"}, None, None),
    ("Vercel's images", AI + 'import { experimental_generateImage as generateImage } from "ai";\n'
     'generateImage({ model: togetherai.image("acme/I"), prompt: "" });',
     "vercel-ai", "images", {"acme/I"}, None, None),
    ("another provider of Vercel's with a base URL", 'import { createOpenAI } from "@ai-sdk/openai";\n'
     f'import {{ generateText }} from "ai";\nconst p = createOpenAI({{ baseURL: "{HOST}" }});\n'
     'generateText({ model: p.chat("acme/L"), prompt: "" });', "vercel-ai", "chat.completions", {"acme/L"}, None, None),
    ("LangChain", 'import { ChatTogetherAI } from "@langchain/community/chat_models/togetherai";\n'
     'new ChatTogetherAI({ model: "acme/L", maxTokens: 6, timeout: 3000 });',
     "langchain", "chat.completions", {"acme/L"}, 6, 3.0),
    ("LangChain's own model", 'import { ChatTogetherAI } from "@langchain/community/chat_models/togetherai";\n'
     "new ChatTogetherAI({ temperature: 0 });",
     "langchain", "chat.completions", {"mistralai/Mixtral-8x7B-Instruct-v0.1"}, None, None),
    ("LangChain's OpenAI", 'import { ChatOpenAI } from "@langchain/openai";\n'
     f'new ChatOpenAI({{ modelName: "acme/L", configuration: {{ baseURL: "{HOST}" }} }});',
     "langchain", "chat.completions", {"acme/L"}, None, None),
    ("Mastra", 'import { Agent } from "@mastra/core/agent";\n'
     'new Agent({ name: "a", instructions: "", model: "togetherai/acme/L" });',
     "other", "chat.completions", {"acme/L"}, None, None),
    ("fetch", f'fetch("{HOST}/chat/completions", {{ method: "POST", '
     'body: JSON.stringify({ model: "acme/L", max_tokens: 4 }) });', "http", "chat.completions", {"acme/L"}, 4, None),
    ("fetch with a signal", f'const BASE = "{HOST}";\nfetch(`${{BASE}}/completions`, {{ method: "POST", '
     'body: JSON.stringify({ model: "acme/L" }), signal: AbortSignal.timeout(1500) });',
     "http", "completions", {"acme/L"}, None, 1.5),
    ("fetch with a controller", "async function ask() {\n  const controller = new AbortController();\n"
     "  const timer = setTimeout(() => controller.abort(), 25_000);\n"
     f'  const answer = await fetch("{HOST}/embeddings", {{ method: "POST", '
     'body: JSON.stringify({ model: "acme/E" }), signal: controller.signal });\n  clearTimeout(timer);\n}',
     "http", "embeddings", {"acme/E"}, None, 25.0),
    ("axios", 'import axios from "axios";\n'
     f'axios.post("{HOST}/chat/completions", {{ model: "acme/L", max_tokens: 3 }}, '
     "{ timeout: 10000 });", "http", "chat.completions", {"acme/L"}, 3, 10.0),
    ("axios with one object", f'import axios from "axios";\naxios({{ method: "post", url: "{HOST}/chat/completions", '
     'data: { model: "acme/L" } });', "http", "chat.completions", {"acme/L"}, None, None),
    ("an instance of axios", f'const axios = require("axios");\nconst http = axios.create({{ baseURL: "{HOST}", '
     'timeout: 4000 });\nhttp.post("/chat/completions", { model: "acme/L" });',
     "http", "chat.completions", {"acme/L"}, None, 4.0),
    ("undici", 'import { request } from "undici";\n'
     f'request("{HOST}/chat/completions", {{ method: "POST", body: JSON.stringify({{ model: "acme/L" }}) }});',
     "http", "chat.completions", {"acme/L"}, None, None),
    ("ky", 'import ky from "ky";\n'
     f'ky.post("{HOST}/chat/completions", {{ json: {{ model: "acme/L" }}, timeout: 9000 }});',
     "http", "chat.completions", {"acme/L"}, None, 9.0),
    ("an instance of got", f'import got from "got";\nconst api = got.extend({{ prefixUrl: "{HOST}" }});\n'
     'api.post("chat/completions", { json: { model: "acme/L", max_tokens: 2 } }).json();',
     "http", "chat.completions", {"acme/L"}, 2, None),
    ("Helicone for Vercel's provider", AI + 'import { generateText } from "ai";\n'
     'const provider = createTogetherAI({ baseURL: "https://together.helicone.ai/v1" });\n'
     'generateText({ model: provider("acme/L"), prompt: "" });', "vercel-ai", "chat.completions", {"acme/L"}, None,
     None),
    ("Helicone's header", 'import OpenAI from "openai";\nconst client = new OpenAI({ '
     'baseURL: "https://gateway.helicone.ai/v1", defaultHeaders: { "Helicone-Target-Url": "https://api.together.xyz" } '
     f'}});\n{CHAT}({{ model: "acme/L" }});', "openai-sdk", "chat.completions", {"acme/L"}, None, None),
    ("Portkey", 'import Portkey from "portkey-ai";\nconst client = new Portkey({ provider: "together-ai" });\n'
     f'{CHAT}({{ model: "acme/L" }});', "other", "chat.completions", {"acme/L"}, None, None),
    ("Portkey's headers", 'import OpenAI from "openai";\nimport { createHeaders } from "portkey-ai";\n'
     'const client = new OpenAI({ baseURL: process.env.GATEWAY, '
     f'defaultHeaders: createHeaders({{ provider: "together-ai" }}) }});\n{CHAT}({{ model: "acme/L" }});',
     "openai-sdk", "chat.completions", {"acme/L"}, None, None),
    ("LangChain's completions", 'import { TogetherAI } from "@langchain/community/llms/togetherai";\n'
     'new TogetherAI({ model: "acme/L", maxTokens: 8 });', "langchain", "completions", {"acme/L"}, 8, None),
    ("LangChain's embeddings", 'import { TogetherAIEmbeddings } from "@langchain/community/embeddings/togetherai";\n'
     'new TogetherAIEmbeddings({ model: "acme/E" });', "langchain", "embeddings", {"acme/E"}, None, None),
    ("Mastra with a provider of Vercel's", AI + 'import { Agent } from "@mastra/core/agent";\n'
     'new Agent({ name: "a", instructions: "", model: togetherai("acme/L") });',
     "other", "chat.completions", {"acme/L"}, None, None),
    *(
        (name, f'{setup}\n{call}("{HOST}/chat/completions", {{ method: "POST", body: JSON.stringify('
         '{ model: "acme/L", max_tokens: 3 }) });', "http", "chat.completions", {"acme/L"}, 3, None)
        for name, setup, call in (
            ("a required fetch", 'const fetch = require("node-fetch");', "fetch"),
            ("a fetch under another name", 'import send from "node-fetch";', "send"),
            ("a given fetch or the usual one", "const given = globalThis.given;", "(given.fetch ?? fetch)"),
            ("a fetch in a variable", "const send = globalThis.fetch;", "send"),
        )
    ),
    *(
        (name, f'{setup}\n{call};', "http", "chat.completions", {"acme/L"}, None, None)
        for name, setup, call in (
            ("axios itself", 'const axios = require("axios");',
             f'axios({{ url: "{HOST}/chat/completions", method: "post", data: {{ model: "acme/L" }} }})'),
            ("axios itself, the URL first", 'import axios from "axios";',
             f'axios("{HOST}/chat/completions", {{ method: "post", data: {{ model: "acme/L" }} }})'),
            ("axios with a base in the call", 'import axios from "axios";',
             f'axios.request({{ baseURL: "{HOST}", url: "/chat/completions", data: {{ model: "acme/L" }} }})'),
            ("got, required", 'const got = require("got");',
             f'got.post("{HOST}/chat/completions", {{ json: {{ model: "acme/L" }} }})'),
            ("a base without its last slash", f'const base = "{HOST}/".replace(/\\/+$/, "");',
             'fetch(`${base}/chat/completions`, { method: "POST", body: JSON.stringify({ model: "acme/L" }) })'),
            ("a base changed by a pattern that is not followed", f'const base = "{HOST}".replace(/(a|b)+$/, "");',
             'fetch(`${base}/chat/completions`, { method: "POST", body: JSON.stringify({ model: "acme/L" }) })'),
        )
    ),
    ("got", f'import got from "got";\ngot.post("{HOST}/chat/completions", {{ json: {{ model: "acme/L" }}, '
     "timeout: { request: 9000 } });", "http", "chat.completions", {"acme/L"}, None, 9.0),
]  # fmt: skip


def plain(value: object) -> object:
    return value.value if isinstance(value, Known) else None


@pytest.mark.parametrize(
    ("source", "client", "operation", "models", "limit", "seconds"), [pytest.param(*row[1:], id=row[0]) for row in SENT]
)
def test_sent(
    source: str, client: str, operation: str, models: set[str], limit: int | None, seconds: float | None,
    linked: Callable[[Any], Any],
) -> None:  # fmt: skip
    usages: tuple[Usage, ...] = linked({"app.ts": source + "\n"}).usages
    assert len(usages) == 1
    (usage,) = usages
    assert (usage.client, usage.operation) == (client, operation)
    assert {model.value for model in usage.models} == models
    assert {plain(request.parameters.get("max_tokens")) for request in usage.requests} == {limit}
    assert {plain(request.timeout) for request in usage.requests} == {seconds}


NOT_SENT = [
    pytest.param('import { openai } from "@ai-sdk/openai";\n'
                 'import { generateText } from "ai"; // Together AI\n'
                 'generateText({ model: openai("acme/L") });', id="another provider of Vercel's"),
    pytest.param('// Together AI\nimport { ChatOpenAI } from "@langchain/openai";\n'
                 'new ChatOpenAI({ model: "acme/L" });',
                 id="LangChain's OpenAI alone"),
    pytest.param('// Together AI\nimport { Agent } from "@mastra/core/agent";\n'
                 'new Agent({ model: "openai/gpt-4o" });', id="Mastra with another"),
    pytest.param('// Together AI\nimport { HfInference } from "@huggingface/inference";\n'
                 'new HfInference("").chatCompletion({ model: "acme/L", provider: "groq" });',
                 id="another host of a hub"),
    pytest.param('import Together from "./together-ai";\nnew Together().chat.completions.create({ model: "acme/L" });',
                 id="a class of the repository that is not there"),
    pytest.param('// Together AI\nimport { ChatGroq } from "@langchain/groq";\nnew ChatGroq({ model: "acme/L" });',
                 id="LangChain's class for another"),
    pytest.param('// Together AI\nimport got from "got";\n'
                 'const api = got.extend({ prefixUrl: "https://api.groq.com/openai/v1" });\n'
                 'api.post("chat/completions", { json: { model: "acme/L" } });', id="got to another host"),
    pytest.param('// Together AI\nimport axios from "axios";\n'
                 'axios.create({ baseURL: "https://api.groq.com/openai/v1" })'
                 '.post("/chat/completions", { model: "acme/L" });', id="axios to another host"),
    pytest.param('// Together AI\nimport OpenAI from "openai";\n'
                 'new OpenAI({ baseURL: "https://oai.helicone.ai/v1" }).chat.completions.create({ model: "acme/L" });',
                 id="Helicone for another"),
    pytest.param('// Together AI\nimport Portkey from "portkey-ai";\n'
                 'new Portkey({ provider: "openai" }).chat.completions.create({ model: "acme/L" });',
                 id="Portkey for another"),
    pytest.param('// Together AI\nimport { request } from "undici";\n'
                 'request("https://api.groq.com/openai/v1/chat/completions", '
                 '{ method: "POST", body: JSON.stringify({ model: "acme/L" }) });', id="undici to another host"),
    pytest.param('// Together AI\nconst got = require("got");\n'
                 'got.post("https://api.groq.com/openai/v1/chat/completions", { json: { model: "acme/L" } });',
                 id="got, required, to another host"),
    pytest.param('fetch("https://api.together.xyz/v1/models");', id="a list of models"),
    pytest.param('import OpenAI from "openai"; // Together AI\nnew OpenAI({ baseURL: "https://api.groq.com/openai/v1", '
                 'apiKey: process.env.TOGETHER_API_KEY }).chat.completions.create({ model: "acme/L" });',
                 id="another host with Together's key"),
]  # fmt: skip


@pytest.mark.parametrize("source", NOT_SENT)
def test_not_sent(source: str, assert_silent: Callable[[Any], None]) -> None:
    assert_silent({"app.ts": source + "\n"})
