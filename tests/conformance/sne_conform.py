#!/usr/bin/env python3
"""The conformance suite of the rules of French social housing demand: run it, read it, copy it.

Standard library only, Python 3.9 or later, any operating system; one file. It stands beside the folder `vectors`.

    sne_conform.py run [options] -- COMMAND [ARGUMENT...]     send every case to a testee, compare, report
    sne_conform.py list [--topic T] [--operation O] [--level L] [--flag F]
    sne_conform.py explain ID [--report FILE] [-- COMMAND...]  the law, the flags, both answers
    sne_conform.py copy DIR                                    the whole suite, to carry elsewhere
    sne_conform.py known FILE [--fix] -- COMMAND...            check a file of known failures, or write it again
    sne_conform.py mutants [--write FILE]                      small wrong implementations, and what kills them

Exit status: 0 conformant (known failures counted), 1 some case failed, 2 the command line or the suite is wrong,
3 the testee cannot be talked to, 4 a known failure passes now or fails differently, 130 interrupted.

SPEC.md is the protocol, README.md the way in.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import hashlib
import html
import importlib.util
import json
import math
import os
import pathlib
import queue
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from typing import Any, Callable, Deque, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple
from xml.sax.saxutils import escape, quoteattr

SUITE = pathlib.Path(__file__).resolve().parent
PROTOCOL = 1
LEVELS = ("must", "practice", "convention", "may")
PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"
OK, WRONG, USAGE, UNUSABLE, STALE = range(5)
INTERRUPTED = 130

#: Maps whose every key counts; of the others only the keys that are expected are compared.
WHOLE_MAPS = frozenset(("earliest", "seniorities"))
#: Where the day of the law stands in `in`, by decreasing right.
LAW_DAYS = ("on", "as_of", "day", "effective", "reference_date", "deposit", "received", "decided", "seized", "asked", "from", "since", "base")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Json = Dict[str, Any]


class SuiteError(Exception):
    """The suite or the command line is wrong: exit status 2."""


class Unusable(Exception):
    """The testee cannot be started, or never says hello: exit status 3."""


# ------------------------------------------------------------------ the suite


@dataclasses.dataclass(frozen=True)
class Case:
    id: str
    topic: str
    operation: str
    rule: str
    citations: Tuple[str, ...]
    title: str
    level: str
    flags: Tuple[str, ...]
    given: Json
    expected: Json
    withdrawn: Optional[str] = None

    @property
    def law_day(self) -> Optional[str]:
        """The day whose law the case asks about; None where it has none, or a malformed one."""
        events = self.given.get("events")
        held = self.given.get("question") or (events[-1] if events and "on" not in self.given else self.given)
        day = next((held[key] for key in LAW_DAYS if key in held), None)
        return day if isinstance(day, str) and DATE.fullmatch(day) else None


class Suite:
    """The vectors of a folder, with the law they cite."""

    def __init__(self, folder: pathlib.Path = SUITE) -> None:
        self.folder = folder
        self.cases: Dict[str, Case] = {}
        self.notes: Dict[str, Dict[str, str]] = {}
        digest = hashlib.sha256()
        paths = sorted((folder / "vectors").glob("*.json"))
        if not paths:
            raise SuiteError(f"no vectors in {folder / 'vectors'}")
        for path in paths:
            topic = _read_json(path)
            digest.update(_canonical(topic).encode())
            self.notes[topic["topic"]] = topic["notes"]
            for group in topic["groups"]:
                for case in group["cases"]:
                    self._add(topic["topic"], group, case)
        self.version = (folder / "VERSION").read_text(encoding="utf-8").strip()
        self.digest = digest.hexdigest()
        self.law = _read_json(folder / "law.json")

    def _add(self, topic: str, group: Json, case: Json) -> None:
        if case["id"] in self.cases:
            raise SuiteError(f"{case['id']} is given twice")
        self.cases[case["id"]] = Case(
            case["id"], topic, group["operation"], group["rule"], tuple(group["citations"]), case["title"], case["level"],
            tuple(case["flags"]), case["in"], case["out"], case.get("withdrawn"),
        )  # fmt: skip

    def pages(self) -> pathlib.Path:
        """The contracts and the pages of the rules: carried along, or in the `docs` of the repository."""
        carried = self.folder / "contracts"
        return carried if carried.is_dir() else self.folder.parents[1] / "docs"

    def live(self) -> List[Case]:
        return [case for case in self.cases.values() if case.withdrawn is None]

    def select(self, wanted: argparse.Namespace) -> List[Case]:
        """The live cases that the options of the command line keep."""
        for name, known in (("topic", self.notes), ("operation", {case.operation for case in self.cases.values()})):
            for value in getattr(wanted, name) or ():
                if value not in known:
                    raise SuiteError(f"no {name} is named {value!r}; known: {', '.join(sorted(known))}")
        flags = {flag for case in self.live() for flag in case.flags}
        for value in wanted.flag or ():
            if value not in flags:
                raise SuiteError(f"no case has this flag: {value!r}")
        found = [
            case
            for case in self.live()
            if (not wanted.topic or case.topic in wanted.topic)
            and (not wanted.operation or case.operation in wanted.operation)
            and (not wanted.level or case.level in wanted.level)
            and (not wanted.flag or set(wanted.flag) & set(case.flags))
        ]
        if not found:
            raise SuiteError("no case is left by these options")
        return found

    def case(self, name: str) -> Case:
        try:
            return self.cases[name]
        except KeyError:
            raise SuiteError(f"no case is named {name!r}; `list` shows them all") from None


def _read_json(path: pathlib.Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SuiteError(f"{path.name}: {error}") from None


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# ------------------------------------------------------------------ comparison


def same(expected: Any, got: Any, key: str = "") -> bool:
    """Typed and exact: a truth is no number, 1.0 is not 1, a list of texts is a set, any other list a bag."""
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return False
        if key in WHOLE_MAPS and {k for k, v in got.items() if v is not None} != set(expected):
            return False
        return all(same(value, got.get(name), name) for name, value in expected.items())
    if isinstance(expected, list):
        if not isinstance(got, list):
            return False
        if all(isinstance(one, str) for one in [*expected, *got]):
            return set(expected) == set(got)
        return len(expected) == len(got) and _bag(expected, got)
    return type(expected) is type(got) and bool(expected == got)


def _bag(expected: List[Any], got: List[Any]) -> bool:
    """Whether each expected element has an element of its own, in any order."""
    if not expected:
        return True
    return any(same(expected[0], one) and _bag(expected[1:], got[:i] + got[i + 1 :]) for i, one in enumerate(got))


def output(out: Json) -> str:
    """Which of the five outputs an answer is: SPEC.md, section 4."""
    if "fault" in out and out["fault"] is not None:
        return "malformed"
    outcome = out.get("outcome", out.get("answer"))
    if outcome in ("refused", "not_eligible"):
        return "refused"
    if outcome in ("incomplete", "unknown"):
        return "incomplete"
    if outcome == "not_concerned" or (out and all(value is None for value in out.values())):
        return "not applicable"
    return "ok"


def difference(expected: Json, got: Json) -> str:
    """Empty when the answer is the expected one; else one line that does not change from run to run."""
    if "any_of" in expected:
        found = [difference(one, got) for one in expected["any_of"]]
        return "" if "" in found else f"none of the {len(found)} accepted answers; of the first, {found[0]}"
    parts = []
    if got.get("fault") is not None and "fault" not in expected:
        parts.append(f"expected {output(expected)}, got malformed ({_shown(got['fault'])})")
    for key, value in expected.items():
        if not same(value, got.get(key), key):
            parts.append(f"{key}: expected {_shown(value)}, got {_shown(got.get(key)) if key in got else 'nothing'}")
    return "; ".join(parts)


def _shown(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = sorted(value)
    text = " ".join(_canonical(value).split())
    return text if len(text) <= 160 else text[:157] + "..."


# ------------------------------------------------------------------ a testee


@dataclasses.dataclass
class Limits:
    """What a testee may take; a breach costs a restart."""

    case_seconds: float = 10.0
    hello_seconds: float = 30.0
    line_bytes: int = 1 << 20
    unread_lines: int = 256
    outstanding: int = 8
    restarts: int = 50


class Event(NamedTuple):
    kind: str  # message, bad, end
    value: Any
    quote: str = ""  # the start of a bad line


class Testee:
    """One process, talked to by lines of JSON; threads keep its three pipes from ever blocking the run."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        self._limits = limits
        self.stopped = False
        self._events: "queue.Queue[Event]" = queue.Queue(limits.unread_lines)
        self._lines: "queue.Queue[Optional[bytes]]" = queue.Queue()
        self._errors: Deque[bytes] = collections.deque(maxlen=16)
        try:
            self._process = subprocess.Popen(
                list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
            )
        except OSError as error:
            raise Unusable(f"{command[0]}: {error.strerror or error}") from None
        self._drained = threading.Thread(target=self._drain, daemon=True)
        for thread in (threading.Thread(target=self._write, daemon=True), threading.Thread(target=self._read, daemon=True), self._drained):
            thread.start()

    def send(self, message: Json) -> None:
        self._lines.put(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def next(self, seconds: float) -> Optional[Event]:
        """The next thing it says; None when it says nothing for so long."""
        try:
            return self._events.get(timeout=max(0.001, seconds))
        except queue.Empty:
            return None

    def stop(self) -> Optional[int]:
        """Ends it, whatever it does; gives the exit status it had of its own."""
        self.stopped = True
        status = self._process.poll()
        if status is None:
            self._process.kill()
        self._process.wait()
        self._lines.put(None)
        self._drained.join(0.5)
        return status

    def leave(self, seconds: float) -> Optional[int]:
        """Lets it end after its last line; its status, or None when it had to be killed."""
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass
        return self.stop()

    def complaint(self) -> str:
        """The end of what it wrote to its standard error."""
        return b"".join(self._errors).decode("utf-8", "replace").strip()[-2000:]

    def _write(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            for line in iter(self._lines.get, None):
                rest = memoryview(line)
                while rest:
                    rest = rest[pipe.write(rest) or 0 :]
        except (OSError, ValueError):
            return  # it is gone: the reader says so
        finally:
            try:
                pipe.close()
            except OSError:
                pass

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        rest = b""
        while True:
            try:
                chunk = pipe.read(1 << 16)
            except (OSError, ValueError):
                chunk = b""
            if not chunk:
                break
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._put(self._message(line))
            if len(rest) > self._limits.line_bytes:
                self._put(Event("bad", f"a line of more than {self._limits.line_bytes} bytes"))
                return
            if self.stopped:
                return
        if rest:
            self._put(Event("bad", "a last line that never ends"))
        self._put(Event("end", None))

    def _put(self, event: Event) -> None:
        """Waits while too much is unread: the pipe fills, and the testee waits in its turn."""
        while not self.stopped:
            try:
                return self._events.put(event, timeout=0.1)
            except queue.Full:
                continue

    def _message(self, line: bytes) -> Event:
        if len(line) > self._limits.line_bytes:
            return Event("bad", f"a line of more than {self._limits.line_bytes} bytes")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            return Event("bad", "a line that is not UTF-8", _quoted(line))
        try:
            value = json.loads(text, object_pairs_hook=_distinct, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            return Event("bad", "a line that is not JSON", _quoted(line))
        if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
            return Event("bad", "a line that is no message", _quoted(line))
        return Event("message", value)

    def _drain(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None
        try:
            for chunk in iter(lambda: pipe.read(1024), b""):
                self._errors.append(chunk)
        except (OSError, ValueError):
            return


def _quoted(line: bytes) -> str:
    """The start of a line, whatever is in it, as ASCII."""
    text = ascii(line[:80].decode("utf-8", "backslashreplace"))
    return text if len(line) <= 80 else text + "..."


def _distinct(pairs: List[Tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key given twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


# ------------------------------------------------------------------ a run


@dataclasses.dataclass
class Result:
    case: Case
    status: str
    why: str = ""  # of a failure: differs, errored, crashed, timed_out, bad_output, stateful, not_run; of a skip: testee, operation, range
    message: str = ""
    got: Optional[Json] = None
    detail: str = ""  # the bad line, and what it wrote to its standard error before it broke off: never compared


@dataclasses.dataclass
class Report:
    suite: Suite
    hello: Json
    seed: int
    results: Dict[str, Result]
    repeated: int
    restarts: int
    troubles: List[str]
    stale: List[str] = dataclasses.field(default_factory=list)
    known: Dict[str, "Known"] = dataclasses.field(default_factory=dict)

    def failures(self) -> List[Result]:
        return [result for result in self.results.values() if result.status == FAILED]

    def unknown_failures(self) -> List[Result]:
        return [result for result in self.failures() if result.case.id not in self.known]

    def count(self, status: str) -> int:
        return sum(result.status == status for result in self.results.values())

    def status(self) -> int:
        if self.unknown_failures() or self.troubles:
            return WRONG
        return STALE if self.stale else OK


@dataclasses.dataclass
class Break:
    """A breaking off with several cases in hand: one of them, sent alone, should do it again."""

    what: str
    cases: int
    reproduced: bool = False


@dataclasses.dataclass
class Job:
    case: Case
    suspect: Optional[Break] = None  # sent alone when it is one


class Run:
    """Sends the cases to a testee and collects what it answers. Nothing it does can stop the run."""

    def __init__(self, suite: Suite, command: Sequence[str], limits: Limits, seed: int) -> None:
        self.suite, self.command, self.limits, self.seed = suite, command, limits, seed
        self.results: Dict[str, Result] = {}
        self.troubles: List[str] = []
        self.restarts = 0
        self._answers: Dict[str, str] = {}
        self._jobs: Deque[Job] = collections.deque()
        self._outstanding: Dict[int, Job] = {}
        self._answered: Dict[int, Case] = {}
        self._breaks: List[Break] = []
        self._sequence = 0

    def execute(self, cases: Sequence[Case], repeats: int) -> Report:
        self._testee, hello = self._start()
        sent = [case for case in cases if self._offered(case, hello)]
        chance = random.Random(self.seed)
        again = chance.sample(sent, min(repeats, len(sent)))
        order = [*sent, *again]
        chance.shuffle(order)
        self._jobs.extend(Job(case) for case in order)
        try:
            self._work()
            self._farewell()
        finally:
            self._testee.stop()
        if all(self.results[case.id].status == SKIPPED for case in cases):
            self.troubles.append("no case was answered")
        results = {case.id: self.results[case.id] for case in cases}
        return Report(self.suite, hello, self.seed, results, len(again), self.restarts, self.troubles)

    def _start(self) -> Tuple[Testee, Json]:
        testee = Testee(self.command, self.limits)
        testee.send({"kind": "hello", "protocol": PROTOCOL, "suite": self.suite.version})
        event = testee.next(self.limits.hello_seconds)
        wrong = _hello_wrong(event)
        if wrong or event is None:
            status = testee.stop()
            said = testee.complaint()
            ended = f" (exit status {status})" if status is not None else ""
            raise Unusable(f"no hello: {wrong}{ended}" + (f"\n{said}" if said else ""))
        return testee, event.value

    def _offered(self, case: Case, hello: Json) -> bool:
        if case.operation not in hello["operations"]:
            self.results[case.id] = Result(case, SKIPPED, "operation", "the testee does not declare this operation")
            return False
        day = case.law_day
        if day and not hello.get("law_from", day) <= day <= hello.get("law_to", day):
            self.results[case.id] = Result(case, SKIPPED, "range", f"the testee does not declare the law of {day}")
            return False
        return True

    def _work(self) -> None:
        since = time.monotonic()
        while self._jobs or self._outstanding:
            if self._feed():
                since = time.monotonic()
            event = self._testee.next(since + self.limits.case_seconds - time.monotonic())
            if event is None:
                going = self._trouble("timed_out", f"no answer in {self.limits.case_seconds:g} s")
            elif event.kind == "bad":
                going = self._trouble("bad_output", event.value, event.quote)
            elif event.kind == "end":
                going = self._trouble("crashed", "it ended")
            else:
                going = self._heard(event.value)
            since = time.monotonic()
            if not going:
                return
        self.troubles += [f"{one.what}, with {one.cases} cases in hand, not reproduced alone" for one in self._breaks if not one.reproduced]

    def _feed(self) -> bool:
        """Sends what may be sent; a suspect goes alone. Tells whether the testee was idle before."""
        idle = not self._outstanding
        while self._jobs and len(self._outstanding) < self.limits.outstanding:
            alone = any(job.suspect for job in (self._jobs[0], *self._outstanding.values()))
            if alone and self._outstanding:
                break
            job = self._jobs.popleft()
            self._sequence += 1
            self._outstanding[self._sequence] = job
            # Neither the id, the title, the level, the flags nor the answer is sent.
            self._testee.send({"kind": "case", "seq": self._sequence, "operation": job.case.operation, "in": job.case.given})
        return idle

    def _heard(self, message: Json) -> bool:
        sequence = message.get("seq")
        if type(sequence) is int and sequence in self._answered:
            return self._twice(sequence)
        if type(sequence) is not int or sequence not in self._outstanding:
            return self._trouble("bad_output", "an answer to no case", _quoted(_canonical(message).encode("utf-8", "replace")))
        if message["kind"] not in ("out", "skipped", "errored"):
            return self._trouble("bad_output", "a message of an unknown kind", _quoted(message["kind"].encode("utf-8", "replace")))
        case = self._answered[sequence] = self._outstanding.pop(sequence).case
        got = message.get("out") if message["kind"] == "out" else None
        answer = _canonical([message["kind"], _unordered(got)])
        if self._answers.setdefault(case.id, answer) != answer:
            held = got if isinstance(got, dict) else None
            self._settle(Result(case, FAILED, "stateful", "the same case, sent twice, has two answers", held))
        elif message["kind"] == "skipped":
            self._settle(Result(case, SKIPPED, "testee", _text(message.get("reason")) or "it gives no reason"))
        elif message["kind"] == "errored":
            self._settle(Result(case, FAILED, "errored", _text(message.get("message")) or "errored"))
        elif not isinstance(got, dict):
            self._settle(Result(case, FAILED, "bad_output", "`out` is no object"))
        else:
            wrong = difference(case.expected, got)
            self._settle(Result(case, FAILED if wrong else PASSED, "differs" if wrong else "", wrong, got))
        return True

    def _settle(self, result: Result) -> None:
        """Of two answers to one case a failure stays; one that says less never replaces one that says more."""
        held = self.results.get(result.case.id)
        if held is None or held.status != FAILED or (held.why == "differs" and result.why == "stateful"):
            self.results[result.case.id] = result

    def _twice(self, sequence: int) -> bool:
        """The guilty one is known: what is in hand is only sent again."""
        self._testee.stop()
        said = f"case {sequence} was answered twice"
        self.results[self._answered[sequence].id] = Result(self._answered[sequence], FAILED, "bad_output", "it was answered twice", detail=said)
        self._jobs.extendleft(reversed(self._outstanding.values()))
        return self._again(said)

    def _trouble(self, why: str, what: str, quote: str = "") -> bool:
        """The testee broke off: the case in hand fails; of several, each is sent again alone. False ends the run."""
        status = self._testee.leave(2.0) if why == "crashed" else self._testee.stop()
        if why == "crashed":
            what = f"it ended (exit status {status})" if status is not None else "it closed its output"
        complaint = self._testee.complaint()
        suspects = list(self._outstanding.values())
        shown = what + (f": {quote}" if quote else "") + (f" [stderr: {_last_line(complaint)}]" if complaint else "")
        if len(suspects) == 1:
            if suspects[0].suspect:
                suspects[0].suspect.reproduced = True
            detail = "\n".join(filter(None, (quote and f"stdout: {quote}", complaint)))
            self._settle(Result(suspects[0].case, FAILED, why, what, detail=detail))
        elif not suspects:
            self.troubles.append(f"{shown}, while no case was in hand")
        else:
            self._breaks.append(Break(shown, len(suspects)))
            self._jobs.extendleft(Job(job.case, self._breaks[-1]) for job in reversed(suspects))
        return self._again(shown)

    def _again(self, cause: str) -> bool:
        """Another process for the cases that are left. False ends the run."""
        self._outstanding.clear()
        self._answered.clear()
        self.restarts += 1
        if not self._jobs:
            return True
        try:
            if self.restarts > self.limits.restarts:
                raise Unusable(f"more than {self.limits.restarts} restarts")
            self._testee, _ = self._start()
            return True
        except Unusable as error:
            left = {job.case.id: job.case for job in self._jobs if job.case.id not in self.results}
            self.troubles.append(f"{cause}; {str(error).splitlines()[0]}: {len(left)} cases not run")
            for case in left.values():
                self._settle(Result(case, FAILED, "not_run", "the testee could no longer be run"))
            return False

    def _farewell(self) -> None:
        if self._testee.stopped:
            return
        self._testee.send({"kind": "bye"})
        event = self._testee.next(min(2.0, self.limits.case_seconds))
        if event is not None and event.kind != "end" and not (event.kind == "message" and event.value["kind"] == "bye"):
            self.troubles.append("it speaks after the last answer")
            self._testee.stop()
        else:
            self._testee.leave(min(2.0, self.limits.case_seconds))


def _hello_wrong(event: Optional[Event]) -> str:
    """What is wrong with the first thing a testee says; empty when nothing is."""
    if event is None:
        return "it says nothing"
    if event.kind == "end":
        return "it ends at once"
    if event.kind == "bad":
        return f"it writes {event.value}" + (f": {event.quote}" if event.quote else "")
    said = event.value
    if said["kind"] == "hello" and "suite" in said and "name" not in said:
        return "its first line is our own hello: it gives back what it reads"
    if said["kind"] != "hello" or said.get("protocol") != PROTOCOL or type(said["protocol"]) is not int:
        return f"its first line is not the hello of protocol {PROTOCOL}"
    if not isinstance(said.get("name"), str) or not isinstance(said.get("version"), str):
        return "its hello lacks `name` or `version`"
    operations = said.get("operations")
    if not isinstance(operations, list) or not all(isinstance(one, str) for one in operations):
        return "the `operations` of its hello are no list of names"
    for key in ("law_from", "law_to"):
        if key in said and not (isinstance(said[key], str) and DATE.fullmatch(said[key])):
            return f"the `{key}` of its hello is no date"
    return ""


def _last_line(text: str) -> str:
    """The last line of what a testee complained of, bounded: in most languages the one that says what happened."""
    return _text(text.splitlines()[-1] if text else "")


def _text(value: Any) -> str:
    return " ".join(str(value or "").split())[:200]


def _unordered(value: Any) -> Any:
    """The same value with its lists of texts sorted: their order says nothing."""
    if isinstance(value, dict):
        return {key: _unordered(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(value) if all(isinstance(one, str) for one in value) else [_unordered(one) for one in value]
    return value


# ------------------------------------------------------------------ known failures


class Known(NamedTuple):
    message: str
    url: str


_KNOWN = re.compile(r"(?P<id>\S+)(?:\s+#\s*(?P<message>.*?))?(?:\s+(?P<url>https?://\S+))?\s*")


def read_known(path: pathlib.Path) -> Dict[str, Known]:
    """Lines of `id  # message  url`; blank lines and lines that begin with # are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise SuiteError(f"{path}: {error}") from None
    found: Dict[str, Known] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _KNOWN.fullmatch(line.strip())
        if not match:
            raise SuiteError(f"{path.name}, line {number}: expected `id  # message  url`")
        if match["id"] in found:
            raise SuiteError(f"{path.name}, line {number}: {match['id']} is listed twice")
        found[match["id"]] = Known((match["message"] or "").strip(), match["url"] or "")
    return found


def signature(result: Result) -> str:
    """How a case fails, on one line: what a file of known failures holds."""
    return f"{result.why}: {result.message}"


def check_known(report: Report, known: Dict[str, Known]) -> None:
    """Notes each listed case that passes now, fails differently, or is no case of the run."""
    report.known = known
    for name, entry in known.items():
        result = report.results.get(name)
        if result is None:
            if name not in report.suite.cases or report.suite.cases[name].withdrawn is not None:
                report.stale.append(f"{name}: no such case any more")
        elif result.status == PASSED:
            report.stale.append(f"{name}: passes now")
        elif result.status == FAILED and result.why != "not_run" and entry.message and entry.message != signature(result):
            report.stale.append(f"{name}: fails differently: {signature(result)}")


class Fixed(NamedTuple):
    added: int
    removed: int
    kept: int


def write_known(report: Report, path: pathlib.Path, known: Dict[str, Known]) -> Fixed:
    """The file as the run finds it. Comments stay, and so do the entries on which the run says nothing: skipped, or not run."""
    failing = {result.case.id: result for result in report.failures() if result.why != "not_run"}
    heading = f"# Known failures of {report.hello['name']}: id  # message  url"
    names: List[str] = []  # of each line the id, empty for a comment
    lines: List[str] = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else [heading]:
        name = "" if line.lstrip().startswith("#") or not line.strip() else line.split()[0]
        if name in failing:
            line = _known_line(failing[name], known[name].url)
        elif name and not _untold(report, name):
            continue
        names.append(name)
        lines.append(line)
    added = sorted(set(failing) - set(known))
    for name in added:
        at = max((i for i, held in enumerate(names) if held and held < name), default=len(names) - 1) + 1
        names.insert(at, name)
        lines.insert(at, _known_line(failing[name], ""))
    path.write_bytes("".join(line + "\n" for line in lines).encode("utf-8", "replace"))
    kept = len(set(known) & set(names))
    return Fixed(len(added), len(known) - kept, kept)


def _known_line(result: Result, url: str) -> str:
    return f"{result.case.id}  # {signature(result)}" + (f"  {url}" if url else "")


def _untold(report: Report, name: str) -> bool:
    """Whether a run leaves open how a case of the suite fares."""
    case, result = report.suite.cases.get(name), report.results.get(name)
    if case is None or case.withdrawn is not None:
        return False
    return result is None or result.status == SKIPPED or result.why == "not_run"


# ------------------------------------------------------------------ reports


def as_json(report: Report) -> Json:
    return {
        "report": 1,
        "protocol": PROTOCOL,
        "suite": {"version": report.suite.version, "digest": report.suite.digest},
        "law": {"digest": report.suite.law["digest"]},
        "testee": {key: report.hello[key] for key in ("name", "version", "operations", "law_from", "law_to") if key in report.hello},
        "seed": report.seed,
        "repeated": report.repeated,
        "restarts": report.restarts,
        "troubles": report.troubles,
        "stale": report.stale,
        "counts": {
            PASSED: report.count(PASSED), FAILED: report.count(FAILED), SKIPPED: report.count(SKIPPED),
            "known": len(report.failures()) - len(report.unknown_failures()),
        },
        "status": report.status(),
        "cases": [
            {
                "id": result.case.id, "topic": result.case.topic, "operation": result.case.operation, "level": result.case.level,
                "status": result.status, "why": result.why, "message": result.message, "known": result.case.id in report.known,
                "detail": result.detail, "expected": result.case.expected, "got": result.got,
            }
            for result in report.results.values()
        ],
    }  # fmt: skip


def as_junit(report: Report) -> str:
    by_topic: Dict[str, List[Result]] = {}
    for result in report.results.values():
        by_topic.setdefault(result.case.topic, []).append(result)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites name={_attribute('sne conformance ' + report.suite.version)}>"]
    for topic, results in by_topic.items():
        counts = collections.Counter(_junit_kind(report, result) for result in results)
        numbers = f'tests="{len(results)}" failures="{counts["failure"]}" errors="{counts["error"]}" skipped="{counts["skipped"]}"'
        lines.append(f"  <testsuite name={_attribute(topic)} {numbers}>")
        for result in results:
            kind = _junit_kind(report, result)
            opening = f"    <testcase classname={_attribute(topic + '.' + result.case.level)} name={_attribute(result.case.id)}"
            if kind == "passed":
                lines.append(opening + "/>")
            else:
                said = ("known: " if result.status == FAILED and result.case.id in report.known else "") + signature(result)
                body = escape(_printable("\n".join(explanation(report.suite, result.case, result))))
                lines.append(f"{opening}><{kind} message={_attribute(said)}>{body}</{kind}></testcase>")
        lines.append("  </testsuite>")
    if report.troubles or report.stale:
        said = [*(("error", line) for line in report.troubles), *(("failure", line) for line in report.stale)]
        numbers = f'tests="{len(said)}" failures="{len(report.stale)}" errors="{len(report.troubles)}" skipped="0"'
        lines.append(f'  <testsuite name="run" {numbers}>')
        for number, (kind, line) in enumerate(said, 1):
            lines.append(f'    <testcase classname="run" name="run-{number}"><{kind} message={_attribute(line)}/></testcase>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _junit_kind(report: Report, result: Result) -> str:
    if result.status == PASSED:
        return "passed"
    if result.status == SKIPPED or result.case.id in report.known:
        return "skipped"
    return "failure" if result.why in ("differs", "stateful") else "error"


def _attribute(text: str) -> str:
    return quoteattr(_printable(text))


def _printable(text: str) -> str:
    """Without what XML 1.0 does not carry."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def matrix(report: Report) -> Dict[str, Dict[str, Dict[str, int]]]:
    """By topic and level: how many passed, failed, were skipped."""
    table: Dict[str, Dict[str, Dict[str, int]]] = {}
    for result in report.results.values():
        cell = table.setdefault(result.case.topic, {}).setdefault(result.case.level, dict.fromkeys((PASSED, FAILED, SKIPPED), 0))
        cell[result.status] += 1
    return table


def headline(report: Report) -> str:
    known = len(report.failures()) - len(report.unknown_failures())
    counts = f"{report.count(PASSED)} passed, {report.count(FAILED)} failed ({known} known), {report.count(SKIPPED)} skipped"
    return f"{report.hello['name']} {report.hello['version']}: {counts}; seed {report.seed}, {report.restarts} restarts"


def as_markdown(report: Report) -> str:
    lines = [f"# Conformance of {_cell(report.hello['name'])} {_cell(report.hello['version'])}", ""]
    lines += [f"{headline(report)}.", ""]
    lines += [f"Suite {report.suite.version} (`{report.suite.digest[:16]}`), law `{report.suite.law['digest'][:16]}`.", ""]
    lines += ["| area | " + " | ".join(LEVELS) + " |", "|---" * (1 + len(LEVELS)) + "|"]
    for topic, cells in matrix(report).items():
        lines.append(f"| {topic} | " + " | ".join(_tally(cells.get(level)) for level in LEVELS) + " |")
    for title, items in (("Troubles", report.troubles), ("Known failures to look at again", report.stale)):
        if items:
            lines += ["", f"## {title}", "", *(f"- {_cell(item)}" for item in items)]
    failures = report.failures()
    if failures:
        lines += ["", "## Failures", "", "| case | level | rule | how |", "|---|---|---|---|"]
        for result in failures:
            mark = " (known)" if result.case.id in report.known else ""
            lines.append(f"| {result.case.id}{mark} | {result.case.level} | {result.case.rule} | {_cell(signature(result))} |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def _tally(cell: Optional[Dict[str, int]]) -> str:
    if cell is None:
        return ""
    done = cell[PASSED] + cell[FAILED]
    skipped = f" ({cell[SKIPPED]} skipped)" if cell[SKIPPED] else ""
    return f"{cell[PASSED]}/{done}{skipped}" if done else "skipped"


_STYLE = """
body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.3rem .7rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}.all{background:#d8f0d8}.some{background:#fbdcd5}.none{background:#eee;color:#555}
code{font-size:.9em}details{margin:.6rem 0}summary{cursor:pointer}h2{margin-top:2rem}
@media (prefers-color-scheme:dark){body{background:#181818;color:#eee}th,td{border-color:#555}.all{background:#1f4a2a}.some{background:#6b2a1e}.none{background:#2a2a2a;color:#aaa}}
"""


def as_html(report: Report) -> str:
    name = html.escape(f"{report.hello['name']} {report.hello['version']}")
    rows = []
    for topic, cells in matrix(report).items():
        row = [f"<th scope=row>{html.escape(topic)}</th>"]
        for level in LEVELS:
            cell = cells.get(level)
            shade = "none" if cell is None or not cell[PASSED] + cell[FAILED] else "some" if cell[FAILED] else "all"
            row.append(f'<td class="n {shade}">{_tally(cell)}</td>')
        rows.append("<tr>" + "".join(row) + "</tr>")
    head = "".join(f"<th scope=col>{level}</th>" for level in LEVELS)
    failed = "".join(_failure_html(report, result) for result in report.failures()) or "<p>None.</p>"
    said = "".join(f"<li>{html.escape(item)}</li>" for item in [*report.troubles, *report.stale])
    return (
        f'<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Conformance: {name}</title>'
        f"<style>{_STYLE}</style><h1>Conformance of {name}</h1><p>{html.escape(headline(report))}.</p>"
        f"<p>Suite {html.escape(report.suite.version)} <code>{report.suite.digest}</code><br>Law <code>{report.suite.law['digest']}</code></p>"
        f"<h2>Area by level</h2><table><thead><tr><th scope=col>area</th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        + (f"<h2>Troubles</h2><ul>{said}</ul>" if said else "")
        + f"<h2>Failures</h2>{failed}</html>\n"
    )


def _failure_html(report: Report, result: Result) -> str:
    case = result.case
    known = " (known)" if case.id in report.known else ""
    body = "\n".join(explanation(report.suite, case, result))
    summary = f"<b>{case.id}</b>{known} {html.escape(case.title)}: {html.escape(signature(result))}"
    return f"<details><summary>{summary}</summary><pre>{html.escape(body)}</pre></details>"


REPORTS: Dict[str, Callable[[Report], str]] = {
    "json": lambda report: json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n",
    "junit": as_junit,
    "markdown": as_markdown,
    "html": as_html,
}


# ------------------------------------------------------------------ explaining


def explanation(suite: Suite, case: Case, result: Optional[Result] = None) -> Iterator[str]:
    """The case, its law in the version it cites, its flags, the expected answer and the given one."""
    yield f"{case.id}  {case.title}"
    yield f"  operation  {case.operation}"
    yield f"  level      {case.level}: {LEVEL_MEANS[case.level]}"
    if case.withdrawn:
        yield f"  withdrawn  {case.withdrawn}"
    rule = suite.law["rules"].get(case.rule, {})
    yield f"  rule       {case.rule}: {rule.get('title', '')}"
    yield f"  page       {suite.pages().name}/rules/{case.rule}.md"
    yield f"  law of     {case.law_day or 'no day: the case names none, each version shows its days'}"
    for name in case.citations:
        citation = suite.law["citations"].get(name, {})
        yield f"  {_label(citation, case.law_day):10} {_cited(name, citation)}"
    for flag in case.flags:
        yield f"  flag       {flag}: {suite.notes[case.topic].get(flag, '')}"
    yield f"  in         {json.dumps(case.given, ensure_ascii=False)}"
    for expected in case.expected.get("any_of", [case.expected]):
        yield f"  expected   {json.dumps(expected, ensure_ascii=False)}  (output: {output(expected)})"
    if result is not None:
        if result.got is not None:
            yield f"  got        {json.dumps(result.got, ensure_ascii=False)}  (output: {output(result.got)})"
        yield f"  verdict    {result.status}" + (f", {signature(result)}" if result.why else "")
        for line in result.detail.splitlines():
            yield f"  it wrote   {line}"


LEVEL_MEANS = {
    "must": "the text decides",
    "practice": "documented practice of the national system",
    "convention": "the text is silent; a reading, argued in the page of the rule",
    "may": "several answers are accepted",
}


def _label(citation: Json, day: Optional[str]) -> str:
    """Whether this version is the one of the day that the case asks about."""
    return "in force" if day and citation and (citation["from"] or day) <= day <= (citation["to"] or day) else "law"


def _cited(name: str, citation: Json) -> str:
    if not citation:
        return name
    until = f" to {citation['to']}" if citation["to"] else ""
    since = f", in force from {citation['from']}{until}" if citation["from"] else ""
    return f"{citation['article']} [{name}], {citation['title']}{since} (read in: {citation['source']})"


# ------------------------------------------------------------------ a testee in Python


def serve(operations: Dict[str, Callable[[Json], Json]], name: str, version: str, law: Optional[Tuple[str, str]] = None) -> None:
    """The testee's side of the protocol: answers each case on standard output until `bye`."""

    def say(message: Json) -> None:
        sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
        sys.stdout.buffer.flush()

    for line in sys.stdin.buffer:
        message = json.loads(line)
        if message["kind"] == "hello":
            days = dict(zip(("law_from", "law_to"), law or ()))
            say({"kind": "hello", "protocol": PROTOCOL, "name": name, "version": version, "operations": sorted(operations), **days})
        elif message["kind"] == "case":
            say(_answered(operations, message))
        elif message["kind"] == "bye":
            say({"kind": "bye"})
            return


class NotHere(Exception):
    """Raised by an operation that cannot take this case: it is skipped."""


def _answered(operations: Dict[str, Callable[[Json], Json]], message: Json) -> Json:
    sequence = message["seq"]
    try:
        return {"kind": "out", "seq": sequence, "out": operations[message["operation"]](message["in"])}
    except NotHere as reason:
        return {"kind": "skipped", "seq": sequence, "reason": str(reason)}
    except Exception as error:  # whatever it is, the run goes on
        return {"kind": "errored", "seq": sequence, "message": f"{type(error).__name__}: {error}"}


# ------------------------------------------------------------------ commands


def _limits(options: argparse.Namespace) -> Limits:
    return Limits(options.timeout, options.hello_timeout, options.max_line, options.max_unread, options.window, options.max_restarts)


def _writable(*names: Optional[str]) -> None:
    """Said before a run rather than after it."""
    for name in filter(None, names):
        path = pathlib.Path(name)
        if path.is_dir() or not path.resolve().parent.is_dir() or not os.access(path if path.exists() else path.resolve().parent, os.W_OK):
            raise SuiteError(f"{name}: cannot be written: no such folder, or not ours to write")


def _run(suite: Suite, options: argparse.Namespace, cases: Sequence[Case]) -> Report:
    if not options.command:
        raise SuiteError("which testee? Give its command after `--`")
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"suite {suite.version}, {len(cases)} cases, seed {seed}", file=sys.stderr)
    repeats = options.repeat if options.repeat is not None else max(20, len(cases) // 20)
    report = Run(suite, options.command, _limits(options), seed).execute(cases, repeats)
    for name in sorted(set(report.hello["operations"]) - {case.operation for case in suite.cases.values()}):
        print(f"warning: the testee declares the operation {_text(name)!r}, which the suite does not have", file=sys.stderr)
    return report


def command_run(suite: Suite, options: argparse.Namespace) -> int:
    known = read_known(pathlib.Path(options.known)) if options.known else {}
    _writable(*(getattr(options, kind) for kind in REPORTS))
    report = _run(suite, options, suite.select(options))
    check_known(report, known)
    for kind, write in REPORTS.items():
        path = getattr(options, kind)
        if path:
            pathlib.Path(path).write_bytes(write(report).encode("utf-8", "replace"))
    for result in report.unknown_failures():
        if result.why == "not_run":
            continue  # in one line of the troubles
        print(f"{result.case.id}  {result.case.level}  {result.case.title}\n    {signature(result)}")
        if result.detail:
            print(f"    it wrote: {_last_line(result.detail)}")
    for line in [*report.troubles, *report.stale]:
        print(line)
    print(headline(report))
    if options.no_skips and report.count(SKIPPED):
        print("skipped: " + ", ".join(sorted({result.case.operation for result in report.results.values() if result.status == SKIPPED})))
        return report.status() or WRONG
    return report.status()


def command_list(suite: Suite, options: argparse.Namespace) -> int:
    cases = suite.select(options)
    if options.counts:
        counts = collections.Counter((case.topic, case.operation, case.level) for case in cases)
        for (topic, operation, level), number in sorted(counts.items()):
            print(f"{number:5}  {topic:14} {operation:24} {level}")
    else:
        for case in cases:
            print(f"{case.id:18} {case.operation:22} {case.level:10} {case.title}" + (f"  [{' '.join(case.flags)}]" if case.flags else ""))
    print(f"{len(cases)} cases, suite {suite.version}", file=sys.stderr)
    return OK


def command_explain(suite: Suite, options: argparse.Namespace) -> int:
    case = suite.case(options.id)
    result = None
    if options.report:
        held = {one["id"]: one for one in _read_json(pathlib.Path(options.report)).get("cases", ())}.get(case.id)
        if held is None:
            raise SuiteError(f"{options.report} does not hold {case.id}")
        result = Result(case, held["status"], held["why"], held["message"], held["got"], held["detail"])
    elif options.command:
        result = _run(suite, options, [case]).results[case.id]
    print("\n".join(explanation(suite, case, result)))
    return WRONG if result is not None and result.status == FAILED else OK


#: What makes the suite, for whoever carries it elsewhere.
SHIPPED = ("README.md", "SPEC.md", "LICENSE", "VERSION", "MUTANTS.md", "law.json", "ids.lock", "sne_conform.py", "vectors", "schema", "examples")
#: The pages that SPEC.md names in brackets.
CONTRACTS = ("events.md", "households.md", "priority.md", "scoring.md", "pieces.md")


def command_copy(suite: Suite, options: argparse.Namespace) -> int:
    target = pathlib.Path(options.directory)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SuiteError(f"{target} is no empty folder")
    target.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        source = suite.folder / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    shutil.copytree(suite.pages() / "rules", target / "contracts" / "rules")
    for name in CONTRACTS:
        shutil.copy(suite.pages() / name, target / "contracts" / name)
    print(f"suite {suite.version}: {len(suite.live())} cases copied")
    return OK


def command_known(suite: Suite, options: argparse.Namespace) -> int:
    path = pathlib.Path(options.file)
    if options.fix:
        _writable(options.file)
    known = read_known(path) if path.exists() or not options.fix else {}
    report = _run(suite, options, suite.live())
    check_known(report, known)
    if options.fix:
        if not any(result.status != SKIPPED and result.why != "not_run" for result in report.results.values()):
            print("no case was answered: nothing is written")
            return WRONG
        fixed = write_known(report, path, known)
        for line in report.troubles:
            print(line)
        print(f"known failures: {fixed.added} added, {fixed.removed} removed, {fixed.kept} kept")
        return WRONG if report.troubles else OK
    for line in [*report.troubles, *report.stale, *(f"{result.case.id}: not listed: {signature(result)}" for result in report.unknown_failures() if result.why != "not_run")]:
        print(line)
    print(headline(report))
    return report.status()


def command_mutants(suite: Suite, options: argparse.Namespace) -> int:
    path = suite.folder / "mutants.py"
    if not path.exists():
        raise SuiteError("the mutants live in the repository of the suite, beside its oracle: they are not shipped")
    _writable(options.write)
    mutants = _module(path)
    rows = mutants.score(suite, options.name)
    table = mutants.table(rows)
    if options.write:
        pathlib.Path(options.write).write_bytes(table.encode())
    print(table, end="")
    return OK if all(row.killed for row in rows) else WRONG


def _module(path: pathlib.Path) -> Any:
    """A Python file of the suite, which finds this very module under the name sne_conform."""
    sys.modules.setdefault("sne_conform", sys.modules[__name__])
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="sne_conform", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(dest="name_of_command", metavar="command", required=True)

    def command(name: str, work: Callable[[Suite, argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=what)
        made.set_defaults(work=work)
        return made

    run = command("run", command_run, "send every case to a testee, compare, report")
    known = command("known", command_known, "check a file of known failures, or write it again")
    explain = command("explain", command_explain, "one case: the law, the flags, both answers")
    listing = command("list", command_list, "the cases")
    copying = command("copy", command_copy, "the whole suite into an empty folder")
    mutants = command("mutants", command_mutants, "small wrong implementations, and what kills them")

    for one in (run, listing):
        for option in ("topic", "operation", "level", "flag"):
            choices = LEVELS if option == "level" else None
            one.add_argument(f"--{option}", action="append", choices=choices, help="may be given several times")
    listing.add_argument("--counts", action="store_true", help="how many, by topic, operation and level")
    for one in (run, known, explain):
        _testee_options(one)
    for kind in REPORTS:
        run.add_argument(f"--{kind}", metavar="FILE", help=f"write a report: {kind}")
    run.add_argument("--known", metavar="FILE", help="known failures: lines of `id  # message  url`")
    run.add_argument("--no-skips", action="store_true", help="a skipped case fails the run")
    known.add_argument("file")
    known.add_argument("--fix", action="store_true", help="write the file as the run finds it")
    explain.add_argument("id")
    explain.add_argument("--report", metavar="FILE", help="take the testee's answer from this JSON report")
    copying.add_argument("directory")
    mutants.add_argument("name", nargs="*", help="only these")
    mutants.add_argument("--write", metavar="FILE", help="write the table there too")
    return top


def _at_least(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"a whole number, not {text!r}") from None
        if value < least:
            raise argparse.ArgumentTypeError(f"at least {least}")
        return value

    return read


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 86400:
        raise argparse.ArgumentTypeError("seconds, more than 0 and at most 86400")
    return value


def _testee_options(made: argparse.ArgumentParser) -> None:
    limits = Limits()
    made.add_argument("--seed", type=int, help="order of the cases; printed, drawn when not given")
    made.add_argument("--repeat", type=_at_least(0), help="how many cases are sent twice (default: one in twenty, at least 20)")
    made.add_argument("--timeout", type=_seconds, default=limits.case_seconds, help="seconds for one case (default: %(default)s)")
    made.add_argument("--hello-timeout", type=_seconds, default=limits.hello_seconds, help="seconds to say hello (default: %(default)s)")
    made.add_argument("--window", type=_at_least(1), default=limits.outstanding, help="cases sent ahead (default: %(default)s)")
    made.add_argument("--max-line", type=_at_least(1), default=limits.line_bytes, help="bytes of one line (default: %(default)s)")
    made.add_argument("--max-unread", type=_at_least(1), default=limits.unread_lines, help="lines kept unread (default: %(default)s)")
    made.add_argument("--max-restarts", type=_at_least(0), default=limits.restarts, help="restarts before giving up (default: %(default)s)")


def main(arguments: Optional[Iterable[str]] = None, folder: pathlib.Path = SUITE) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    cut = given.index("--") if "--" in given else len(given)
    reader = parser()
    options, surplus = reader.parse_known_args(given[:cut])
    if surplus:
        asks = hasattr(options, "window") and cut == len(given) and not surplus[0].startswith("-")
        reader.error(f"unexpected {surplus[0]!r}" + (": the command of the testee stands after `--`" if asks else ""))
    options.command = given[cut + 1 :]
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        return int(options.work(Suite(folder), options))
    except SuiteError as error:
        print(f"sne_conform: {error}", file=sys.stderr)
        return USAGE
    except Unusable as error:
        print(f"sne_conform: {error}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print("sne_conform: interrupted", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(f"sne_conform: {error}", file=sys.stderr)
        return USAGE


if __name__ == "__main__":
    sys.exit(main())
