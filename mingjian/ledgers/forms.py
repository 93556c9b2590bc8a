"""Sending a file to a ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.querysets import offices_to_import_for
from mingjian.lib.sheets.refusals import DEFAULT_LIMITS
from mingjian.offices.scope import Scope


class ImportForm(forms.Form):
    """Which office's ledger, and the file."""

    office = forms.TypedChoiceField(coerce=int, label=_("Office whose ledger it is"))
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An Excel workbook (.xlsx, .xls) or CSV in any order of columns. Nothing is written before you decide."
        ),
    )

    def __init__(self, *args: Any, scope: Scope, own_office: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = offices_to_import_for(scope)
        self.initial.setdefault("office", own_office)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > DEFAULT_LIMITS.file_bytes:
            most = DEFAULT_LIMITS.file_bytes // 1_000_000
            raise forms.ValidationError(_("The file is larger than %(most)s MB.") % {"most": most})
        return file
