"""The command line in the chosen language: ``--lang`` on every command, help, and what is wrong with the arguments.

Help stands in the code in Vietnamese and is translated when a command is run, so that one program serves both.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, Optional

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline.errors import UsageError
from pipeline.exits import ExitCode
from pipeline.language import LANGUAGES, choose, marked, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.language import Code

VARIABLE: Final = "CCHC_LANG"
_NO_SUCH: Final = (
    "{name} là vi (tiếng Việt) hoặc en (tiếng Anh), không phải {told!r}.",
    "{name} is vi (Vietnamese) or en (English), not {told!r}.",
)
"""In both languages: which of them the person reads is what went wrong."""
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_HELP: Final = marked("Xem hướng dẫn này rồi thôi.")
_LANG: Final = marked("Ngôn ngữ của lời báo: vi (tiếng Việt), en (tiếng Anh); không nêu thì theo CCHC_LANG, LANG.")
_OPTIONS: Final = {
    "--help": _HELP,
    "--install-completion": marked("Cài gợi ý phím Tab cho shell này."),
    "--show-completion": marked("In gợi ý phím Tab cho shell này, để chép hoặc sửa."),
}
_WORDS: Final = {
    "Usage:": marked("Cách dùng:"),
    "Arguments:": marked("Đối số:"),
    "Options:": marked("Tùy chọn:"),
    "Commands:": marked("Các lệnh:"),
}
_HEADS: Final = re.compile("^(?:" + "|".join(_WORDS) + ")", re.MULTILINE)
_EXTRA: Final = re.compile(r"\[(?P<told>(?:default: |required|x[<>=]|\d+<=x)[^\]]*)\]$")
_VALUES: Final = {
    "valid integer": marked("cần một số nguyên"),
    "valid number": marked("cần một số"),
    r"greater than or equal to (?P<bound>\S+)": marked("ít nhất là {bound}"),
    r"less than or equal to (?P<bound>\S+)": marked("nhiều nhất là {bound}"),
}
_TYPES: Final = re.compile(r" <[^>]+>$")


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> Code:
    """The language of a command line: ``--lang``, else ``CCHC_LANG``, else the locale; Vietnamese where none says.

    Raises:
        UsageError: ``--lang`` or ``CCHC_LANG`` names a language that there is not.
    """
    asked = _option(arguments)
    for name, told in (("--lang", asked), (VARIABLE, environment.get(VARIABLE))):
        if told:
            return _known(name, told)
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return "en" if re.match(r"en(?:[_.@-]|$)", locale) else "vi"


def _option(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` wherever it stands, the last one where it is said twice."""
    told = None
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            told = argument.removeprefix("--lang=")
        elif argument == "--lang" and at + 1 < len(arguments):
            told = arguments[at + 1]
    return told


def _known(name: str, told: str) -> Code:
    for language in LANGUAGES:
        if told == language:
            return language
    raise UsageError("\n".join(sentence.format(name=name, told=told) for sentence in _NO_SUCH))


def translated(text: str | None) -> str | None:
    """Help in the chosen language; its paragraphs are looked up as one line each."""
    return None if text is None else "\n\n".join(say(paragraph) for paragraph in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each as one line."""
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip())]


def _translate(command: Any, lang: Any) -> None:
    command.help = translated(command.help)
    for param in command.params:
        param.help = translated(_OPTIONS.get(param.opts[0], getattr(param, "help", None)))
        param.metavar = translated(param.metavar)
    if not any("--lang" in param.opts for param in command.params):
        command.params.append(lang)


def _lang() -> Any:
    """The option, made by typer from a function that has it; it was read before the command line was parsed."""
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    made.command()(_speaking)
    option: Any = typer.main.get_command(made).params[0]
    option.expose_value, option.help = False, say(_LANG)
    return option


def _speaking(lang: Annotated[Optional[str], typer.Option("--lang", metavar="vi|en")] = None) -> None:  # noqa: UP045
    pass


def _headed(text: str) -> str:
    return _HEADS.sub(lambda found: say(_WORDS[found[0]]), text)


class _Spoken:
    """What a command and the group of all have alike."""

    def get_help(self, ctx: Any) -> str:
        return _headed(super().get_help(ctx))  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        return _headed(super().get_usage(ctx))  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say(_HELP)
        return option

    def format_options(self, ctx: Any, formatter: Any) -> None:
        parts: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            record = param.get_help_record(ctx)
            if record is not None:
                name = _TYPES.sub("", record[0]) if param.param_type_name == "argument" else record[0]
                parts[param.param_type_name].append((name, _extra(record[1])))
        for head, told in (("Arguments", parts["argument"]), ("Options", parts["option"])):
            if told:
                with formatter.section(head):
                    formatter.write_dl(told)
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)


def _extra(text: str) -> str:
    """``[default: 60; x>=1]`` in the chosen language."""
    return _EXTRA.sub(
        lambda found: f"[{found['told']}]".replace("default: ", say("mặc định: ")).replace("required", say("bắt buộc")),
        text,
    )


class Command(_Spoken, TyperCommand):
    """A command that speaks the chosen language."""


class Group(_Spoken, TyperGroup):
    """The command line: it chooses the language before anything is said."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line; what is wrong with it is told in the chosen language."""
        arguments = list(sys.argv[1:] if args is None else args)
        try:
            choose(wanted(arguments, os.environ))
        except UsageError as error:
            typer.echo(f"cchc: {error}", err=True)
            sys.exit(error.exit_code)
        lang = _lang()
        for command in (self, *self.commands.values()):
            _translate(command, lang)
        told = (arguments, prog_name, complete_var, False, windows_expand_args)
        if not standalone_mode:
            return super().main(*told, **extra)
        try:
            sys.exit(super().main(*told, **extra) or ExitCode.OK)
        except typer.Abort:
            sys.exit(ExitCode.INTERRUPTED)
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            _tell(error)
            sys.exit(ExitCode.USAGE)


def _tell(error: Any) -> None:
    """One sentence on what is wrong with the arguments, and how to see which there are."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return
    command = error.ctx.command_path if error.ctx is not None else "cchc"
    told = _wrong(type(error).__name__, error)
    typer.echo(f"cchc: {told} " + say("Xem cách dùng: {command} --help", command=command), err=True)


def _wrong(kind: str, error: Any) -> str:
    if kind == "MissingParameter":
        return say("Thiếu {name}.", name=_name(error.param))
    if kind == "NoSuchOption":
        return say("Không có tùy chọn {name}.", name=error.option_name) + _near(sorted(error.possibilities or ()))
    if kind == "BadOptionUsage":
        return say("Tùy chọn {name} thiếu giá trị, hoặc có giá trị mà không được có.", name=error.option_name)
    if kind == "BadParameter":
        return say("Giá trị của {name} không dùng được: {why}.", name=_name(error.param), why=_why(error.message))
    if error.message.startswith("Missing command"):
        return say("Thiếu lệnh.")
    if error.message.startswith("No such command"):
        name, *near = re.findall(r"'([^']*)'", error.message)
        return say("Không có lệnh {name}.", name=name) + _near(near)
    if (more := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message)) is not None:
        return say("Thừa đối số: {more}.", more=more[1])
    return say("Tham số không dùng được: {why}.", why=error.message.rstrip("."))


def _name(param: Any) -> str:
    if param is None:
        return ""
    return str(param.metavar or param.name) if param.param_type_name == "argument" else str(param.opts[0])


def _near(names: Sequence[str]) -> str:
    return " " + say("Có phải là {near}?", near=", ".join(names)) if names else ""


def _why(message: str) -> str:
    """Why a value cannot be used, where typer's sentence is one of those that come of our options."""
    for pattern, sentence in _VALUES.items():
        if (found := re.search(pattern, message)) is not None:
            return say(sentence, **found.groupdict())
    return message.rstrip(".")
