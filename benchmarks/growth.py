"""How time and memory grow with a tree: 1,000, 10,000 and 100,000 files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import table, tree
from benchmarks.commands import RIPGREP, ripgrep, scan
from benchmarks.measure import Sample, Spread, measure

HEAD = ("files", "MB", "cold, CPU s", "s per 100 MB", "÷ rg, wall", "peak MB", "warm, CPU s", "peak MB, warm")
COLD, WARM = "cold", "warm"


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured of the tree of one size: megabytes on disk, CPU seconds and megabytes of memory."""

    files: int
    megabytes: float
    cpu: dict[str, float]
    peak: dict[str, float]
    times_ripgrep: float


def sizes(rounds: int, wanted: Sequence[int] = tree.SIZES) -> list[Size]:
    return [_size(files, rounds) for files in wanted]


def lines(found: Sequence[Size]) -> list[str]:
    """A table of one line for each size; linear growth shows as equal seconds per 100 MB."""
    return table.markdown(HEAD, [_cells(size) for size in found])


def plot(found: Sequence[Size], file: Path) -> None:
    """Draw CPU time over megabytes and memory over files, with what linear growth would be, as SVG."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    # Without a date and with fixed ids, the same figures give the same file.
    pyplot.rcParams.update({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.size": 9})
    figure, (time, memory) = pyplot.subplots(1, 2, figsize=(8, 3), layout="constrained")
    megabytes, files = [size.megabytes for size in found], [size.files for size in found]
    for way, style in ((COLD, "o-"), (WARM, "s-")):
        time.loglog(megabytes, [size.cpu[way] for size in found], style, label=way)
        memory.semilogx(files, [size.peak[way] for size in found], style, label=way)
    last = found[-1].cpu[COLD] / megabytes[-1]
    time.loglog(megabytes, [last * each for each in megabytes], ":", color="gray", label="linear")
    memory.axhline(150, linestyle=":", color="gray", label="goal")
    memory.set_ylim(bottom=0)
    time.set(xlabel="MB in the tree", ylabel="CPU seconds")
    memory.set(xlabel="files in the tree", ylabel="peak memory, MB")
    for axes in (time, memory):
        axes.legend()
        axes.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None})


def _size(files: int, rounds: int) -> Size:
    where = tree.grown(files)
    found = measure([ripgrep(where), scan(COLD, where), scan(WARM, where, warm=True)], rounds)
    ways = (COLD, WARM)
    walls = (one.wall / other.wall for one, other in zip(found[COLD], found[RIPGREP], strict=True))
    return Size(
        files=files,
        megabytes=sum((where / path).lstat().st_size for path in tree.files_of(where)) / 1e6,
        cpu={way: Spread.of(sample.cpu for sample in found[way]).middle for way in ways},
        peak={way: max(map(_peak, found[way])) for way in ways},
        times_ripgrep=Spread.of(walls).middle,
    )


def _peak(sample: Sample) -> float:
    return sample.memory / 1e6


def _cells(size: Size) -> list[str]:
    return [
        f"{size.files:,}",
        f"{size.megabytes:,.0f}",
        f"{size.cpu[COLD]:.2f}",
        f"{size.cpu[COLD] / size.megabytes * 100:.2f}",
        table.number(size.times_ripgrep),
        f"{size.peak[COLD]:.0f}",
        f"{size.cpu[WARM]:.2f}",
        f"{size.peak[WARM]:.0f}",
    ]
