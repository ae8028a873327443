"""The manual of the command line, written from the commands themselves."""

import click

from .main import commands


def render() -> str:
    """Every command with its arguments and options, as Markdown."""
    parts = [
        "# Commands",
        "",
        "Written from the program by `tools/manual.py`; do not edit.",
        "",
        "`./run COMMAND …` in a checkout, `qualcoder-cg COMMAND …` where it is installed,"
        " `python -m qualcoder_cg COMMAND …` are the same.",
        "A command ends with 0, or with 1 and one sentence on standard error.",
    ]
    context = click.Context(commands, info_name="qualcoder-cg")
    for name in sorted(commands.commands):
        command = commands.commands[name]
        inner = click.Context(command, info_name=name, parent=context)
        arguments = " ".join(command.collect_usage_pieces(inner))
        parts += ["", f"## {name}", "", f"    qualcoder-cg {name} {arguments}", "", *_help(command)]
        options = [
            record
            for parameter in command.params
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(inner))
        ]
        if options:
            parts += ["", "| option | |", "|---|---|"]
        parts += [f"| `{names.replace('|', '/')}` | {text} |" for names, text in options]
    return "\n".join(parts) + "\n"


def _help(command: click.Command) -> list[str]:
    """The help of a command; what follows click's mark for lines that stay as they are becomes a block."""
    lines, kept = [], False
    for line in (command.help or "").strip().split("\n"):
        if line.strip() == "\b":
            kept = True
            continue
        kept = kept and bool(line.strip())
        lines.append(f"    {line.rstrip()}" if kept else line.strip())
    return lines
