"""What differs between systems about processes: sessions, ending a worker with all that it started, and memory.

Linux is what this was run on. On other systems of the POSIX family memory is limited but not watched; on Windows it is
neither, and a group is ended by ``taskkill``.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WINDOWS = sys.platform == "win32"


def start_worker(
    arguments: list[str], temporary: str | None = None
) -> tuple[subprocess.Popen[bytes], Connection, int | None]:
    """Start a worker in a session of its own; the process, the line to it, and its life line.

    The life line is an open pipe of ours: when it closes, because we are gone however we went, the worker ends itself
    and what it started. On Windows a worker ends once it has done its document.
    """
    command = [sys.executable, "-m", "pipeline.runs.worker", *arguments]
    quiet: dict[str, Any] = {
        "env": environment(temporary),
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    if WINDOWS:
        return _start_on_windows(command, quiet)
    from multiprocessing.connection import Pipe

    ours, theirs = Pipe()
    watched, life = os.pipe()
    try:
        process = subprocess.Popen(
            [*command, str(theirs.fileno()), str(watched)],
            pass_fds=(theirs.fileno(), watched), start_new_session=True, **quiet,
        )  # fmt: skip
    except BaseException:
        ours.close()
        os.close(life)
        raise
    finally:
        theirs.close()
        os.close(watched)
    return process, ours, life


def _start_on_windows(command: list[str], quiet: dict[str, Any]) -> tuple[subprocess.Popen[bytes], Connection, None]:
    from multiprocessing.connection import Listener

    key = os.urandom(32)
    with Listener(family="AF_PIPE", authkey=key) as listener:
        group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200)
        process = subprocess.Popen([*command, str(listener.address), key.hex()], creationflags=group, **quiet)
        return process, listener.accept(), None


def connect(address: str, second: str) -> Connection:
    """The worker's end of the line, from the last two of its arguments."""
    if WINDOWS:
        from multiprocessing.connection import Client

        return Client(address, family="AF_PIPE", authkey=bytes.fromhex(second))
    from multiprocessing.connection import Connection

    for number in (int(address), int(second)):
        os.set_inheritable(number, False)  # what the worker starts must not hold our lines open
    return Connection(int(address))


def environment(temporary: str | None) -> dict[str, str]:
    """The environment of a worker: one thread a worker, since there are as many workers as processors.

    What a worker that was killed had in its folder for temporary files goes with that folder.
    """
    threads = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    paths = [path for path in (str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH")) if path]
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "CCHC_OCR_SLOTS"), temporary) if temporary else {}
    return {**os.environ, **threads, **places, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def await_end(process: subprocess.Popen[bytes], seconds: float = 1.0) -> None:
    """Let a process that is dying get its own exit status, without reaping it: its number still names its group."""
    if WINDOWS or not hasattr(os, "waitid"):
        return
    until = time.monotonic() + seconds
    with contextlib.suppress(ChildProcessError):
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
            if time.monotonic() > until:
                return
            time.sleep(0.002)


def end_group(process: subprocess.Popen[bytes]) -> int:
    """End a worker and all that it started, at once; its exit status, negative for a signal on POSIX."""
    if WINDOWS:
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
            process.kill()
    else:
        kill_session(process.pid)  # before it is reaped: its number still names its session
    return process.wait()


def kill_session(leader: int) -> None:
    """Kill a worker and all that it started, programs in groups of their own and those that it left behind too."""
    if leader != os.getpid():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
    for _ in range(100):  # what forks while we look is found by the next look
        left = [pid for pid in _session(leader) if pid != os.getpid()]
        if not left:
            return
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.005)


def _session(leader: int) -> list[int]:
    """The living processes of a session; none where the system does not tell."""
    found = []
    for name in os.listdir("/proc") if sys.platform.startswith("linux") else ():  # noqa: PTH208
        if name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{name}/stat", "rb") as told:  # noqa: PTH123
                state, _, _, session = told.read().rpartition(b")")[2].split()[:4]
                if int(session) == leader and state not in (b"Z", b"X"):
                    found.append(int(name))
    return found


def memory_of_group(pid: int) -> int:
    """Bytes of memory in use by a process and its descendants; 0 where the system does not tell."""
    total = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):
            with open(f"/proc/{one}/statm", "rb") as told:  # noqa: PTH123
                total += int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            with open(f"/proc/{one}/task/{one}/children", "rb") as told:  # noqa: PTH123
                waiting += map(int, told.read().split())
    return total


def limit_memory(megabytes: int) -> None:
    """Limit what this process, and each that it starts, may allocate."""
    if WINDOWS or megabytes <= 0:
        return
    import resource

    wanted = megabytes << 20
    kind = resource.RLIMIT_DATA if sys.platform.startswith("linux") else resource.RLIMIT_AS
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (wanted if hard < 0 else min(wanted, hard), hard))


def peak_memory() -> int | None:
    """The most memory that this process had, in bytes; None where the system does not tell."""
    if WINDOWS:
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
