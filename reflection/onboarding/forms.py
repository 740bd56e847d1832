from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, DateInput
from caseload.forms import has_happened
from caseload.naming import NamelessMixin
from reflection.onboarding.models import OfficeStep, OnboardingPath, PathStep


class StartForm(AkselModelForm):
    """Who is new, and who is her buddy. A colleague starts it for herself, or as the buddy."""

    class Meta:
        model = OnboardingPath
        fields = ["newcomer", "buddy"]
        help_texts = {"buddy": _("A colleague she can ask about anything. May be chosen later.")}
        error_messages = {"newcomer": {"required": _("Choose who is new.")}}

    def __init__(self, *args, membership, newcomers, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["newcomer"].queryset = newcomers
        self.fields["buddy"].queryset = membership.colleagues
        if not membership.leads:
            self.fields["newcomer"].initial = membership.user_id

    def clean(self):
        cleaned = super().clean()
        newcomer, buddy = cleaned.get("newcomer"), cleaned.get("buddy")
        if newcomer and newcomer == buddy:
            self.add_error("buddy", _("Choose a colleague as buddy."))
        elif newcomer and not self._may_start(newcomer, buddy):
            message = _("You can start it for yourself, or for somebody whose buddy you are.")
            self.add_error("buddy", message)
        return cleaned

    def _may_start(self, newcomer, buddy):
        if self.membership.leads:
            return True
        return self.membership.user in (newcomer, buddy)


class BuddyForm(AkselModelForm):
    class Meta:
        model = OnboardingPath
        fields = ["buddy"]

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buddy"].queryset = colleagues.exclude(pk=self.instance.newcomer_id)


class TickForm(AkselModelForm):
    """When it was, and with whom."""

    class Meta:
        model = PathStep
        fields = ["done_on", "done_with"]
        widgets = {"done_on": DateInput}
        error_messages = {"done_on": {"required": _("Write the day.")}}

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].required = True
        if not self.instance.is_done:
            self.initial["done_on"] = timezone.localdate()
            self.initial["done_with"] = self.instance.path.buddy_id
        self.fields["done_with"].queryset = colleagues

    def clean_done_on(self):
        return has_happened(self.cleaned_data["done_on"])


class EndForm(AkselForm):
    word = forms.CharField(
        label=_("A word about it (optional)"),
        max_length=255,
        required=False,
        help_text=_("Such as “goes well without”. Your leader and the buddy read it."),
    )


class OfficeStepForm(NamelessMixin, AkselModelForm):
    nameless = ("text",)

    class Meta:
        model = OfficeStep
        fields = ["text"]
        help_texts = {"text": _("Such as “Sit in on a start meeting”.")}
        error_messages = {"text": {"required": _("Write what the step is.")}}
