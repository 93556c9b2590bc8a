"""What can be wrong with a search as it was typed, each said in a whole sentence."""

from django.utils.translation import gettext, gettext_noop

from mingjian.lib.explained import Explained

TOO_LONG = gettext_noop("The search is longer than %(most)s characters. Keep the words that matter.")
TOO_MANY = gettext_noop("The search has more than %(most)s terms. Keep those that matter.")
TOO_SHORT = gettext_noop("“%(term)s” is one character. Search for two or more, or add a longer term.")
NO_KIND = gettext_noop("There is no kind called “%(value)s”. Kinds are: %(known)s.")
NO_YEAR = gettext_noop("“%(value)s” is not a year. Write year:2018 or year:2015-2018.")
NO_STATE = gettext_noop("No kind has a state called “%(value)s”.")
NO_DIVISION = gettext_noop("No division is called “%(value)s”. Give its full name or its code.")
NO_ORGANISATION = gettext_noop("No organisation in your scope is called “%(value)s”.")
NO_VALUE = gettext_noop("Say what %(name)s should be, for example %(example)s.")
NO_EXCLUDED_FILTER = gettext_noop("A filter cannot be excluded. Choose the values that you want to see instead.")
BAD_CURSOR = gettext_noop("This page of results cannot be found any more. The first page is shown.")


class BadQuery(Explained):
    """The search cannot be answered as it was typed; `sentence` says why and what to do, in the language in use."""

    @property
    def sentence(self) -> str:
        return gettext(self.template) % self.params
