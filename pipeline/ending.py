"""How a command ends: with an exit code, and one sentence on stderr where a person can act on an error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.language import say

if TYPE_CHECKING:
    from collections.abc import Callable


def end(command: Callable[[], ExitCode]) -> NoReturn:
    """Run a command to its exit code."""
    try:
        code = command()
        sys.stdout.flush()
    except CchcError as error:
        from pipeline.terminal import plain

        for number, line in enumerate(str(error).splitlines() or [""]):
            typer.echo(("cchc: " if number == 0 else "") + plain(line), err=True)
        code = error.exit_code
    except KeyboardInterrupt:
        typer.echo(
            say("cchc: đã dừng theo yêu cầu; kết quả cũ giữ nguyên. Chạy lại thì làm tiếp từ chỗ đã dừng."), err=True
        )
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader of the answer has seen enough (| head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.OK
    raise typer.Exit(int(code))
