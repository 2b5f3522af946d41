"""The clients that `make witnesses` has installed, run against a network that is all on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from .standin import HOSTS, Seen, StandIn

FOLDER = os.environ.get("TOGETHER_LINT_WITNESSES", "")
RUNNER = Path(__file__).parent / "runner.py"


@dataclass(frozen=True)
class Outcome:
    """How a program ended: the error's qualified name, what it said, the requests, the time limits of these."""

    error: str | None
    said: str
    seen: tuple[Seen, ...]
    limits: tuple[object, ...]

    @property
    def fails(self) -> bool:
        return self.error is not None


def _others(client: str) -> list[str]:
    """The newest version of the other package, for programs that use both."""
    return [installed(each)[-1] for each in ("together", "openai") if not client.startswith(each) and installed(each)]


Run = Callable[..., list[Outcome]]


def installed(package: str) -> list[str]:
    """The versions of a package that are there, `together-1.6.0`, oldest first."""
    folders = Path(FOLDER).glob(f"{package}-*") if FOLDER else ()
    return sorted(
        (each.name for each in folders), key=lambda name: [int(part) for part in name.rpartition("-")[2].split(".")]
    )


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StandIn, str]]:
    folder = tmp_path_factory.mktemp("certificates")
    command = [sys.executable, "-m", "trustme", "-q", "-d", str(folder), "-i", *HOSTS]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(Path(FOLDER) / "shared")})
    server = StandIn(folder)
    yield server, server.start()
    server.stop()


@pytest.fixture(scope="session")
def run(standin: tuple[StandIn, str]) -> Run:
    """Runs programs with one client, in their own folders; `variables` are in the environment."""
    server, address = standin

    def runs(client: str, files: Sequence[Path], **variables: str) -> list[Outcome]:
        folder = Path(FOLDER).resolve()
        authority = str(server.certificate / "client.pem")
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            "PYTHONPATH": os.pathsep.join(str(folder / each) for each in (client, *_others(client), "shared")),
            "PYTHONWARNINGS": "ignore",
            "TOGETHER_NO_BANNER": "1",
            **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), address),
            **dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), authority),
            **variables,
        }
        command = [sys.executable, str(RUNNER), client.partition("-")[0], address.rpartition(":")[2], *map(str, files)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        outcomes = []
        for file, line in zip(files, done.stdout.splitlines(), strict=True):
            said = json.loads(line)
            seen = tuple(server.seen[quote(str(file))])
            outcomes.append(Outcome(said["error"], said["said"], seen, tuple(said["limits"])))
        return outcomes

    return runs
