"""The command `qualcoder-cg`: a window without arguments, one command per verb with them."""

import os
import sys

import click

from .. import __version__, i18n, settings
from ..errors import Cancelled, UserError
from . import (
    agreement,
    auto_coding,
    chain,
    codebook,
    codebook_moves,
    coding,
    coding_more,
    deciding,
    describing,
    disclosure,
    edit_text,
    evidence,
    findings,
    guides,
    keywords,
    languages,
    matrix,
    matrix_edit,
    measures,
    memos,
    merging,
    queries,
    register,
    reports,
    search,
    settling,
    sources,
    study,
    suggestions,
    surveys,
    tables,
    team,
    voices,
    whereabouts,
)

COMMANDS = (
    *study.COMMANDS,
    *whereabouts.COMMANDS,
    *sources.COMMANDS,
    *describing.COMMANDS,
    *edit_text.COMMANDS,
    *register.COMMANDS,
    *guides.COMMANDS,
    *surveys.COMMANDS,
    *tables.COMMANDS,
    *matrix.COMMANDS,
    *matrix_edit.COMMANDS,
    *codebook.COMMANDS,
    *codebook_moves.COMMANDS,
    *coding.COMMANDS,
    *coding_more.COMMANDS,
    *memos.COMMANDS,
    *search.COMMANDS,
    *suggestions.COMMANDS,
    *keywords.COMMANDS,
    *auto_coding.COMMANDS,
    *deciding.COMMANDS,
    *measures.COMMANDS,
    *agreement.COMMANDS,
    *disclosure.COMMANDS,
    *languages.COMMANDS,
    *queries.COMMANDS,
    *findings.COMMANDS,
    *voices.COMMANDS,
    *evidence.COMMANDS,
    *reports.COMMANDS,
    *chain.COMMANDS,
    *team.COMMANDS,
    *settling.COMMANDS,
    *merging.COMMANDS,
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="qualcoder-cg")
@click.pass_context
def commands(context: click.Context) -> None:
    """Code interviews against an evaluation matrix, and give the evidence out.

    Without a command the window opens. STUDY is a file ending in .qcg.
    """
    if context.invoked_subcommand is None:
        from ..gui.app import main as open_window

        context.exit(open_window([]))


for command in COMMANDS:
    commands.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it succeeded, 1 with one sentence on standard error when it could not."""
    i18n.use_language(os.environ.get("QUALCODER_CG_LANGUAGE") or settings.get("language") or "en")
    try:
        result = commands.main(arguments, prog_name="qualcoder-cg", standalone_mode=False)
    except UserError as error:
        click.echo(str(error), err=True)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        named = error.filename or "–"
        click.echo(
            i18n._("{file} cannot be used: {reason}.").format(file=named, reason=error.strerror or error),
            err=True,
        )
        return 1
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        if isinstance(error, click.UsageError) and error.ctx:
            click.echo(error.ctx.get_usage(), err=True)
        return 1
    except (Cancelled, click.Abort, KeyboardInterrupt):
        click.echo(i18n._("Stopped; nothing was changed."), err=True)
        return 1
    return result if isinstance(result, int) else 0
