"""The one exception of the runtime: a sentence that says what is wrong and what to do."""


class RuntimeProblem(Exception):
    """Something outside the program is not as it must be; the text is shown to a person as it stands."""


class BadSetting(RuntimeProblem):
    """An environment variable holds a value that is not allowed."""
