"""`mingjian bench NAME`: measure, and print one object of figures."""

import importlib
import json
import pkgutil

import click

from mingjian.cli._django import with_django

# What people call the figures, and the module that measures them where the names differ.
MODULES = {"import": "imports"}


def benches() -> list[str]:
    """The names that can be given: each module of `mingjian.bench` that has a `run`."""
    from mingjian import bench  # only its folder is read

    names = {module: name for name, module in MODULES.items()}
    found = [each.name for each in pkgutil.iter_modules(bench.__path__)]
    known = ("search", "imports", "pages", "export", "dossier", "record", "people")
    return [names.get(module, module) for module in known if module in found]


@click.command("bench")
@click.argument("name", type=click.Choice([*benches(), "all"]))
@click.option("--scale", type=click.FloatRange(min=0.0001), default=1.0, show_default=True, help="Times the full size.")
@click.option("--json", "as_json", is_flag=True, help="Print one object; for `all` a list of them.")
def command(name: str, scale: float, *, as_json: bool) -> None:
    """Measure NAME on a scratch database of its own, which is dropped afterwards."""
    with with_django():
        from mingjian.bench.result import Result  # models are imported after the settings

        results: list[Result] = []
        for each in benches() if name == "all" else [name]:
            module = importlib.import_module(f"mingjian.bench.{MODULES.get(each, each)}")
            results.append(module.run(scale))
        if as_json:
            objects = [result.as_json() for result in results]
            click.echo(json.dumps(objects if name == "all" else objects[0], ensure_ascii=False))
            return
        for result in results:
            scaled = ", ".join(f"{what} {number:g}" for what, number in result.scale.items())
            click.echo(f"{result.bench} ({scaled}; {result.machine})")
            for figure in result.figures:
                against = f"  (against {figure.baseline:g})" if figure.baseline is not None else ""
                click.echo(f"  {figure.name:28} {figure.value:>10g} {figure.unit}{against}")
