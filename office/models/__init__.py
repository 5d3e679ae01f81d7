"""The nouns of the office: documents kept, work to do, messages to send."""

from office.models.acts import Act
from office.models.documents import Document
from office.models.jobs import Job, JobState
from office.models.messages import (
    Attachment,
    Delivery,
    DeliveryEvent,
    DeliveryState,
    Happened,
    Message,
)

__all__ = [
    "Act",
    "Attachment",
    "Delivery",
    "DeliveryEvent",
    "DeliveryState",
    "Document",
    "Happened",
    "Job",
    "JobState",
    "Message",
]
