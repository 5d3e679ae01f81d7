"""How a form shows what the rules refuse: at the field that it is about, where there is one."""

from django.core.exceptions import ValidationError

from permits.forms.orders import ReasonForm


class RefusableForm(ReasonForm):
    """A request to an action: each refusal is shown at its field, by the code it has."""

    fields_of_refusals: dict[str, str] = {}

    def refuse(self, refusal: ValidationError) -> None:
        """Take what an action raised; what no field is about is shown above all of them."""
        if hasattr(refusal, "error_dict"):
            for name, errors in refusal.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            for error in refusal.error_list:
                self.add_error(self.fields_of_refusals.get(error.code), error)
