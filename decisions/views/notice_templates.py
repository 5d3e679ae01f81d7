"""Templates of notices: read, drafted, compared with the version in use, approved."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from decisions import wording
from decisions.actions import templates as actions
from decisions.forms.notices import ApprovalForm, NoticeTemplateForm
from decisions.models import NoticeKind, NoticeTemplate, TemplateStatus
from decisions.rules import notices as rules


@permission_required("decisions.view_notice", raise_exception=True)
def notice_template_list(request):
    """For each kind of notice: the version in use, and the draft of the next."""
    visible = NoticeTemplate.objects.visible_to(request.user)
    kept = list(visible.select_related("edited_by", "approved_by"))
    rows = [
        {
            "kind": kind,
            "in_use": _first(kept, kind, TemplateStatus.APPROVED),
            "draft": _first(kept, kind, TemplateStatus.DRAFT),
        }
        for kind in NoticeKind
    ]
    context = {"rows": rows, "crumbs": _crumbs()}
    return render(request, "decisions/notice_template_list.html", context)


@permission_required("decisions.view_notice", raise_exception=True)
def notice_template_detail(request, pk):
    """One version in both languages, who wrote it and who approved it; and the other versions."""
    template = _template(request, pk)
    versions = NoticeTemplate.objects.filter(kind=template.kind).exclude(pk=pk)
    context = {
        "template": template,
        "versions": versions.select_related("edited_by", "approved_by"),
        "placeholders": _placeholders(template.kind),
        "acts": list(_acts(template, request.user)),
        "crumbs": _crumbs(template),
    }
    return render(request, "decisions/notice_template_detail.html", context)


@permission_required("decisions.edit_noticetemplate", raise_exception=True)
def notice_template_new(request, kind):
    """Draft the next version of a kind of notice, beginning from the one in use."""
    if kind not in NoticeKind.values:
        raise Http404
    kind = NoticeKind(kind)
    begun = NoticeTemplate.objects.filter(kind=kind, status=TemplateStatus.DRAFT).first()
    if begun is not None:
        messages.info(request, _("A draft of the next version exists already."))
        return redirect(begun)
    before = NoticeTemplate.objects.in_use(kind)
    initial = {name: getattr(before, name) for name in NoticeTemplateForm.Meta.fields if before}
    form = NoticeTemplateForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            template = actions.draft_template(
                kind, by=request.user, reason=form.cleaned_data["reason"], **form.texts()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(template)
    return _form_page(request, form, kind, _crumbs(act=_("Draft the next version")))


@permission_required("decisions.edit_noticetemplate", raise_exception=True)
def notice_template_edit(request, pk):
    """Change a draft; what somebody else changed meanwhile is not overwritten."""
    template = _template(request, pk)
    refusals = rules.against_editing_template(template)
    form = NoticeTemplateForm(
        request.POST or None,
        initial={
            "read_version": template.newest_version(),
            **{name: getattr(template, name) for name in NoticeTemplateForm.Meta.fields},
        },
    )
    if not refusals and form.is_valid():
        try:
            actions.edit_template(
                template,
                version=form.cleaned_data["read_version"],
                by=request.user,
                reason=form.cleaned_data["reason"],
                **form.texts(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(template)
    kind = NoticeKind(template.kind)
    return _form_page(request, form, kind, _crumbs(template, _("Edit")), template, refusals)


@permission_required("decisions.approve_noticetemplate", raise_exception=True)
def notice_template_approve(request, pk):
    """Put a draft in use, as a second person."""
    template = _template(request, pk)
    refusals = rules.against_approving_template(template, by=request.user)
    form = ApprovalForm(request.POST or None, initial={"version": template.newest_version()})
    if not refusals and form.is_valid():
        try:
            actions.approve_template(template, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The version is approved and in use."))
            return redirect(template)
    context = {
        "template": template,
        "before": NoticeTemplate.objects.in_use(template.kind),
        "form": form,
        "refusals": refusals,
        "crumbs": _crumbs(template, _("Approve")),
    }
    return render(request, "decisions/notice_template_approve.html", context)


def _form_page(request, form, kind, crumbs, template=None, refusals=()):
    context = {
        "form": form,
        "kind": kind,
        "template": template,
        "refusals": refusals,
        "placeholders": _placeholders(kind),
        "crumbs": crumbs,
    }
    return render(request, "decisions/notice_template_form.html", context)


def _template(request, pk):
    visible = NoticeTemplate.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("edited_by", "approved_by"), pk=pk)


def _first(kept, kind, status):
    return next((each for each in kept if (each.kind, each.status) == (kind, status)), None)


def _placeholders(kind):
    """Each placeholder that the kind may use: as written, what it is, whether it is needed."""
    required = wording.REQUIRED[kind]
    return [
        (f"{{{name}}}", wording.PLACEHOLDERS[name], name in required)
        for name in wording.allowed_in(kind)
    ]


def _acts(template, user):
    against = rules.against_editing_template(template)
    if user.has_perm("decisions.edit_noticetemplate"):
        if template.status == TemplateStatus.DRAFT:
            url = reverse("decisions:notice_template_edit", args=[template.pk])
            yield {"url": url, "label": _("Edit"), "refusals": against}
        elif not template.next_draft_exists():
            url = reverse("decisions:notice_template_new", args=[template.kind])
            yield {"url": url, "label": _("Draft the next version"), "refusals": None}
    if user.has_perm("decisions.approve_noticetemplate"):
        url = reverse("decisions:notice_template_approve", args=[template.pk])
        refusals = rules.against_approving_template(template, by=user)
        yield {"url": url, "label": _("Approve"), "refusals": refusals}


def _crumbs(template=None, act=""):
    way = [(_("Home"), reverse("home")), (_("Notices"), reverse("decisions:notice_list"))]
    templates = (_("Templates"), reverse("decisions:notice_template_list"))
    if template is None:
        return [*way, templates, (act, "")] if act else [*way, (templates[0], "")]
    here = (str(template), template.get_absolute_url() if act else "")
    return [*way, templates, here, *([(act, "")] if act else [])]
