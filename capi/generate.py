#!/usr/bin/env python3
"""Write the declarations of the C interface in every language from api.py.

    generate.py            write the files
    generate.py --check    fail when one of them is not what would be written
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import api
from languages import c, csharp, java, pascal

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent

FAULT = re.compile(r"^  (\w+) = (\d+),(?:\s*///< (.*))?$", re.M)


def statuses() -> list[tuple[str, int, str]]:
    """The statuses: those of this door and the faults of the library, by their stable names."""
    source = (ROOT / "include/sne/result.hpp").read_text(encoding="utf-8")
    names = dict(re.findall(r'case Errc::(\w+): return "(\w+)";', source))
    own = api.STATUSES
    return [own[0], *((names[name], int(number), doc) for name, number, doc in FAULT.findall(source)), *own[1:]]


def files() -> dict[pathlib.Path, str]:
    known = statuses()
    return {
        ROOT / "include/sne/sne.h": c.header(api, known),
        HERE / "constants.inc": c.checks(api, known),
        HERE / "libsne_c.map": c.version_script(api),
        HERE / "pascal/sne.pas": pascal.unit(api, known),
        HERE / "csharp/Sne.cs": csharp.unit(api, known),
        HERE / "java/sne/Sne.java": java.unit(api, known),
    }


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for path, text in files().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in stale:
        print(f"{path}: {'not what capi/api.py says; run capi/generate.py' if check else 'written'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
