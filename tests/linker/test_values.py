"""Models put together from strings, chosen by conditions, and read from the environment or a command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from together_lint.linker import Links

STRINGS = {
    "an f-string with a constant of another file": {
        "config.py": 'ORGANISATION = "acme"\n',
        "llm.py": """
            from together import Together
            from config import ORGANISATION

            model = f"{ORGANISATION}/Large"
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "an f-string in the call": {
        "llm.py": """
            from together import Together

            SIZE = 70
            Together().chat.completions.create(model=f"acme/Large-{SIZE}B", messages=[])  # sends: acme/Large-70B
        """,
    },
    "an f-string with a format": {
        "llm.py": """
            from together import Together

            VERSION = 3.1
            Together().chat.completions.create(  # sends: acme/Large-3.1
                model=f"acme/Large-{VERSION:.1f}", messages=[]
            )
        """,
    },
    "an f-string over a loop": {
        "llm.py": """
            from together import Together

            for size in ("8B", "70B"):
                Together().chat.completions.create(  # sends: acme/Large-8B, acme/Large-70B
                    model=f"acme/Large-{size}", messages=[]
                )
        """,
    },
    "an f-string of which only a part is known": {
        "llm.py": """
            import sys
            from together import Together

            Together().chat.completions.create(  # sends: ? by dynamic
                model=f"acme/{sys.argv[1]}", messages=[]
            )
        """,
    },
    "str.format by position and by name": {
        "llm.py": """
            from together import Together

            NAME = "acme/{}-{size}"
            Together().chat.completions.create(  # sends: acme/Large-8B
                model=NAME.format("Large", size="8B"), messages=[]
            )
        """,
    },
    "percent": {
        "llm.py": """
            from together import Together

            Together().chat.completions.create(model="%s/%s" % ("acme", "Large"), messages=[])  # sends: acme/Large
        """,
    },
    "plus": {
        "config.py": 'PREFIX = "acme/"\n',
        "llm.py": """
            import config
            from together import Together

            Together().chat.completions.create(model=config.PREFIX + "Large", messages=[])  # sends: acme/Large
        """,
    },
    "implicit concatenation": {
        "llm.py": """
            from together import Together

            MODEL = (
                "acme/"
                "Large"
            )
            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "join": {
        "llm.py": """
            from together import Together

            Together().chat.completions.create(model="/".join(["acme", "Large"]), messages=[])  # sends: acme/Large
        """,
    },
    "a prefix taken away": {
        "llm.py": """
            from together import Together

            MODEL = "together/acme/Large"
            Together().chat.completions.create(  # sends: acme/Large
                model=MODEL.removeprefix("together/"), messages=[]
            )
        """,
    },
    "a prefix replaced": {
        "llm.py": """
            from together import Together

            def ask(model="together:acme/Large"):
                model = model.replace("together:", "")
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "a prefix split off": {
        "llm.py": """
            from together import Together

            MODEL = "together:acme/Large"
            provider, name = MODEL.split(":", 1)
            Together().chat.completions.create(model=name, messages=[])  # sends: acme/Large
        """,
    },
    "space stripped": {
        "llm.py": """
            from together import Together

            Together().chat.completions.create(model=" acme/Large ".strip(), messages=[])  # sends: acme/Large
        """,
    },
    "a function that makes the name": {
        "names.py": """
            def full_name(name):
                return f"acme/{name}"
        """,
        "llm.py": """
            from together import Together
            from names import full_name

            Together().chat.completions.create(model=full_name("Large"), messages=[])  # sends: acme/Large
            Together().chat.completions.create(model=full_name("Small"), messages=[])  # sends: acme/Small
        """,
    },
}

CHOICES = {
    "a conditional expression": {
        "llm.py": """
            from together import Together

            def ask(fast):
                model = "acme/Small" if fast else "acme/Large"
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "one condition for model and limit": {
        "llm.py": """
            from together import Together

            def ask(fast):
                if fast:
                    model, limit = "acme/Small", 100
                else:
                    model = "acme/Large"
                    limit = 8000
                return Together().chat.completions.create(  # sends: acme/Small@100, acme/Large@8000
                    model=model, messages=[], max_tokens=limit
                )
        """,
    },
    "the same condition twice": {
        "llm.py": """
            from together import Together

            def ask(fast: bool):
                model = "acme/Small" if fast else "acme/Large"
                limit = 100 if fast else 8000
                return Together().chat.completions.create(  # sends: acme/Small@100, acme/Large@8000
                    model=model, messages=[], max_tokens=limit
                )
        """,
    },
    "a match statement": {
        "llm.py": """
            from together import Together

            def ask(size):
                match size:
                    case "small":
                        model = "acme/Small"
                    case _:
                        model = "acme/Large"
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "assigned twice, the last one counts": {
        "llm.py": """
            from together import Together

            model = "acme/Old"
            model = "acme/Large"
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "assigned again only after the call": {
        "llm.py": """
            from together import Together

            def ask():
                model = "acme/Large"
                answer = Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
                model = "local/Other"
                return answer, model
        """,
    },
    "an or with a constant of another file": {
        "config.py": 'DEFAULT = "acme/Large"\n',
        "llm.py": """
            from together import Together
            from config import DEFAULT

            def ask(model=None):
                return Together().chat.completions.create(model=model or DEFAULT, messages=[])  # sends: acme/Large
        """,
    },
    "a walrus": {
        "llm.py": """
            from together import Together

            if (model := "acme/Large"):
                Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "two targets of one tuple": {
        "config.py": 'LARGE, SMALL = "acme/Large", "acme/Small"\n',
        "llm.py": """
            from together import Together
            from config import SMALL

            Together().chat.completions.create(model=SMALL, messages=[])  # sends: acme/Small
        """,
    },
    "a global that a function sets": {
        "llm.py": """
            from together import Together

            client = None

            def connect():
                global client
                client = Together()

            def ask():
                return client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

ENVIRONMENT = {
    "os.getenv with a default": {
        "llm.py": """
            import os
            from together import Together

            MODEL = os.getenv("CHAT_MODEL", "acme/Large")
            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by env-default
        """,
    },
    "os.environ.get in another file": {
        "config.py": """
            import os

            MODEL = os.environ.get("CHAT_MODEL", "acme/Large")
        """,
        "llm.py": """
            from together import Together
            from config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by env-default
        """,
    },
    "getenv by name, with or": {
        "llm.py": """
            from os import getenv
            from together import Together

            model = getenv("CHAT_MODEL") or "acme/Large"
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "no default": {
        "llm.py": """
            import os
            from together import Together

            Together().chat.completions.create(model=os.environ["CHAT_MODEL"], messages=[])  # sends: ? by dynamic
        """,
    },
    "a default that is a constant of another file": {
        "defaults.py": 'CHAT = "acme/Large"\n',
        "llm.py": """
            import os
            import defaults
            from together import Together

            model = os.environ.get("CHAT_MODEL", defaults.CHAT)
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "a number from the environment": {
        "llm.py": """
            import os
            from together import Together

            LIMIT = int(os.getenv("LIMIT", "300"))
            Together().chat.completions.create(  # sends: acme/Large@300
                model="acme/Large", messages=[], max_tokens=LIMIT
            )
        """,
    },
    "a number without default": {
        "llm.py": """
            import os
            from together import Together

            Together().chat.completions.create(  # sends: acme/Large@dynamic
                model="acme/Large", messages=[], max_tokens=int(os.environ["LIMIT"])
            )
        """,
    },
    "a helper around the environment": {
        "env.py": """
            import os

            def setting(name, default=None):
                return os.environ.get(name, default)
        """,
        "llm.py": """
            from together import Together
            from env import setting

            Together().chat.completions.create(  # sends: acme/Large
                model=setting("CHAT_MODEL", "acme/Large"), messages=[]
            )
        """,
    },
    "the base URL from the environment with Together's as default": {
        "llm.py": """
            import os
            from openai import OpenAI

            client = OpenAI(base_url=os.getenv("LLM_URL", "https://api.together.xyz/v1"))
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a class attribute from the environment": {
        "config.py": """
            import os

            class Config:
                MODEL = os.getenv("CHAT_MODEL", "acme/Large")
        """,
        "llm.py": """
            from together import Together
            from config import Config

            Together().chat.completions.create(model=Config.MODEL, messages=[])  # sends: acme/Large by env-default
        """,
    },
}

COMMAND_LINE = {
    "argparse": {
        "run.py": """
            import argparse
            from together import Together

            parser = argparse.ArgumentParser()
            parser.add_argument("--model", default="acme/Large")
            parser.add_argument("--max-tokens", type=int, default=256)
            args = parser.parse_args()
            Together().chat.completions.create(  # sends: acme/Large@256 by cli-default
                model=args.model, messages=[], max_tokens=args.max_tokens
            )
        """,
    },
    "argparse in a function, the call in another file": {
        "llm.py": """
            from together import Together

            def ask(model, limit):
                return Together().chat.completions.create(  # sends: ?
                    model=model, messages=[], max_tokens=limit
                )
        """,
        "run.py": """
            import argparse
            from llm import ask

            def parse():
                parser = argparse.ArgumentParser()
                parser.add_argument("-m", "--model", default="acme/Large")
                parser.add_argument("--limit", type=int, default=256)
                return parser.parse_args()

            def main():
                args = parse()
                ask(args.model, args.limit)  # sends: acme/Large@256 by cli-default
        """,
    },
    "argparse's namespace as a parameter": {
        "run.py": """
            import argparse
            from together import Together

            def run(args):
                return Together().chat.completions.create(model=args.model, messages=[])  # sends: acme/Large

            if __name__ == "__main__":
                parser = argparse.ArgumentParser()
                parser.add_argument("--model", default="acme/Large")
                run(parser.parse_args())
        """,
    },
    "argparse choices": {
        "run.py": """
            import argparse
            from together import Together

            parser = argparse.ArgumentParser()
            parser.add_argument("--model", choices=["acme/Large", "acme/Small"], required=True)
            args = parser.parse_args()
            Together().chat.completions.create(model=args.model, messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "click": {
        "run.py": """
            import click
            from together import Together

            @click.command()
            @click.option("--model", "-m", default="acme/Large", show_default=True)
            def main(model):
                Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large by cli-default
        """,
    },
    "click under another parameter name": {
        "run.py": """
            import click
            from together import Together

            @click.command()
            @click.option("--model", "model_name", default="acme/Large")
            def main(model_name):
                Together().chat.completions.create(model=model_name, messages=[])  # sends: acme/Large
        """,
    },
    "typer": {
        "run.py": """
            import typer
            from together import Together

            app = typer.Typer()

            @app.command()
            def main(model: str = typer.Option("acme/Large", "--model"), limit: int = 128):
                Together().chat.completions.create(  # sends: acme/Large@128 by cli-default
                    model=model, messages=[], max_tokens=limit
                )
        """,
    },
    "typer with Annotated": {
        "run.py": """
            from typing import Annotated
            import typer
            from together import Together

            def main(model: Annotated[str, typer.Option("--model", help="Which.")] = "acme/Large"):
                Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large

            typer.run(main)
        """,
    },
    "a select box": {
        "page.py": """
            import streamlit as st
            from together import Together

            model = st.sidebar.selectbox("Model", ["acme/Large", "acme/Small"])
            limit = st.slider("Length", 1, 4096, 512)
            Together().chat.completions.create(  # sends: acme/Large, acme/Small
                model=model, messages=[], max_tokens=limit
            )
        """,
    },
    "a select box that shows names": {
        "page.py": """
            import streamlit as st
            from together import Together

            MODELS = {"Large (best)": "acme/Large", "Small": "acme/Small"}
            name = st.selectbox("Model", list(MODELS.keys()))
            Together().chat.completions.create(model=MODELS[name], messages=[])  # sends: acme/Large, acme/Small
        """,
    },
}

COMPUTED = {
    "without a prefix, by its length": {
        "app.py": """
            from together import Together
            name = "together/acme/Large"
            Together().chat.completions.create(model=name[len("together/"):], messages=[])  # sends: acme/Large
        """,
    },
    "the smaller number": {
        "app.py": """
            from together import Together
            CAP = 4096

            def ask(n=5000):
                Together().chat.completions.create(  # sends: acme/Large@4096
                    model="acme/Large", messages=[], max_tokens=min(n, CAP)
                )
        """,
    },
    "the larger of something that is not known": {
        "app.py": """
            from together import Together

            def ask(n):
                Together().chat.completions.create(  # sends: acme/Large@dynamic
                    model="acme/Large", messages=[], max_tokens=max(n, 16)
                )
        """,
    },
    "one of a list": {
        "app.py": """
            from together import Together
            MODELS = ["acme/Large", "acme/Small"]
            Together().chat.completions.create(model=min(MODELS), messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "a pattern that is replaced": {
        "app.py": """
            import re
            from together import Together
            model = re.sub(r"^together/", "", "together/acme/Large")
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "a pattern that is not followed": {
        "app.py": """
            import re
            from together import Together
            model = re.sub(r"(a+)+$", "", "acme/Large")
            Together().chat.completions.create(model=model, messages=[])  # sends: ?
        """,
    },
    "what somebody is asked for": {
        "app.py": """
            import click
            import streamlit as st
            from rich.prompt import Prompt
            from together import Together
            client = Together()
            client.chat.completions.create(model=click.prompt("Model", default="acme/A"), messages=[])  # sends: acme/A
            client.chat.completions.create(model=Prompt.ask("Model?", default="acme/B"), messages=[])  # sends: acme/B
            limit = st.slider("Length", 1, 900, 300)
            client.chat.completions.create(model="acme/C", max_tokens=limit, messages=[])  # sends: acme/C@300
        """,
    },
    "what a class method gives back": {
        "app.py": """
            from together import Together

            class Names:
                @classmethod
                def of(cls, name):
                    return name

            Together().chat.completions.create(model=Names.of("acme/Large"), messages=[])  # sends: acme/Large
        """,
    },
}

ALL = {**STRINGS, **CHOICES, **ENVIRONMENT, **COMMAND_LINE, **COMPUTED}


@pytest.mark.parametrize("files", ALL.values(), ids=ALL.keys())
def test_values(files: Mapping[str, str], assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks(files)


def test_a_condition_that_the_caller_decides(linked: Callable[[Mapping[str, str]], Links]) -> None:
    links = linked(
        {
            "llm.py": """
                from together import Together

                def ask(size):
                    if size == "small":
                        model = "acme/Small"
                    elif size == "large":
                        model = "acme/Large"
                    else:
                        raise ValueError(size)
                    return Together().chat.completions.create(model=model, messages=[])
                """,
            "job.py": """
                from llm import ask

                ask("large")
                """,
        }
    )
    assert {model.value for usage in links.usages if usage.kind == "call" for model in usage.models} == {"acme/Large"}
