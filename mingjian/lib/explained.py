"""Errors that say in a whole sentence what is wrong with what somebody wrote or sent.

The sentence is an English template with named places, so that a room can show it translated:
``gettext(error.template) % error.params``. Templates are marked with :func:`gettext_noop` for the catalogue.
"""

from collections.abc import Mapping


def gettext_noop(message: str) -> str:
    """Mark a template for translation and leave it as it is."""
    return message


class Explained(ValueError):
    """An error with a ``code`` for programs and a ``template`` with ``params`` for people."""

    def __init__(self, code: str, template: str, params: Mapping[str, object] | None = None) -> None:
        self.code = code
        self.template = template
        self.params = dict(params or {})
        super().__init__(template % self.params)
