"""Windows on documents, jobs and messages."""

from django.contrib import admin

from audit.admin import Window
from office.models import Attachment, Delivery, DeliveryEvent, Document, Job, Message


@admin.register(Document)
class DocumentAdmin(Window):
    list_display = ["name", "media_type", "size", "digest"]
    search_fields = ["=digest", "=name"]


@admin.register(Job)
class JobAdmin(Window):
    list_display = ["kind", "about", "state", "done", "total", "asked_by", "asked_at"]
    list_filter = ["state"]
    list_select_related = ["asked_by"]
    search_fields = ["=about", "=kind"]


@admin.register(Message)
class MessageAdmin(Window):
    list_display = ["subject", "about", "to_address", "written_at"]
    search_fields = ["=about", "=to_address", "=message_id"]


@admin.register(Attachment)
class AttachmentAdmin(Window):
    list_display = ["message", "position", "name"]
    list_select_related = ["message"]
    search_fields = ["=message__about", "=document__digest"]


@admin.register(Delivery)
class DeliveryAdmin(Window):
    list_display = ["message", "state", "since", "due_at", "tries"]
    list_filter = ["state"]
    list_select_related = ["message"]
    search_fields = ["=message__about"]


@admin.register(DeliveryEvent)
class DeliveryEventAdmin(Window):
    list_display = ["message", "what", "happened_at"]
    list_filter = ["what"]
    list_select_related = ["message"]
    search_fields = ["=message__about"]
