"""Shell scripts and Makefiles: requests of curl and the like, programs that are given a model, and what sends nothing.

Marks stand as in Python files; behind `<<EOF` they are comments of the shell as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from together_lint.linker import Links

from .conftest import Files, ids_of, plain

Assert: TypeAlias = "Callable[[Files], None]"

URL = "https://api.together.xyz/v1/chat/completions"

SPEAKING: Mapping[str, Files] = {
    "curl": {"a.sh": f"""curl {URL} -d '{{"model": "acme/Large", "max_tokens": 100}}'  # sends: acme/Large@100\n"""},
    "curl with headers and flags": {
        "a.sh": f"""
            curl -sSX POST -H "Authorization: Bearer $K" "{URL}" --json '{{"model": "acme/Large"}}'  # sends: acme/Large
        """
    },
    "a body over several lines": {
        "a.sh": f"""
            curl -d @- {URL} <<EOF  # sends: acme/Large@64
            {{
              "model": "acme/Large",
              "messages": [{{"role": "user", "content": "$PROMPT"}}],
              "max_tokens": 64
            }}
            EOF
        """
    },
    "a body between double quotes": {
        "a.sh": f"""
            MODEL="acme/Large"
            LIMIT=50
            curl {URL} -d "{{\\"model\\": \\"$MODEL\\", \\"max_tokens\\": $LIMIT}}"  # sends: acme/Large@50
        """
    },
    "a body in a variable": {
        "a.sh": f"""
            BODY='{{"model": "acme/Large", "max_tokens": 10}}'
            curl {URL} --data "$BODY"  # sends: acme/Large@10
        """
    },
    "a body from cat": {
        "a.sh": f"""
            BODY=$(cat <<EOF
            {{"model": "acme/Large"}}
            EOF
            )
            curl {URL} --data-raw "$BODY"  # sends: acme/Large
        """
    },
    "a body from a pipe": {
        "a.sh": f"""
            echo '{{"model": "acme/Large"}}' | curl -d @- {URL}  # sends: acme/Large
        """
    },
    "a body in a file": {"a.sh": f"curl {URL} -d @body.json  # sends: ?\n"},
    "an answer that is kept": {
        "a.sh": f"""
            answer=$(curl -s {URL} -d '{{"model": "acme/Large"}}' | jq -r '.choices[0]')  # sends: acme/Large
        """
    },
    "a default for the environment": {
        "a.sh": f"""
            MODEL=${{MODEL:-acme/Large}}
            curl {URL} -d '{{"model": "'"$MODEL"'"}}'  # sends: acme/Large by env-default
        """
    },
    "a default at the place itself": {
        "a.sh": f"""
            curl {URL} -d "{{\\"model\\": \\"${{MODEL:-acme/Large}}\\"}}"  # sends: acme/Large
        """
    },
    "a URL in parts": {
        "a.sh": """
            BASE_URL="https://api.together.xyz/v1"
            curl "${BASE_URL}/completions" -d '{"model": "acme/Large"}'  # sends: acme/Large
        """
    },
    "a URL that only the key tells of": {
        "a.sh": """
            BODY='{"model": "acme/Large"}'
            curl "$API_BASE/chat/completions" -H "api-key: $TOGETHER_API_KEY" -d "$BODY"  # sends: acme/Large
        """
    },
    "a function with arguments": {
        "a.sh": f"""
            ask() {{
              local model="$1"
              curl {URL} -d "{{\\"model\\": \\"$model\\"}}"  # sends: acme/Large, acme/Small
            }}
            ask acme/Large "hello"  # sends: acme/Large
            ask "acme/Small" "hello"  # sends: acme/Small
        """
    },
    "a loop over models": {
        "a.sh": f"""
            for model in acme/Large acme/Small; do
              curl {URL} -d '{{"model": "'$model'"}}'  # sends: acme/Large, acme/Small
            done
        """
    },
    "a list of models": {
        "a.sh": f"""
            MODELS=("acme/Large" "acme/Small")
            for model in "${{MODELS[@]}}"; do
              curl {URL} -d "{{\\"model\\": \\"${{model}}\\"}}"  # sends: acme/Large, acme/Small
            done
        """
    },
    "arguments in a list": {
        "a.sh": f"""
            ARGS=(-s -X POST -d '{{"model": "acme/Large"}}')
            curl "${{ARGS[@]}}" {URL}  # sends: acme/Large
        """
    },
    "one of several cases": {
        "a.sh": f"""
            case "$SIZE" in
              big) MODEL=acme/Large ;;
              *) MODEL=acme/Small ;;
            esac
            curl {URL} -d "{{\\"model\\": \\"$MODEL\\"}}"  # sends: acme/Large, acme/Small
        """
    },
    "started by another command": {
        "a.sh": f"""
            sudo -u bot timeout 30 /usr/bin/curl {URL} -d '{{"model": "acme/Large"}}'  # sends: acme/Large
        """
    },
    "wget": {"a.sh": f"""wget -qO- --post-data='{{"model": "acme/Large"}}' {URL}  # sends: acme/Large\n"""},
    "httpie": {
        "a.sh": f"""
            http POST {URL} model=acme/Large max_tokens:=100 "Authorization:Bearer $KEY"  # sends: acme/Large@100
        """
    },
    "the SDK's command line": {
        "a.sh": """
            export TOGETHER_API_KEY=$1
            together chat.completions --message user hello --model acme/Large --max-tokens 20  # sends: acme/Large@20
            together images generate "a cat" --model=acme/Images  # sends: acme/Images
            together fine-tuning create --training-file f -m acme/Base  # sends: acme/Base
            together endpoints create --model "acme/Base" --gpu h100  # sends: acme/Base
        """
    },
    "tools that route by a prefix": {
        "a.sh": """
            aider --model together_ai/acme/Large --yes  # sends: acme/Large
            uv run litellm --model "together_ai/acme/Small"  # sends: acme/Small
            python -m litellm --model together_ai/acme/Small --port 4000  # sends: acme/Small
            python run.py --model=together_ai/acme/Large --seed 1  # sends: acme/Large
            docker run ghcr.io/berriai/litellm --model together_ai/acme/Large  # sends: acme/Large
        """
    },
    "a provider by an option": {
        "a.sh": """
            # together_ai
            bench --provider together --model acme/Large --n 5  # sends: acme/Large
            bench --provider groq --model elsewhere/Large
        """
    },
    "a Makefile": {
        "Makefile": f"""
            MODEL ?= acme/Large

            ask: install
            \t@curl -s {URL} -d '{{"model": "$(MODEL)", "max_tokens": 5}}'  # sends: acme/Large@5
            \taider --model together_ai/acme/Small # sends: acme/Small
        """
    },
    "Windows line ends": {
        "a.sh": f"""
            curl \\
              localhost
            curl {URL} -d '{{"model": "acme/Large"}}'  # sends: acme/Large
        """.replace("\n", "\r\n").encode()
    },
    "a request after a pipe of three commands": {
        "a.sh": """
            ls | sort | head -n 1
            curl https://api.together.xyz/v1/completions -d '{"model": "acme/L", "max_tokens": 9}'  # sends: acme/L@9
            echo done > log.txt
        """
    },
}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in SPEAKING.items()])
def test_what_is_sent(files: Files, assert_marks: Assert) -> None:
    assert_marks(files)


SCRIPT = """
    import argparse
    from together import Together

    parser = argparse.ArgumentParser()
    parser.add_argument("-m", "--model", default="acme/Default")
    parser.add_argument("--max-tokens", type=int, default=10)
    args = parser.parse_args()
    Together().chat.completions.create(model=args.model, messages=[], max_tokens=args.max_tokens)  # sends: MARK
"""
STARTED: Mapping[str, tuple[str, Files]] = {
    "an option of each command": (
        "acme/Default@10, acme/Large@50, acme/Small@10",
        {
            "run.sh": """
                python evals/run.py --model acme/Large --max-tokens 50
                ./evals/run.py -m "acme/Small"
            """
        },
    ),
    "a variable and a loop": (
        "acme/Default@10, acme/Large@10, acme/Small@10",
        {
            "bin/run.sh": """
                for model in acme/Large acme/Small; do
                  CUDA_VISIBLE_DEVICES=0 python3 -u ../evals/run.py --model=$model
                done
            """
        },
    ),
    "as a module": (
        "acme/Default@10, acme/Large@10",
        {"Makefile": "all:\n\tuv run python -m evals.run -m acme/Large\n"},
    ),
    "another option alone": ("acme/Default@10, acme/Default@7", {"a.sh": "python evals/run.py --max-tokens 7\n"}),
    "a script of another folder": ("acme/Default@10", {"a.sh": "python other/run.py --model acme/Large\n"}),
    "another script": ("acme/Default@10", {"a.sh": "python evals/prerun.py --model acme/Large # run.py\n"}),
    "an option of another name": ("acme/Default@10", {"a.sh": "python evals/run.py --judge-model acme/Large\n"}),
}


COMMANDS = {
    "click": """
        import click
        from together import Together

        @click.command()
        @click.option("--model", default="acme/Default")
        def main(model):
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Default, acme/Large

        main()
    """,
    "typer": """
        import typer
        from together import Together
        app = typer.Typer()

        @app.command()
        def main(model: str = "acme/Default"):
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Default, acme/Large

        app()
    """,
    "typer without an application": """
        import typer
        from together import Together

        def main(model: str = typer.Option("acme/Default")):
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Default, acme/Large

        typer.run(main)
    """,
    "fire": """
        from fire import Fire
        from together import Together

        def main(model, limit=5):
            Together().chat.completions.create(model=model, messages=[], max_tokens=limit)  # sends: acme/Large@5

        Fire(main)
    """,
    "a function that is no command": """
        import typer
        from together import Together

        def ask(model="acme/Default"):
            Together().chat.completions.create(model=model, messages=[])  # sends: acme/Default

        def main():
            ask()

        typer.run(main)
    """,
}


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in COMMANDS.items()])
def test_options_of_commands(source: str, assert_marks: Assert) -> None:
    assert_marks({"evals/run.py": source, "run.sh": "python evals/run.py --model=acme/Large\n"})


@pytest.mark.parametrize(("sent", "scripts"), [pytest.param(*row, id=name) for name, row in STARTED.items()])
def test_options_of_python_scripts(sent: str, scripts: Files, assert_marks: Assert) -> None:
    assert_marks({"evals/run.py": SCRIPT.replace("MARK", sent), **scripts})


SILENT: Mapping[str, Files] = {
    "another host": {
        "a.sh": """
            export TOGETHER_API_KEY=x
            curl https://api.openai.com/v1/chat/completions -d '{"model": "acme/Large"}'
        """
    },
    "a list of models": {
        "a.sh": 'curl -H "Authorization: Bearer $TOGETHER_API_KEY" https://api.together.xyz/v1/models\n'
    },
    "a question about a job": {"a.sh": "curl https://api.together.xyz/v1/fine-tunes/ft-1\n"},
    "a comment": {"a.sh": f"""# curl {URL} -d '{{"model": "acme/Large"}}'\n"""},
    "a text that is printed": {"a.sh": f"""echo "curl {URL} -d '{{\\"model\\": \\"acme/Large\\"}}'"\n"""},
    "help": {
        "a.sh": f"""
            cat <<'EOF'
            curl {URL} -d '{{"model": "acme/Large"}}'
            aider --model together_ai/acme/Large
            EOF
        """
    },
    "a function that is called curl": {
        "a.sh": f"""
            curl() {{ echo "$@"; }}
            curl {URL} -d '{{"model": "acme/Large"}}'
        """
    },
    "another provider's prefix": {"a.sh": "# not together_ai\naider --model groq/acme/Large\n"},
    "a model that runs here": {
        "a.sh": """
            # together_ai is used elsewhere
            MODEL=acme/Large
            vllm serve "$MODEL"
            huggingface-cli download acme/Large
            echo "together_ai/acme/Large" --provider together --model acme/Large
        """
    },
    "a command of the SDK that takes none": {"a.sh": "together models list --model-type chat # together_ai\n"},
    "a Makefile that tests": {"Makefile": "test:\n\tTOGETHER_API_KEY=x pytest -q\n\tcurl -fsS localhost:8000/health\n"},
    "a Python function that is called curl": {
        "a.py": f"""
            def fetch(curl):
                # together_ai
                return curl("{URL}", "-d", '{{"model": "acme/Large"}}')
        """
    },
}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in SILENT.items()])
def test_silent(files: Files, assert_silent: Assert) -> None:
    assert_silent(files)


def test_time_limits_and_attempts(linked: Callable[[Files], Links]) -> None:
    links = linked(
        {
            "a.sh": f"""
                BODY='{{"model": "acme/Large"}}'
                curl --max-time 30 --retry 2 {URL} -d "$BODY"
                curl -m2.5 -m "$SECONDS_LEFT" {URL} -d "$BODY"
                timeout 90s curl {URL} -d "$BODY"
                curl --connect-timeout 5 {URL} -d "$BODY"
            """
        }
    )
    requests = [usage.requests[0] for usage in links.usages]
    assert [plain(request.timeout) for request in requests] == [30, "dynamic", 90.0, None]
    assert plain(requests[0].retries) == 2
    assert [usage.client for usage in links.usages] == ["http"] * 4
    assert {usage.defaults.label for usage in links.usages if usage.defaults} == {"curl"}


def test_models_are_where_they_are_written(linked: Callable[[Files], Links]) -> None:
    links = linked(
        {
            "a.sh": f"""
                M="acme/Large"
                curl {URL} \\
                  -d '{{
                    "model": "acme/Small"
                  }}'
                curl {URL} -d "{{\\"model\\": \\"$M\\"}}"
            """
        }
    )
    places = [(usage.place.line, usage.models[0].place.line, usage.models[0].place.column) for usage in links.usages]
    assert places == [(2, 4, 14), (6, 1, 3)]


def test_a_tool_is_no_call(linked: Callable[[Files], Links]) -> None:
    links = linked(
        {"a.sh": "aider --model together_ai/acme/Large\n", "b.sh": f'curl {URL} -d \'{{"model": "a/b"}}\'\n'}
    )
    assert [(usage.kind, usage.client, usage.fallback.state) for usage in links.usages] == [
        ("config", "litellm", "unknown"),
        ("call", "http", "missing"),
    ]
    assert ids_of(links.usages[0]) == {"acme/Large"}
    assert links.usages[0].models[0].raw == "together_ai/acme/Large"
