"""The `mingjian` command. Each module in this package that has a `command` is one of its sub-commands."""

import importlib
import pkgutil
import sys

import click

from mingjian import __version__
from mingjian.runtime.problems import RuntimeProblem


class Commands(click.Group):
    """Finds the sub-commands by their modules, and imports one only when it is used or listed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Names of the modules, with dashes."""
        return sorted(
            module.name.replace("_", "-")
            for module in pkgutil.iter_modules(__path__)
            if not module.name.startswith("_") and self.get_command(context, module.name) is not None
        )

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The `command` of the module of that name."""
        module = name.replace("-", "_")
        if module.startswith("_") or not any(found.name == module for found in pkgutil.iter_modules(__path__)):
            return None
        command = getattr(importlib.import_module(f"{__name__}.{module}"), "command", None)
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="mingjian")
def mingjian() -> None:
    """Mingjian 明鉴: the working platform of inspection and discipline offices."""


def main() -> None:
    """Run the command; what is wrong outside the program is said in a sentence, without a traceback."""
    try:
        mingjian()
    except RuntimeProblem as problem:
        click.echo(f"mingjian: {problem}", err=True)
        sys.exit(1)
