"""`foot-coach`: practise on this computer, and see what it hears.

Exit codes: 0 done, 2 cannot be done as asked (one line says why), 130 ended by Ctrl-C.
"""

import os
import sys
from typing import NoReturn

import click

UNUSABLE = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    try:
        from local_tts.commands import commands  # noqa: PLC0415, what it needs is an extra

        sys.exit(commands.main(standalone_mode=False))
    except ModuleNotFoundError as error:
        _give_up(f"{error.name} is missing: pip install 'foot-coach[practice]'")
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(UNUSABLE)
    except click.ClickException as error:
        _give_up(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # the interpreter flushes once more at exit, and would complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _give_up(str(error))


def _give_up(why: str) -> NoReturn:
    click.echo(f"foot-coach: {why}", err=True)
    sys.exit(UNUSABLE)


if __name__ == "__main__":
    main()
