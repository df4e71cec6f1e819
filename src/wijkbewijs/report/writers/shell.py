"""The page around every text: head, banner, navigation and foot, from templates beside this module."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("wijkbewijs.report.writers", "templates"),
        autoescape=select_autoescape(["j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def rendered(template: str, **values: object) -> str:
    """Return the page of `template` (a file name); a value that the template lacks is an error."""
    return _template(template).render(**values)
