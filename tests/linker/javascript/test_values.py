"""Values that JavaScript programs send: what must stay silent first, then where ids come from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

SDK = 'import Together from "together-ai";\nconst client = new Together();\n'
AI = 'import { togetherai } from "@ai-sdk/togetherai";\nimport { generateText } from "ai";\n'

SILENT = {
    "another provider": {
        "app.ts": 'import OpenAI from "openai";\nconst client = new OpenAI();\n'
        'client.chat.completions.create({ model: "meta-llama/Llama-3-70b", messages: [] });\n'
    },
    "another host beside Together's word": {
        "app.ts": 'import OpenAI from "openai";\n// like Together AI\n'
        'const client = new OpenAI({ baseURL: "https://openrouter.ai/api/v1", apiKey: process.env.OPENROUTER_KEY });\n'
        'client.chat.completions.create({ model: "qwen/qwen3-235b-a22b", messages: [] });\n'
    },
    "a map of retired ids": {
        "migrate.ts": 'export const RETIRED: Record<string, string> = { "together/old": "acme/New" };\n'
        'export const TOGETHER_RENAMED = { "acme/Old": "acme/New" };\n'
    },
    "a picker that is not sent": {
        "Picker.tsx": 'const MODELS = [{ id: "acme/Large", label: "Large, by Together AI" }];\n'
        "export const Picker = () => <select>{MODELS.map((m) => <option key={m.id}>{m.label}</option>)}</select>;\n"
    },
    "a union of types": {
        "types.ts": '// Together AI\nexport type Model = "acme/Large" | "acme/Small";\n'
        'export interface Options { model: "acme/Large" }\n'
    },
    "a comment": {"app.ts": SDK + '// client.chat.completions.create({ model: "acme/Large" })\n'},
    "a mock": {
        "app.test.ts": 'import { vi } from "vitest";\nimport Together from "together-ai";\nvi.mock("together-ai");\n'
        'const create = vi.fn().mockResolvedValue({ model: "acme/Large" });\n'
        'expect(create).toHaveBeenCalledWith({ model: "acme/Large" });\n'
    },
    "a test that replaces the package": {
        "src/__tests__/ask.test.ts": 'import { vi } from "vitest";\nimport Together from "together-ai";\n'
        'vi.mock("together-ai");\nnew Together().chat.completions.create({ model: "acme/Large", messages: [] });\n'
    },
    "fetch to another host": {
        "app.ts": "// not api.together.xyz\n"
        'fetch("https://api.groq.com/openai/v1/chat/completions", '
        '{ method: "POST", body: JSON.stringify({ model: "acme/Large" }) });\n'
    },
    "a function of the same name": {
        "app.ts": "// Together AI\nconst generateText = (x: { model: string }) => x;\n"
        'generateText({ model: "acme/Large" });\n'
    },
    "another model object": {
        "app.ts": "// Together AI\nimport { openai } from '@ai-sdk/openai';\nimport { generateText } from 'ai';\n"
        "generateText({ model: openai('gpt-4o'), prompt: '' });\n"
    },
    "a module that is not installed from here": {
        "app.ts": 'import { together } from "./together";\nexport const x = together("acme/Large");\n',
        "together.ts": "export const together = (a: string) => a;\n",
    },
    "rows of another provider beside Together's": {
        "models.ts": 'export const CHAT_MODELS = [\n  { provider: "together", model: process.env.MODEL },\n'
        '  { providerId: "openai", modelId: "acme/Large" },\n];\n'
    },
    "a registry's other providers": {
        "app.ts": "// Together AI\nimport { openai } from '@ai-sdk/openai';\n"
        "import { createProviderRegistry, generateText } from 'ai';\n"
        "const registry = createProviderRegistry({ openai });\n"
        "generateText({ model: registry.languageModel('openai:acme/Large'), prompt: '' });\n"
    },
    "sympy's word in Python's way": {"app.js": 'const together = require("./join");\ntogether("acme/Large", "b");\n'},
}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in SILENT.items()])
def test_silent(files: Mapping[str, str], assert_silent: Callable[[Any], None]) -> None:
    assert_silent(files)


def _call(model: str, sends: str, before: str = "", after: str = "") -> dict[str, str]:
    """A program with one call that is given this expression as its model."""
    sent = f"client.chat.completions.create({{ model: {model}, messages: [] }}); // sends: {sends}\n"
    return {"app.ts": f"{SDK}{before}\n{sent}{after}"}


SPEAKING = {
    "a literal": _call('"acme/Large"', "acme/Large by literal"),
    "single quotes": _call("'acme/Large'", "acme/Large"),
    "a template": _call("`acme/${size}`", "acme/Large by fstring", 'const size = "Large";'),
    "a template without parts": _call("`acme/Large`", "acme/Large by literal"),
    "a constant": _call("MODEL", "acme/Large by module-constant", 'const MODEL = "acme/Large";'),
    "as const": _call("MODEL", "acme/Large", 'const MODEL = "acme/Large" as const;'),
    "satisfies": _call("MODEL", "acme/Large", 'const MODEL = "acme/Large" satisfies string;'),
    "an assertion": _call('"acme/Large" as Model', "acme/Large"),
    "an assertion of a type of a namespace": {
        "app.ts": SDK + 'const body = { model: "acme/Large", max_tokens: 9, messages: [] };\n'
        "client.chat.completions.create("
        "body as unknown as Together.Chat.Completions.CompletionCreateParams, {}); // sends: acme/Large@9\n"
    },
    "not null": _call("MODEL!", "acme/Large", 'const MODEL: string | null = "acme/Large";'),
    "joined": _call('"acme/" + NAME', "acme/Large", 'const NAME = "Large";'),
    "an enum": _call("Model.Large", "acme/Large", 'enum Model { Large = "acme/Large", Small = "acme/Small" }'),
    "an enum's values": _call(
        "model", "acme/Large, acme/Small",
        'enum Model { Large = "acme/Large", Small = "acme/Small" }\nfor (const model of Object.values(Model))',
    ),
    "a member": _call("MODELS.large", "acme/Large by dict", 'const MODELS = { large: "acme/Large" };'),
    "an item": _call('MODELS["large"]', "acme/Large by dict", 'const MODELS = { large: "acme/Large" };'),
    "an element": _call("MODELS[0]", "acme/Large", 'const MODELS = ["acme/Large"];'),
    "a deep member": _call("C.llm?.chat.model", "acme/Large", 'const C = { llm: { chat: { model: "acme/Large" } } };'),
    "an unknown key": _call(
        "MODELS[size]", "acme/Large, acme/Small",
        'const MODELS = { l: "acme/Large", s: "acme/Small" };\ndeclare const size: string;',
    ),
    "a spread": _call(
        "C.model", "acme/New", 'const A = { model: "acme/Old" };\nconst C = { ...A, model: "acme/New" };',
    ),
    "destructured": _call("model", "acme/Large", 'const { model } = { model: "acme/Large" };'),
    "destructured under another name": _call("m", "acme/Large", 'const { model: m } = { model: "acme/Large" };'),
    "destructured with a default": _call("m", "acme/Large", 'const { model: m = "acme/Large" } = {} as any;'),
    "destructured from a list": _call("first", "acme/Large", 'const [first] = ["acme/Large", "acme/Small"];'),
    "a ternary": _call("big ? 'acme/Large' : 'acme/Small'", "acme/Large, acme/Small", "declare const big: boolean;"),
    "or": _call('given || "acme/Large"', "acme/Large", "declare const given: string;"),
    "nullish": _call('given ?? "acme/Large"', "acme/Large", "declare const given: string;"),
    "the environment": _call('process.env.MODEL ?? "acme/Large"', "acme/Large by env-default"),
    "the environment by key": _call('process.env["MODEL"] || "acme/Large"', "acme/Large by env-default"),
    "Vite's environment": _call('import.meta.env.VITE_MODEL ?? "acme/Large"', "acme/Large by env-default"),
    "Deno's environment": _call('Deno.env.get("MODEL") ?? "acme/Large"', "acme/Large by env-default"),
    "frozen": _call("MODELS.large", "acme/Large", 'const MODELS = Object.freeze({ large: "acme/Large" });'),
    "a map": _call('MODELS.get("l")', "acme/Large", 'const MODELS = new Map([["l", "acme/Large"]]);'),
    "found in a list": _call(
        "MODELS.find((m) => m.fast)!.id", "acme/Large, acme/Small",
        'const MODELS = [{ id: "acme/Large", fast: false }, { id: "acme/Small", fast: true }];',
    ),
    "a function's result": _call("pick()", "acme/Large", 'const pick = () => "acme/Large";'),
    "a hoisted function": _call("pick()", "acme/Large", "", 'function pick() { return "acme/Large"; }'),
    "a switch": _call(
        'pick("big")', "acme/Large",
        "function pick(size: string) {\n  switch (size) {\n    case 'big':\n      return 'acme/Large';\n"
        "    default:\n      return 'acme/Small';\n  }\n}",
    ),
    "a body in a variable": {
        "app.ts": SDK + 'const body = { model: "acme/Large", max_tokens: 100, messages: [] };\n'
        "client.chat.completions.create(body); // sends: acme/Large@100\n"
    },
    "a number from the environment": {
        "app.ts": SDK + "const limit = Number(process.env.LIMIT ?? 4_000);\n"
        'client.chat.completions.create({ model: "acme/Large", max_tokens: limit, messages: [] });'
        " // sends: acme/Large@4000\n"
    },
    "a body with a spread": {
        "app.ts": SDK + 'const defaults = { model: "acme/Old", max_tokens: 100 };\n'
        'client.chat.completions.create({ ...defaults, model: "acme/New", messages: [] }); // sends: acme/New@100\n'
    },
    "set later": {
        "app.ts": SDK + "const body: any = { messages: [] };\nbody.model = 'acme/Large';\n"
        "client.chat.completions.create(body); // sends: acme/Large\n"
    },
    "a parameter from callers": {
        "app.ts": SDK + "const ask = async (model: string, max_tokens = 50) =>\n"
        "  client.chat.completions.create({ model, max_tokens, messages: [] });"
        " // sends: acme/Large@50, acme/Small@900\n"
        'ask("acme/Large"); // sends: acme/Large@50\n'
        'ask("acme/Small", 900); // sends: acme/Small@900\n'
    },
    "an object of parameters": {
        "app.ts": SDK + 'async function ask({ model = "acme/Large", maxTokens = 50 }: Options = {}) {\n'
        "  return client.chat.completions.create({ model, max_tokens: maxTokens, messages: [] });"
        " // sends: acme/Large@50, acme/Small@900\n}\n"
        'ask({ model: "acme/Small", maxTokens: 900 }); // sends: acme/Small@900\n'
    },
    "a default parameter": {
        "app.ts": SDK + 'export async function ask(question: string, model = "acme/Large") {\n'
        "  return client.chat.completions.create({ model, messages: [] }); // sends: acme/Large by default-arg\n}\n"
    },
    "a name that a block declares once more": {
        "app.ts": SDK + 'const model = "acme/Outer";\nexport async function ask(hard: boolean) {\n'
        '  const model = "acme/Small";\n  if (hard) {\n    const model = "acme/Large";\n'
        "    return client.chat.completions.create({ model, messages: [] }); // sends: acme/Large\n  }\n"
        "  return client.chat.completions.create({ model, messages: [] }); // sends: acme/Small\n}\n"
        "client.chat.completions.create({ model, messages: [] }); // sends: acme/Outer\n"
    },
    "a block of a module": {
        "app.ts": SDK + 'const model = "acme/Large";\n{\n  const model = "acme/Small";\n'
        "  client.chat.completions.create({ model, messages: [] }); // sends: acme/Small\n}\n"
        "client.chat.completions.create({ model, messages: [] }); // sends: acme/Large\n"
    },
    "the variable of a loop": {
        "app.ts": SDK + 'const model = "acme/Large";\nfor (const model of ["acme/Small", "acme/Tiny"]) {\n'
        "  client.chat.completions.create({ model, messages: [] }); // sends: acme/Small, acme/Tiny\n}\n"
        "for (let model = 0; model < 3; model++) {}\n"
        "client.chat.completions.create({ model, messages: [] }); // sends: acme/Large\n"
    },
    "what a handler and a switch declare": {
        "app.ts": SDK + 'const model = "acme/Large";\n'
        'try { run(); } catch ({ model }) { log(model); }\n'
        'switch (kind) {\n  case "a": const model = "acme/Small";\n}\n'
        "client.chat.completions.create({ model, messages: [] }); // sends: acme/Large\n"
    },
    "a function in a block": {
        "app.ts": SDK + 'const pick = () => "acme/Large";\nif (test) {\n'
        '  function pick() { return "acme/Small"; }\n'
        "  client.chat.completions.create({ model: pick(), messages: [] }); // sends: acme/Small\n}\n"
        "client.chat.completions.create({ model: pick(), messages: [] }); // sends: acme/Large\n"
    },
    "a closure over a name of its block": {
        "app.ts": SDK + 'const model = "acme/Large";\nif (test) {\n  const model = "acme/Small";\n'
        "  later(() => client.chat.completions.create({ model, messages: [] })); // sends: acme/Small\n}\n"
        "later(() => client.chat.completions.create({ model, messages: [] })); // sends: acme/Large\n"
    },
    "var, which is the function's": {
        "app.ts": SDK + 'if (test) {\n  var model = "acme/Large";\n}\n'
        "client.chat.completions.create({ model, messages: [] }); // sends: acme/Large\n"
    },
    "let, which a block sets": {
        "app.ts": SDK + 'let model = "acme/Large";\nif (test) {\n  model = "acme/Small";\n}\n'
        "client.chat.completions.create({ model, messages: [] }); // sends: acme/Large, acme/Small\n"
    },
    "a function handed to one of the same file": {
        "app.ts": SDK + "function apply(f: (model: string) => unknown) {\n"
        '  return f("acme/Large"); // sends: acme/Large\n}\n'
        "apply((model) => client.chat.completions.create({ model, messages: [] })); // sends: acme/Large\n"
    },
    "a function handed to one of a file with nothing of Together in it": {
        "lib/twice.ts": "export const twice = <T>(ask: (name: string) => Promise<T>) =>\n"
        '  Promise.all([ask("acme/Large"), ask("acme/Small")]); // sends: acme/Large, acme/Small\n',
        "app.ts": SDK + 'import { twice } from "./lib/twice";\n'
        "twice((model) => client.chat.completions.create({ model, messages: [] })); // sends: ?\n"
    },
    "a registry of providers": {
        "app.ts": AI + 'import { createProviderRegistry } from "ai";\n'
        "const registry = createProviderRegistry({ togetherai });\n"
        "generateText({ model: registry.languageModel('togetherai:acme/Large'), prompt: '', maxOutputTokens: 7 });"
        " // sends: acme/Large@7\n"
    },
    "rows that name the provider in humps": {
        "models.ts": 'export const MODELS = [\n'
        '  { providerId: "together", modelId: "acme/Large" }, // sends: acme/Large\n'
        '  { modelProvider: "togetherai", modelName: "acme/Small" }, // sends: acme/Small\n'
        '  { providerId: "openai", modelId: "acme/Other" },\n];\n'
    },
    "rows by provider in a file of Together's": {
        "app.ts": SDK + 'const MODELS = [\n  { providerId: "together", modelId: "acme/Large" },\n'
        '  { providerId: "openai", modelId: "acme/Other" },\n];\n'
        "export async function ask(id: string) {\n  const row = MODELS.find((each) => each.modelId === id)!;\n"
        '  if (row.providerId === "openai") return other(row);\n'
        "  return client.chat.completions.create({ model: row.modelId, messages: [] }); // sends: acme/Large\n}\n"
    },
    "a class's field": {
        "app.ts": 'import Together from "together-ai";\nclass Writer {\n  private client = new Together();\n'
        '  private readonly model = "acme/Large";\n  static LIMIT = 100;\n'
        "  write = async () => this.client.chat.completions.create("
        "{ model: this.model, max_tokens: Writer.LIMIT, messages: [] }); // sends: acme/Large@100\n}\n"
    },
    "a constructor's parameter": {
        "app.ts": 'import Together from "together-ai";\nclass Writer {\n  client: Together;\n'
        '  constructor(private readonly model: string = "acme/Large") {\n    this.client = new Together();\n  }\n'
        "  write() {\n    return this.client.chat.completions.create({ model: this.model, messages: [] });"
        " // sends: acme/Large, acme/Small\n  }\n}\n"
        'new Writer().write();\nnew Writer("acme/Small").write();\n'
    },
    "a client that is made once": {
        "app.ts": 'import Together from "together-ai";\nlet client: Together | null = null;\n'
        "function getClient() {\n  if (!client) {\n    client = new Together();\n  }\n  return client;\n}\n"
        'getClient().chat.completions.create({ model: "acme/Large", messages: [] }); // sends: acme/Large\n'
    },
    "zod's default": {
        "app.ts": SDK + 'import { z } from "zod";\n'
        'const schema = z.object({ model: z.string().min(1).default("acme/Large"), limit: z.number().default(5) });\n'
        "const options = schema.parse(await request.json());\n"
        "client.chat.completions.create({ model: options.model, messages: [] }); // sends: acme/Large\n"
    },
    "zod over the environment": {
        "app.ts": SDK + 'import { z } from "zod";\n'
        'const env = z.object({ LLM_MODEL: z.string().default("acme/Large") }).parse(process.env);\n'
        "client.chat.completions.create({ model: env.LLM_MODEL, messages: [] }); // sends: acme/Large\n"
    },
    "a named import": {
        "app.ts": SDK + 'import { MODEL } from "./config";\n'
        "client.chat.completions.create({ model: MODEL, messages: [] }); // sends: acme/Large by imported-constant\n",
        "config.ts": 'export const MODEL = "acme/Large";\n',
    },
    "a default import": {
        "src/app.ts": SDK + 'import config from "../config/models.js";\n'
        "client.chat.completions.create({ model: config.large, messages: [] }); // sends: acme/Large\n",
        "config/models.ts": 'export default { large: "acme/Large" };\n',
    },
    "a namespace import": {
        "app.ts": SDK + 'import * as models from "./models";\n'
        "client.chat.completions.create({ model: models.LARGE, messages: [] }); // sends: acme/Large\n",
        "models/index.ts": 'export * from "./chat";\n',
        "models/chat.ts": 'export const LARGE = "acme/Large";\n',
    },
    "a re-export under another name": {
        "app.ts": SDK + 'import { BIG } from "./models";\n'
        "client.chat.completions.create({ model: BIG, messages: [] }); // sends: acme/Large\n",
        "models/index.ts": 'export { LARGE as BIG } from "./chat";\n',
        "models/chat.ts": 'const LARGE = "acme/Large";\nexport { LARGE };\n',
    },
    "paths of tsconfig": {
        "tsconfig.json": '{ // comment\n  "compilerOptions": { "paths": { "#lib/*": ["./packages/lib/*"] }, },\n}',
        "src/app.ts": SDK + 'import { MODEL } from "#lib/config";\n'
        "client.chat.completions.create({ model: MODEL, messages: [] }); // sends: acme/Large\n",
        "packages/lib/config.ts": 'export const MODEL = "acme/Large";\n',
    },
    "what a package is compiled to": {
        "scripts/app.mjs": SDK + 'import { MODEL } from "../packages/models/dist/index.js";\n'
        "client.chat.completions.create({ model: MODEL, messages: [] }); // sends: acme/Large\n",
        "packages/models/src/index.ts": 'export const MODEL = "acme/Large";\n',
    },
    "a base URL of tsconfig": {
        "tsconfig.json": json.dumps({"compilerOptions": {"baseUrl": "src"}}),
        "src/api/app.ts": SDK + 'import { MODEL } from "lib/config";\n'
        "client.chat.completions.create({ model: MODEL, messages: [] }); // sends: acme/Large\n",
        "src/lib/config.ts": 'export const MODEL = "acme/Large";\n',
    },
    "a JSON file": {
        "app.ts": SDK + 'import config from "./models.json";\n'
        "client.chat.completions.create({ model: config.chat.id, messages: [] }); // sends: acme/Large\n",
        "models.json": '{ "chat": { "id": "acme/Large" } }\n',
    },
    "CommonJS": {
        "app.js": 'const Together = require("together-ai");\nconst { MODEL } = require("./config");\n'
        "const client = new Together();\n"
        "client.chat.completions.create({ model: MODEL, messages: [] }); // sends: acme/Large\n",
        "config.js": 'const MODEL = "acme/Large";\nmodule.exports = { MODEL };\n',
    },
    "a client of another file": {
        "lib/together.ts": 'import Together from "together-ai";\nexport const together = new Together();\n',
        "app/route.ts": 'import { together } from "@/lib/together";\nexport async function POST() {\n'
        '  return together.chat.completions.create({ model: "acme/Large", messages: [] }); // sends: acme/Large\n}\n',
    },
    "a default client behind an index": {
        "lib/llm/client.ts": 'import Together from "together-ai";\nexport default new Together();\n',
        "lib/llm/index.ts": 'export { default as llm } from "./client";\n',
        "app.ts": 'import { llm } from "./lib/llm";\n'
        'llm.chat.completions.create({ model: "acme/Large", messages: [] }); // sends: acme/Large\n',
    },
    "a wrapper behind a star": {
        "lib/ai/ask.ts": SDK + "export async function ask(model: string) {\n"
        "  return client.chat.completions.create({ model, messages: [] }); // sends: ?\n}\n",
        "lib/ai/index.ts": 'export * from "./ask";\n',
        "app.ts": 'import { ask } from "./lib/ai";\nask("acme/Large"); // sends: acme/Large\n',
    },
}  # fmt: skip


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in SPEAKING.items()])
def test_speaking(files: Mapping[str, str], assert_marks: Callable[[Any], None]) -> None:
    assert_marks(files)
