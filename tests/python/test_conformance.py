"""The conformance suite: its runner against testees that behave and testees that do not, its files, its mutants."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import textwrap
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

import sne
from sne.conform import runner, suite_folder
from sne.conform.testee import OPERATIONS

HERE = Path(__file__).parents[1] / "conformance"
sys.path.insert(0, str(HERE))

import issue_ids  # noqa: E402
import make_law  # noqa: E402
import schema_check  # noqa: E402

conform = runner()
PYTHON = [sys.executable, "-m", "sne.conform.testee"]

#: A testee of one operation; `{answer}` is what it does with a case, `{before}` what it does before all.
TESTEE = """
import json, os, sys, time
def say(message):
    sys.stdout.write(json.dumps(message) + "\\n")
    sys.stdout.flush()
def right(given):
    since, on = (tuple(map(int, given[key].split("-"))) for key in ("since", "on"))
    return {{"months": max(0, (on[0] - since[0]) * 12 + on[1] - since[1] - (on[2] < since[2]))}}
seen = 0
{before}
for line in sys.stdin:
    message = json.loads(line)
    if message["kind"] == "hello":
        say({{"kind": "hello", "protocol": 1, "name": "bad", "version": "0", "operations": ["seniority"]}})
    elif message["kind"] == "bye":
        break
    else:
        seen += 1
        seq, given = message["seq"], message["in"]
        out = {{"kind": "out", "seq": seq, "out": right(given)}}
{answer}
"""


@pytest.fixture
def suite(tmp_path: Path) -> Any:
    """Twelve cases of one operation, that `right` above answers."""
    folder = tmp_path / "suite"
    (folder / "vectors").mkdir(parents=True)
    cases = [
        {
            "id": f"small-{n:03d}", "title": f"{n} months", "level": "must" if n % 2 else "convention", "flags": ["silent"],
            "in": {"since": "2020-01-01", "on": f"{2020 + n // 12}-{n % 12 + 1:02d}-01"}, "out": {"months": n},
        }
        for n in range(1, 13)
    ]  # fmt: skip
    group = {"operation": "seniority", "rule": "seniority.initial-date", "citations": ["convention"], "cases": cases}
    topic = {"topic": "small", "about": "small", "notes": {"silent": "the text is silent"}, "groups": [group]}
    (folder / "vectors" / "small.json").write_text(json.dumps(topic), encoding="utf-8")
    (folder / "law.json").write_bytes((HERE / "law.json").read_bytes())
    (folder / "VERSION").write_text("0\n", encoding="utf-8")
    return conform.Suite(folder)


def a_testee(tmp_path: Path, answer: str, before: str = "") -> list[str]:
    path = tmp_path / "testee.py"
    path.write_text(TESTEE.format(answer=textwrap.indent(textwrap.dedent(answer), " " * 8), before=textwrap.dedent(before)), encoding="utf-8")
    return [sys.executable, "-S", str(path)]


def run(suite: Any, command: list[str], repeats: int = 0, **limits: Any) -> Any:
    held = conform.Limits(**({"case_seconds": 30.0, "hello_seconds": 30.0} | limits))
    return conform.Run(suite, command, held, 7).execute(suite.live(), repeats)


def whys(report: Any) -> dict[str, str]:
    return {name: result.why for name, result in report.results.items() if result.status == "failed"}


# ------------------------------------------------------------------ the whole suite


def command(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sne.conform", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def test_the_python_door_passes_every_vector(tmp_path: Path) -> None:
    names = {"json": "report.json", "junit": "report.xml", "markdown": "report.md", "html": "report.html"}
    options = [f"--{kind}={tmp_path / name}" for kind, name in names.items()]
    done = command("run", "--no-skips", "--seed", "1", *options, "--", *PYTHON)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    schema = json.loads((HERE / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    assert not list(schema_check.complaints(schema, report))
    assert report["counts"] == {"passed": len(conform.Suite().live()), "failed": 0, "skipped": 0, "known": 0}
    assert report["testee"]["version"] == sne.__version__
    suites = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert sum(int(one.get("tests", 0)) for one in suites) == report["counts"]["passed"]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "http" not in page and "<script" not in page
    assert "| radiation |" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_every_operation_is_asked_and_has_a_python_face() -> None:
    assert {case.operation for case in conform.Suite().live()} == set(OPERATIONS)


def test_the_oracle_passes_but_for_what_is_known() -> None:
    done = command("run", "--known", str(HERE / "oracle.known"), "--", sys.executable, str(HERE / "oracle_testee.py"))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


# ------------------------------------------------------------------ testees that behave


def test_a_right_testee(tmp_path: Path, suite: Any) -> None:
    report = run(suite, a_testee(tmp_path, "say(out)"), repeats=5)
    assert (report.count("passed"), report.restarts, report.troubles, report.repeated, report.status()) == (12, 0, [], 5, 0)


def test_answers_out_of_order_are_matched_by_their_sequence(tmp_path: Path, suite: Any) -> None:
    """Held back by three, with a window of four."""
    answer = """
    held = globals().setdefault("held", [])
    held.append(out)
    if len(held) == 4 or seen == 12:
        for one in reversed(held): say(one)
        held.clear()
    """
    report = run(suite, a_testee(tmp_path, answer), outstanding=4)
    assert (report.count("passed"), report.restarts) == (12, 0)


def test_a_skip_is_no_failure(tmp_path: Path, suite: Any) -> None:
    answer = 'say(out if seen > 3 else {"kind": "skipped", "seq": seq, "reason": "later"})'
    report = run(suite, a_testee(tmp_path, answer))
    assert (report.count("skipped"), report.status()) == (3, 0)


def test_neither_the_answer_nor_what_helps_to_guess_it_is_sent(tmp_path: Path, suite: Any) -> None:
    path = tmp_path / "log"
    run(suite, a_testee(tmp_path, f"open({str(path)!r}, 'a').write(line); say(out)"))
    sent = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(sent) == 12 and all(set(one) == {"kind", "seq", "operation", "in"} for one in sent)
    assert [one["in"]["on"] for one in sent] != sorted(one["in"]["on"] for one in sent)


def test_a_seed_gives_one_order(tmp_path: Path, suite: Any) -> None:
    path = tmp_path / "log"
    for _ in range(2):
        run(suite, a_testee(tmp_path, f"open({str(path)!r}, 'a').write(line); say(out)"))
    lines = path.read_text().splitlines()
    assert lines[:12] == lines[12:]


def test_operations_and_days_that_are_not_declared_are_skipped(tmp_path: Path, suite: Any) -> None:
    narrow = a_testee(tmp_path, "say(out)", before="say = (lambda told: lambda m: told({**m, 'law_from': '2020-06-01', 'law_to': '2020-09-01'} if m['kind'] == 'hello' else m))(say)")
    report = run(suite, narrow)
    assert {name for name, result in report.results.items() if result.why == "range"} == {f"small-{n:03d}" for n in (1, 2, 3, 4, 9, 10, 11, 12)}


# ------------------------------------------------------------------ testees that do not


def test_a_wrong_answer_fails_its_case_and_says_how(tmp_path: Path, suite: Any) -> None:
    report = run(suite, a_testee(tmp_path, 'out["out"]["months"] += given["on"].startswith("2020-06"); say(out)'))
    assert whys(report) == {"small-005": "differs"}
    assert report.results["small-005"].message == "months: expected 5, got 6"
    assert report.status() == 1


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("os._exit(3)", "crashed"),
        ("time.sleep(60)", "timed_out"),
        ("sys.stdout.write('{\"kind\": \"out\"\\n'); sys.stdout.flush()", "bad_output"),
        ("sys.stdout.write('\\n'); sys.stdout.flush()", "bad_output"),
        ("sys.stdout.write('NaN\\n'); sys.stdout.flush()", "bad_output"),
        ("sys.stdout.write('[' * 100000 + '\\n'); sys.stdout.flush()", "bad_output"),
        ("sys.stdout.write('{\"kind\": \"out\", \"kind\": \"out\"}\\n'); sys.stdout.flush()", "bad_output"),
        ("sys.stdout.buffer.write(b'{\"kind\": \"out\", \"\\xff\": 1}\\n'); sys.stdout.flush()", "bad_output"),
        ("sys.stdout.write('x' * 300000); sys.stdout.flush(); time.sleep(60)", "bad_output"),
        ("say({'kind': 'out', 'seq': 10**6, 'out': {}})", "bad_output"),
        ("say({'kind': 'out', 'seq': True, 'out': {}})", "bad_output"),
        ("say({'kind': 'guess', 'seq': seq})", "bad_output"),
        ("say({'kind': 'out', 'seq': seq, 'out': 5})", "bad_output"),
        ("say({'kind': 'errored', 'seq': seq, 'message': 'no idea'})", "errored"),
        ("raise SystemExit(0)", "crashed"),
        ("raise ValueError('a bug')", "crashed"),
    ],
)
def test_one_bad_case_fails_alone_and_the_run_goes_on(tmp_path: Path, suite: Any, bad: str, why: str) -> None:
    answer = f'if given["on"] == "2020-06-01":\n    {bad}\nelse:\n    say(out)'
    report = run(suite, a_testee(tmp_path, answer), case_seconds=2.0 if why == "timed_out" else 30.0, line_bytes=100_000)
    assert whys(report) == {"small-005": why}
    assert report.count("passed") == 11
    assert report.status() == 1


def test_what_a_testee_wrote_before_it_died_is_kept_beside_and_never_compared(tmp_path: Path, suite: Any) -> None:
    answer = 'if given["on"] == "2020-06-01":\n    raise ValueError(f"at {time.time()}")\nsay(out)'
    report = run(suite, a_testee(tmp_path, answer))
    result = report.results["small-005"]
    assert (result.why, result.message) == ("crashed", "it ended (exit status 1)")
    assert "ValueError: at" in result.detail
    assert checked(report, known_file(tmp_path, "small-005  # crashed: it ended (exit status 1)\n")).status() == 0
    assert "ValueError: at" in conform.as_html(report)


def test_every_report_of_a_bad_run_is_well_formed(tmp_path: Path, suite: Any) -> None:
    """With characters that HTML, XML and tables would trip over."""
    answer = 'say({"kind": "errored", "seq": seq, "message": "<b>&\\x01|`\\ud800 é"} if seen % 2 else out)'
    report = run(suite, a_testee(tmp_path, answer))
    assert 0 < report.count("failed") < 12
    root = ElementTree.fromstring(conform.as_junit(report).encode("utf-8", "replace"))
    assert sum(int(one.get("errors", 0)) for one in root) == report.count("failed")
    page = conform.as_html(report)
    assert "<b>&" not in page.replace("<b>small", "") and "&lt;b&gt;&amp;" in page
    assert "&lt;b>&" in conform.as_markdown(report) and "\\|" in conform.as_markdown(report)
    for text in (page, conform.as_markdown(report), json.dumps(conform.as_json(report))):
        assert text.encode("utf-8", "replace")


def test_a_second_answer_to_one_case_is_trouble(tmp_path: Path, suite: Any) -> None:
    report = run(suite, a_testee(tmp_path, "say(out)\nif seen == 1: say(out)"), outstanding=1)
    assert report.restarts >= 1 and report.status() == 1


def test_a_flood_is_bounded(tmp_path: Path, suite: Any) -> None:
    """On standard output it is an answer to no case; on standard error nobody is kept waiting, and little is kept."""
    flood = "while True: sys.stdout.write('{\"kind\": \"out\", \"seq\": 0}\\n')"
    report = run(suite, a_testee(tmp_path, f'if given["on"] == "2020-06-01":\n    {flood}\nsay(out)'))
    assert whys(report) == {"small-005": "bad_output"}
    noisy = run(suite, a_testee(tmp_path, "sys.stderr.write('x' * 200000)\nsay(out)"))
    assert noisy.count("passed") == 12


def test_a_testee_that_never_reads_is_not_waited_for(tmp_path: Path, suite: Any) -> None:
    path = tmp_path / "deaf.py"
    hello = {"kind": "hello", "protocol": 1, "name": "deaf", "version": "0", "operations": ["seniority"]}
    path.write_text(f"import time\nprint({json.dumps(json.dumps(hello))}, flush=True)\ntime.sleep(60)\n", encoding="utf-8")
    report = run(suite, [sys.executable, "-S", str(path)], case_seconds=0.2, restarts=3)
    assert report.count("failed") == 12
    assert set(whys(report).values()) <= {"timed_out", "not_run"}


def test_an_answer_that_depends_on_the_past_is_seen(tmp_path: Path, suite: Any) -> None:
    report = run(suite, a_testee(tmp_path, 'out["out"]["guess"] = seen; say(out)'), repeats=4)
    assert sorted(whys(report).values()) == ["stateful"] * 4
    sets = run(suite, a_testee(tmp_path, 'out["out"]["codes"] = ["A", "B"] if seen % 2 else ["B", "A"]; say(out)'), repeats=12)
    assert sets.status() == 0


def test_a_testee_that_always_crashes_ends_the_run_in_time(tmp_path: Path, suite: Any) -> None:
    report = run(suite, a_testee(tmp_path, "os._exit(1)"), restarts=4)
    assert report.restarts == 5 and report.count("failed") == 12
    assert report.troubles[-1] == "it ended (exit status 1); more than 4 restarts: 8 cases not run"


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("raise SystemExit(0)", "it ends at once"),
        ("import time; time.sleep(60)", "it says nothing"),
        ("print('hello')", "not JSON"),
        ("print('{\"kind\": \"hello\", \"protocol\": 2, \"name\": \"\", \"version\": \"\", \"operations\": []}')", "protocol 1"),
        ("print('{\"kind\": \"hello\", \"protocol\": 1, \"name\": \"x\"}')", "`name` or `version`"),
        ("print('{\"kind\": \"hello\", \"protocol\": 1, \"name\": \"x\", \"version\": \"1\", \"operations\": \"all\"}')", "no list of names"),
        ("print('{\"kind\": \"out\", \"seq\": 1, \"out\": {}}')", "protocol 1"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\n')", "not UTF-8"),
        ("raise ValueError('what went wrong')", "what went wrong"),
    ],
)
def test_a_testee_that_never_says_hello(suite: Any, program: str, says: str) -> None:
    with pytest.raises(conform.Unusable, match=says):
        run(suite, [sys.executable, "-S", "-c", program], hello_seconds=1.0 if "sleep" in program else 30.0)


def test_a_testee_that_does_not_exist(suite: Any) -> None:
    with pytest.raises(conform.Unusable):
        run(suite, [os.devnull + "/nothing"])


def test_a_testee_that_does_not_leave_is_ended(tmp_path: Path, suite: Any) -> None:
    stays = a_testee(tmp_path, "say(out)")
    text = Path(stays[-1]).read_text(encoding="utf-8").replace("        break", "        time.sleep(60)")
    Path(stays[-1]).write_text(text, encoding="utf-8")
    assert run(suite, stays).count("passed") == 12


@pytest.mark.parametrize("answer", ['say({"kind": "skipped", "seq": seq})', 'say(out)'])
def test_a_run_that_checks_nothing_is_not_green(tmp_path: Path, suite: Any, capsys: pytest.CaptureFixture[str], answer: str) -> None:
    """All skipped, or an operation misspelt in the hello."""
    words = a_testee(tmp_path, answer)
    if answer == "say(out)":
        Path(words[-1]).write_text(Path(words[-1]).read_text(encoding="utf-8").replace('["seniority"]', '["seniorty"]'), encoding="utf-8")
    assert conform.main(["run", "--", *words], suite.folder) == 1
    said = capsys.readouterr()
    assert "no case was answered" in said.out
    assert ("'seniorty', which the suite does not have" in said.err) == (answer == "say(out)")
    path = known_file(tmp_path, "# mine\nsmall-001  # differs: x\n")
    assert conform.main(["known", str(path), "--fix", "--", *words], suite.folder) == 1
    assert path.read_text(encoding="utf-8") == "# mine\nsmall-001  # differs: x\n"


def test_a_break_that_is_not_reproduced_alone_fails_the_run(tmp_path: Path, suite: Any) -> None:
    """It dies of the third case that one process is asked, the first time only."""
    flag = tmp_path / "died"
    answer = f"if not os.path.exists({str(flag)!r}):\n    if seen == 3:\n        open({str(flag)!r}, 'w').close(); sys.exit('out of memory')\nelse:\n    say(out)"
    report = run(suite, a_testee(tmp_path, answer))
    trouble = "it ended (exit status 1) [stderr: out of memory], with 8 cases in hand, not reproduced alone"
    assert (report.count("passed"), report.troubles, report.status()) == (12, [trouble], 1)
    for text in (conform.as_html(report), conform.as_markdown(report), conform.as_junit(report), json.dumps(conform.as_json(report))):
        assert "not reproduced alone" in text


def test_a_crash_says_its_last_words(tmp_path: Path, suite: Any, capsys: pytest.CaptureFixture[str]) -> None:
    words = a_testee(tmp_path, 'if given["on"] == "2020-06-01":\n    raise ValueError("a <bug>")\nsay(out)')
    path = tmp_path / "r.xml"
    assert conform.main(["run", "--junit", str(path), "--", *words], suite.folder) == 1
    assert "it wrote: ValueError: a <bug>" in capsys.readouterr().out
    (case,) = [one for one in ElementTree.parse(path).getroot().iter("error")]
    assert case.get("message") == "crashed: it ended (exit status 1)"
    assert "ValueError: a <bug>" in str(case.text) and "expected   " in str(case.text)


def test_junit_says_what_is_known_and_gives_a_reason_for_a_skip(tmp_path: Path, suite: Any) -> None:
    answer = 'out["out"]["months"] += given["on"].startswith("2020-06"); say({"kind": "skipped", "seq": seq} if given["on"] == "2020-07-01" else out)'
    report = checked(run(suite, a_testee(tmp_path, answer)), known_file(tmp_path, "small-005\n"))
    told = {one.get("message") for one in ElementTree.fromstring(conform.as_junit(report)).iter("skipped")}
    assert told == {"known: differs: months: expected 5, got 6", "testee: it gives no reason"}


# ------------------------------------------------------------------ comparison


@pytest.mark.parametrize(
    ("expected", "got", "alike"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"a": 1.0}, False),
        ({"a": 1}, {"a": True}, False),
        ({"a": True}, {"a": 1}, False),
        ({"a": False}, {"a": None}, False),
        ({"a": None}, {}, True),
        ({"a": None}, {"a": 0}, False),
        ({"a": "1"}, {"a": 1}, False),
        ({"a": ["X", "Y"]}, {"a": ["Y", "X"]}, True),
        ({"a": []}, {"a": None}, False),
        ({"a": ["X"]}, {"a": ["X", "Y"]}, False),
        ({"a": [{"c": 1}, {"c": 2}]}, {"a": [{"c": 2, "d": 0}, {"c": 1}]}, True),
        ({"a": [{"c": 1}, {"c": 1}]}, {"a": [{"c": 1}, {"c": 2}]}, False),
        ({"a": [{"c": 1}, {"c": 1, "d": 2}]}, {"a": [{"c": 1, "d": 2}, {"c": 1}]}, True),
        ({"earliest": {}}, {"earliest": {"X": "2024-01-01"}}, False),
        ({"grounds": {"X": {"status": "A"}}}, {"grounds": {"X": {"status": "A"}, "Y": {}}}, True),
        ({"a": 1}, {"a": 1, "fault": "BAD_NUMBER"}, False),
        ({"fault": "BAD_NUMBER"}, {"fault": "BAD_NUMBER", "field": "a"}, True),
        ({"any_of": [{"a": 1}, {"a": 2}]}, {"a": 2}, True),
        ({"any_of": [{"a": 1}, {"a": 2}]}, {"a": 3}, False),
    ],
)
def test_the_comparison_is_typed_and_exact(expected: Any, got: Any, alike: bool) -> None:
    assert (conform.difference(expected, got) == "") == alike


def test_the_five_outputs_are_told_apart() -> None:
    outs = [{"outcome": "accepted"}, {"outcome": "refused"}, {"outcome": "incomplete"}, {"answer": "not_concerned"}, {"euros": None}, {"fault": "BAD_NUMBER"}]
    assert [conform.output(out) for out in outs] == ["ok", "refused", "incomplete", "not applicable", "not applicable", "malformed"]
    assert conform.difference({"outcome": "refused"}, {"fault": "BAD_DATE_FORM"}).startswith("expected refused, got malformed")


# ------------------------------------------------------------------ known failures


def known_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "known.txt"
    path.write_text(text, encoding="utf-8")
    return path


def checked(report: Any, path: Path) -> Any:
    conform.check_known(report, conform.read_known(path))
    return report


def test_a_known_failure_is_forgiven_and_nothing_else(tmp_path: Path, suite: Any) -> None:
    wrong = a_testee(tmp_path, 'out["out"]["months"] += given["on"].startswith("2020-06"); say(out)')
    listed = "# ours\n\nsmall-005  # differs: months: expected 5, got 6  https://example.org/5\n"
    report = checked(run(suite, wrong), known_file(tmp_path, listed))
    assert (report.status(), report.stale) == (0, [])
    other = checked(run(suite, wrong), known_file(tmp_path, listed.replace("got 6", "got 7")))
    assert other.status() == 4 and "fails differently" in other.stale[0]
    passing = checked(run(suite, wrong), known_file(tmp_path, listed + "small-006  # differs: x\n"))
    assert passing.status() == 4 and passing.stale == ["small-006: passes now"]
    gone = checked(run(suite, wrong), known_file(tmp_path, listed + "small-999\n"))
    assert gone.status() == 4 and "no such case" in gone.stale[0]
    assert run(suite, wrong).status() == 1


def test_known_failures_are_written_again_with_their_addresses(tmp_path: Path, suite: Any) -> None:
    wrong = a_testee(tmp_path, 'out["out"]["months"] += given["on"] >= "2020-12"; say(out)')
    path = known_file(tmp_path, "small-011  # old words  https://example.org/11\nsmall-001  # passes\n")
    report = checked(run(suite, wrong), path)
    conform.write_known(report, path, report.known)
    again = conform.read_known(path)
    assert set(again) == {"small-011", "small-012"} and again["small-011"].url == "https://example.org/11"
    assert checked(run(suite, wrong), path).status() == 0


def test_known_failures_keep_comments_and_what_was_skipped(tmp_path: Path, suite: Any) -> None:
    answer = 'out["out"]["months"] += 1; say({"kind": "skipped", "seq": seq} if given["on"] > "2020-03" else out)'
    path = known_file(tmp_path, "# ours\n\n# waits\nsmall-007  # differs: x  https://example.org/7\nsmall-999\n")
    report = checked(run(suite, a_testee(tmp_path, answer)), path)
    assert conform.write_known(report, path, report.known) == (1, 1, 1)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ours\n\n# waits\nsmall-007  # differs: x  https://example.org/7\n") and set(conform.read_known(path)) == {"small-007", "small-001"}


@pytest.mark.parametrize("text", ["small-001 what\n", "small-001  # a\nsmall-001  # b\n"])
def test_a_malformed_line_of_known_failures_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(conform.SuiteError, match="line [12]: (expected|small-001 is listed twice)"):
        conform.read_known(known_file(tmp_path, text))


# ------------------------------------------------------------------ commands


def test_explain_gives_the_law_the_flags_and_both_answers(tmp_path: Path, suite: Any) -> None:
    wrong = a_testee(tmp_path, 'out["out"]["months"] += 1; say(out)')
    report = run(suite, wrong)
    case = suite.case("small-005")
    text = "\n".join(conform.explanation(suite, case, report.results["small-005"]))
    for part in ("seniority.initial-date", "[convention]", "silent: the text is silent", '{"months": 5}', '{"months": 6}', "failed"):
        assert part in text
    whole = command("explain", "radiation-068")
    assert whole.returncode == 0 and "R441-2-8" in whole.stdout and "in force from" in whole.stdout


def test_explain_reads_a_report_or_asks_a_testee(tmp_path: Path) -> None:
    mutant = [sys.executable, str(HERE / "oracle_testee.py"), "month-overflow"]
    asked = command("explain", "dates-002", "--", *mutant)
    assert asked.returncode == 1 and "2024-03-02" in asked.stdout and "trap-02" in asked.stdout
    command("run", "--topic", "dates", "--json", str(tmp_path / "r.json"), "--", *mutant)
    read = command("explain", "dates-002", "--report", str(tmp_path / "r.json"))
    assert read.returncode == 1 and "2024-03-02" in read.stdout


def test_list_and_its_filters() -> None:
    some = command("list", "--topic", "number", "--level", "may")
    assert some.returncode == 0 and len(some.stdout.splitlines()) == len([c for c in conform.Suite().live() if c.topic == "number" and c.level == "may"])
    assert command("list", "--counts").returncode == 0


BAD_OPTIONS = ["--window=0", "--window=-1", "--timeout=0", "--timeout=-1", "--timeout=nan", "--timeout=inf", "--repeat=-1", "--max-restarts=-1", "--junit=/nothing/at/all"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", sys.executable], "stands after `--`"),
        (["run", "--window=0", "--", "x"], "--window: at least 1"),
        (["list", "--flag", "numbr"], "no case has this flag: 'numbr'"),
        ([], "required: command"),
        (["run", "--", sys.executable, "-c", "import sys; print(sys.stdin.readline(), end='', flush=True)"], "our own hello"),
        (["run", "--", sys.executable, "-c", "print('loading ' + 'x' * 500)"], "not JSON: 'loading xxx"),
    ],
)
def test_messages_say_what_to_do(arguments: list[str], says: str) -> None:
    done = command(*arguments)
    assert says in done.stderr and "Traceback" not in done.stderr and max(map(len, done.stderr.splitlines())) < 400


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(conform, "command_list", interrupted)
    assert conform.main(["list"]) == 130
    assert capsys.readouterr().err == "sne_conform: interrupted\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["run"], 2),
        (["explain", "nothing-001"], 2),
        (["list", "--topic", "nothing"], 2),
        (["list", "--flag", "nothing"], 2),
        (["run", sys.executable, "-c", "pass"], 2),
        ([], 2),
        *((["run", option, "--", sys.executable], 2) for option in BAD_OPTIONS),
        (["known", "/nothing/at/all", "--fix", "--", sys.executable], 2),
        (["mutants", "nothing"], 2),
        (["run", "--", sys.executable, "-c", "pass"], 3),
        (["run", "--known", "/nothing/at/all", "--", sys.executable], 2),
    ],
)
def test_exit_statuses(arguments: list[str], status: int) -> None:
    done = command(*arguments)
    assert done.returncode == status, done.stdout + done.stderr


def test_a_copy_stands_alone(tmp_path: Path) -> None:
    """Run by a Python that sees no package: the copy is one file of the standard library and its vectors."""
    target = tmp_path / "copy"
    assert command("copy", str(target)).returncode == 0
    assert command("copy", str(target)).returncode == 2
    alone = [sys.executable, "-I", "-S", str(target / "sne_conform.py")]
    listed = subprocess.run([*alone, "list"], capture_output=True, text=True, encoding="utf-8", check=True)
    assert len(listed.stdout.splitlines()) == len(conform.Suite().live())
    repaired = str(target / "examples" / "repaired.py")
    done = subprocess.run([*alone, "run", "--topic", "seniority", "--", sys.executable, "-S", repaired], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_mutants_all_die_and_the_published_table_is_theirs(tmp_path: Path) -> None:
    path = tmp_path / "MUTANTS.md"
    words = [sys.executable, str(HERE / "sne_conform.py"), "mutants", "--write", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert path.read_text(encoding="utf-8") == (HERE / "MUTANTS.md").read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("\n| ") > 25 + 1


def test_a_mutant_that_survives_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants = conform._module(HERE / "mutants.py")
    monkeypatch.setitem(mutants.MUTANTS, "harmless", mutants.Mutant("harmless", "trap-02", "none at all", lambda: ()))
    (row,) = mutants.score(conform.Suite(), ["harmless"])
    assert not row.killed and "survives" in mutants.table([row])


# ------------------------------------------------------------------ the files


def test_the_runner_reads_as_python_3_9() -> None:
    for name in ("sne_conform.py", "schema_check.py", "issue_ids.py", "check_schema.py", "make_law.py"):
        ast.parse((HERE / name).read_text(encoding="utf-8"), feature_version=(3, 9))
    tree = ast.parse((HERE / "sne_conform.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def test_the_suite_of_the_package_is_that_of_the_sources() -> None:
    ours = suite_folder()
    assert conform.Suite(ours).digest == conform.Suite(HERE).digest


def test_ids_are_locked() -> None:
    assert list(issue_ids.complaints(HERE)) == []
    assert make_law.main(["--check"]) == 0


def small_suite(tmp_path: Path, cases: list[dict[str, Any]]) -> Path:
    (tmp_path / "vectors").mkdir(exist_ok=True)
    group = {"operation": "seniority", "rule": "seniority.initial-date", "citations": ["convention"], "cases": cases}
    text = json.dumps({"topic": "small", "about": "small", "notes": {}, "groups": [group]})
    (tmp_path / "vectors" / "small.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_id_is_given_once_and_never_moves(tmp_path: Path) -> None:
    case = {"id": "?", "title": "t", "level": "must", "flags": [], "in": {"since": "a"}, "out": {"months": 1}}
    folder = small_suite(tmp_path, [case, case | {"in": {"since": "b"}}])
    assert issue_ids.main([], folder) == 0
    first, second = [held for _, held in issue_ids.cases(folder / "vectors" / "small.json")]
    assert (first["id"], second["id"]) == ("small-001", "small-002")
    small_suite(tmp_path, [first | {"title": "other words", "level": "convention"}, second])
    assert list(issue_ids.complaints(folder)) == []
    small_suite(tmp_path, [first | {"out": {"months": 2}}, second])
    assert "never changes" in next(issue_ids.complaints(folder))
    small_suite(tmp_path, [second])
    assert "withdrawn, never taken out" in next(issue_ids.complaints(folder))
    small_suite(tmp_path, [first | {"withdrawn": "wrong"}, second, case | {"in": {"since": "c"}}])
    assert issue_ids.main([], folder) == 0
    assert [held["id"] for _, held in issue_ids.cases(folder / "vectors" / "small.json")] == ["small-001", "small-002", "small-003"]


def test_messages_follow_their_schema(tmp_path: Path, suite: Any) -> None:
    schema = json.loads((HERE / "schema" / "protocol.schema.json").read_text(encoding="utf-8"))
    path = tmp_path / "log"
    tee = f"log = open({str(path)!r}, 'a')\nsay = (lambda told: lambda m: (log.write(json.dumps(m) + '\\n'), told(m)))(say)"
    run(suite, a_testee(tmp_path, "log.write(line)\nsay(out)", before=tee))
    assert len(path.read_text().splitlines()) == 25
    for line in path.read_text().splitlines():
        assert not list(schema_check.complaints(schema, json.loads(line))), line
    assert list(schema_check.complaints(schema, {"kind": "out", "seq": 0, "out": {}}))


# ------------------------------------------------------------------ the pages


def test_the_readme_says_what_happens(tmp_path: Path) -> None:
    """Each command of the page is run in a copy of the suite; what it prints is what the page shows."""
    target = tmp_path / "copy"
    assert command("copy", str(target)).returncode == 0
    page = (HERE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n\$ (.*?)\n(.*?)\n```", page, flags=re.DOTALL)
    assert len(blocks) == 5
    for line, shown in blocks:
        words = [sys.executable if word == "python3" else word for word in line.split()]
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=target, check=False)
        assert (done.stderr + done.stdout).rstrip("\n") == shown, line
    sources = "".join((HERE / "examples" / name).read_text(encoding="utf-8") for name in ("wrong.py", "repaired.py"))
    for code in re.findall(r"```python\n(.*?)\n```", page, flags=re.DOTALL):
        assert code in sources


def test_a_newcomer_writes_the_number_from_the_specification() -> None:
    done = command("run", "--operation", "number", "--", sys.executable, str(HERE / "examples" / "number_from_spec.py"))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("111\u202f1323\u202f016982\u202fG1104", "BAD_MONTH", 6),
        ("\uff11\uff11\uff1103180169O2G1104", "BAD_CHAR", 17),
        ("111\u202f0318\u202f016982\u202fG110", "BAD_LENGTH", 26),
        ("\u00a09990318016982G1104", "UNKNOWN_TERRITORY", 2),
        *((f"111{mark}1318016982{mark}G1104", "BAD_MONTH", 3 + len(mark.encode())) for mark in "\t\n\x0b\x0c\r\u200b\u2028\u2029\u2060\ufeff\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    ],
)
def test_the_place_of_an_issue_is_that_of_the_specification(text: str, code: str, at: int) -> None:
    """In bytes, what is dropped included."""
    (issue,) = OPERATIONS["number"]({"text": text})["issues"]
    assert (issue["code"], issue["at"]) == (code, at)


def test_an_unknown_origin_is_a_fault() -> None:
    assert OPERATIONS["number"]({"text": "1110318016982G1104", "origin": "elsewhere"}) == {"fault": "UNKNOWN_CODE"}


def test_the_specification_names_every_operation() -> None:
    text = (HERE / "SPEC.md").read_text(encoding="utf-8")
    assert not {case.operation for case in conform.Suite().live() if f"`{case.operation}`" not in text}
    faults = {out["fault"] for case in conform.Suite().live() for out in [case.expected] if "fault" in out}
    assert not {fault for fault in faults if f"`{fault}`" not in text}
