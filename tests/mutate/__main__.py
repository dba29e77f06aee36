"""Make a sample of mistakes in the code, and count how many of them the tests notice.

`make mutate` draws 400 mutants of the rooms named in `[tool.mutmut]` by a seed that it prints,
runs the tests of those rooms against each, and shows the survivors. What a message says is left
out: that is held by the goldens. `MUTANTS` and `SEED` choose another sample, `ROOMS` (patterns of
files, separated by spaces) a part of the rooms.
"""

from __future__ import annotations

import ast
import os
import re
import secrets
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from random import Random
from unittest.mock import patch

from mutmut.__main__ import create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import (
    copy_also_copy_files,
    copy_src_dir,
    setup_source_paths,
    walk_mutatable_files,
)

NOTICED = ("killed", "timeout", "segfault", "caught by type check")
# A text with a space in it is no code, no name of a field and no key.
TEXT = re.compile(r"""(["'])(?:(?!\1).)*\s(?:(?!\1).)*\1""")
MESSAGE_FUNCTION = re.compile(
    r"^itinerary\.(checks|resolving|dates)\..*[_ǁ](describe|explain|quote)_"
)
TARGET = 90  # percent


def generate_mutants(processes: int) -> None:
    """Write the mutated package into the folder `mutants`; mutmut would keep what is there."""
    set_mutant_under_test("mutant_generation")
    shutil.rmtree("mutants", ignore_errors=True)
    Path("mutants").mkdir()
    copy_src_dir()
    copy_also_copy_files()
    setup_source_paths()
    with patch("mutmut.__main__.mutate_file_contents", mutate_undecorated):
        create_mutants(processes)


def mutate_undecorated(filename: str, code: str, *lines: set[int] | None) -> MutatedFile:
    """Mutate a file, functions with decorators, such as checks, among the others."""
    return mutate_file_contents(filename, undecorate_functions(code), *lines)


def undecorate_functions(code: str) -> str:
    """Call decorators below their functions instead: mutmut leaves decorated functions alone.

    Methods stay as they are.

    >>> print(undecorate_functions("@cache\\ndef load():\\n    return 1"))
    def load():
        return 1
    load = cache(load)
    """
    lines = code.splitlines()
    functions = [each for each in ast.parse(code).body if isinstance(each, ast.FunctionDef)]
    for function in reversed(functions):
        name, decorators = function.name, function.decorator_list
        lines[function.end_lineno : function.end_lineno] = [
            f"{name} = {ast.unparse(decorator)}({name})" for decorator in reversed(decorators)
        ]
        if decorators:
            del lines[decorators[0].lineno - 1 : function.lineno - 1]
    return "\n".join(lines)


def load_results(patterns: list[str]) -> Iterator[tuple[str, Path, str]]:
    """Each mutant of the files that a pattern matches: its name, its file, how it fared."""
    for path in walk_mutatable_files():
        if any(fnmatch(str(path), pattern) for pattern in patterns):
            data = SourceFileMutationData(path=path)
            data.load()
            for name, code in data.exit_code_by_key.items():
                yield name, path, status_by_exit_code[code]


def changes_only_message(name: str, path: Path) -> bool:
    """Tell whether a mutant changes nothing but what a message says.

    That is a text with a space in it, and whatever changes in a function that by its name words
    messages.
    """
    if MESSAGE_FUNCTION.match(name):
        return True
    changed = get_diff_for_mutant(name, path=path).splitlines()[2:]
    removed, added = (
        TEXT.sub("", "".join(line[1:] for line in changed if line.startswith(sign)))
        for sign in "-+"
    )
    return removed == added


def draw_sample(patterns: list[str], count: int, seed: int) -> dict[str, Path]:
    """Draw mutants by a seed, the same ones for the same code."""
    names = sorted((name, path) for name, path, _ in load_results(patterns))
    Random(seed).shuffle(names)  # noqa: S311 - a sample, no secret
    sample: dict[str, Path] = {}
    for name, path in names:
        if len(sample) == count:
            break
        if not changes_only_message(name, path):
            sample[name] = path
    return sample


def main() -> int:
    """Run the sample; 1 if fewer than nine tenths of it are noticed."""
    count = int(os.environ.get("MUTANTS", "400"))
    seed = int(os.environ.get("SEED", secrets.randbelow(10**6)))
    patterns = os.environ.get("ROOMS", "itinerary/*").split()
    processes = os.cpu_count() or 2
    generate_mutants(processes)
    sample = draw_sample(patterns, count, seed)
    print(f"{len(sample)} mutants of {' '.join(patterns)}, drawn by SEED={seed}", flush=True)
    mutmut = Path(sys.executable).with_name("mutmut")
    subprocess.run([mutmut, "run", "--max-children", str(processes), *sample], check=True)
    results = {name: status for name, _, status in load_results(patterns) if name in sample}
    for name, status in sorted(results.items()):
        if status not in NOTICED:
            print(f"\n{status}: {name}\n{get_diff_for_mutant(name, path=sample[name])}")
    noticed = sum(status in NOTICED for status in results.values())
    share = 100 * noticed / max(len(results), 1)
    print(dict(Counter(results.values())))
    print(f"{noticed} of {len(results)} mutants noticed: {share:.1f} %, SEED={seed}")
    return int(share < TARGET)


if __name__ == "__main__":
    sys.exit(main())
