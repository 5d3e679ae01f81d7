"""Routes of notices, their templates, and the answers of the border agency."""

from django.urls import path

from decisions.views import border, notices, noticing
from decisions.views import notice_templates as texts

ORDER = "orders/<str:number>/notices"
urlpatterns = [
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/<str:number>/", notices.notice_detail, name="notice_detail"),
    path("notices/<str:number>/document/", notices.notice_document, name="notice_document"),
    path("notices/<str:number>/list/", notices.notice_attached, name="notice_attached"),
    path("notices/<str:number>/release/", notices.notice_release, name="notice_release"),
    path("notices/<str:number>/correct/", notices.notice_correct, name="notice_correct"),
    path("notices/<str:number>/follow/", notices.notice_follow, name="notice_follow"),
    path(f"{ORDER}/", noticing.order_notices, name="order_notices"),
    path(f"{ORDER}/issue/", noticing.order_notices_issue, name="order_notices_issue"),
    path(
        f"{ORDER}/publish/<slug:kind>/",
        noticing.order_notice_publish,
        name="order_notice_publish",
    ),
    path(f"{ORDER}/preview/", noticing.order_notice_preview, name="order_notice_preview"),
    path(
        f"{ORDER}/preview/pdf/", noticing.order_notice_preview_pdf, name="order_notice_preview_pdf"
    ),
    path(
        "options/<int:pk>/notices/preview/",
        noticing.option_notice_preview,
        name="option_notice_preview",
    ),
    path(
        "options/<int:pk>/notices/preview/pdf/",
        noticing.option_notice_preview_pdf,
        name="option_notice_preview_pdf",
    ),
    path("border/", border.border_list, name="border_list"),
    path("orders/<str:number>/border/", border.order_border, name="order_border"),
    path("orders/<str:number>/border/file/", border.border_file, name="border_file"),
    path("border/<int:pk>/answer/", border.border_answer, name="border_answer"),
    path("notices/<str:number>/acknowledge/", border.border_acknowledge, name="border_acknowledge"),
    path("templates/", texts.notice_template_list, name="notice_template_list"),
    path(
        "templates/new/<slug:kind>/",
        texts.notice_template_new,
        name="notice_template_new",
    ),
    path(
        "templates/<int:pk>/",
        texts.notice_template_detail,
        name="notice_template_detail",
    ),
    path(
        "templates/<int:pk>/edit/",
        texts.notice_template_edit,
        name="notice_template_edit",
    ),
    path(
        "templates/<int:pk>/approve/",
        texts.notice_template_approve,
        name="notice_template_approve",
    ),
]
