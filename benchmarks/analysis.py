"""CPU time and peak memory of a whole analysis of a PDF, against plain extraction of its raw text.

    python benchmarks/analysis.py FILE.pdf [--runs 3] [--profile]

Each run is a process of its own: `extract` opens the file with pypdfium2 and takes the text of every page;
`analyze` does all that `netbrief analyze --format json` does. Both are timed in the same go, alternating, as user
plus system time of the process; the figure is the ratio of the medians. Limit: the analysis cannot be faster than
the extraction it contains.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile

EXTRACT = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
print(sum(len(page.get_textpage().get_text_range()) for page in document))
"""
ANALYZE = """
import sys
from netbrief.cli.main import main
main(["analyze", sys.argv[1], "--format", "json", "-o", sys.argv[2]])
"""
PROFILE = """
import cProfile, pstats, sys
from netbrief.cli.main import main
profile = cProfile.Profile()
profile.runcall(main, ["analyze", sys.argv[1], "--format", "json", "-o", sys.argv[2]])
pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
"""


def cost(code: str, *arguments: str) -> tuple[float, float]:
    """CPU seconds and peak resident MiB of a Python process."""
    wrapper = (
        "import resource, runpy, subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', sys.argv[1], *sys.argv[2:]], check=True, stdout=subprocess.DEVNULL)\n"
        "use = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(use.ru_utime + use.ru_stime, use.ru_maxrss / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", wrapper, code, *arguments], check=True, capture_output=True, text=True
    )
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        if options.profile:
            subprocess.run([sys.executable, "-c", PROFILE, options.file, out], check=True)
            return
        pairs = [(cost(EXTRACT, options.file), cost(ANALYZE, options.file, out)) for _ in range(options.runs)]
    extract = statistics.median(pair[0][0] for pair in pairs)
    analyze = statistics.median(pair[1][0] for pair in pairs)
    memory = max(pair[1][1] for pair in pairs)
    print(
        f"extract {extract:.2f} s CPU   analyze {analyze:.2f} s CPU   ratio {analyze / extract:.2f}   peak {memory:.0f} MiB"
    )
    print(f"(this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB)")


if __name__ == "__main__":
    main()
