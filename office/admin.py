"""Windows on documents and messages."""

from django.contrib import admin

from audit.admin import Window
from office.models import Attachment, DeliveryEvent, Document, Message


@admin.register(Document)
class DocumentAdmin(Window):
    list_display = ["name", "media_type", "size", "digest"]
    search_fields = ["=digest", "=name"]


@admin.register(Message)
class MessageAdmin(Window):
    list_display = ["subject", "about", "to_address", "written_at"]
    search_fields = ["=about", "=to_address", "=message_id"]


@admin.register(Attachment)
class AttachmentAdmin(Window):
    list_display = ["message", "position", "name"]
    list_select_related = ["message"]
    search_fields = ["=message__about", "=document__digest"]


@admin.register(DeliveryEvent)
class DeliveryEventAdmin(Window):
    list_display = ["message", "what", "happened_at"]
    list_filter = ["what"]
    list_select_related = ["message"]
    search_fields = ["=message__about"]
