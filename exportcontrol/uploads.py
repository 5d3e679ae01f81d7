"""Uploads are written to disk only as far as their limits: the rest is counted and let go."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Keeps no byte of a file beyond the limits, and tells its true size.

    So a form refuses it by that size, in its own words and with everything typed still there,
    while the disk never holds more than the limits allow.
    """

    written = 0  # by the files of this request that are kept

    def new_file(self, *args, **options):
        super().new_file(*args, **options)
        self.arrived, self.beyond = 0, False

    def receive_data_chunk(self, raw_data, start):
        self.arrived += len(raw_data)
        if self.beyond:
            return
        self.written += len(raw_data)
        self.beyond = (
            self.arrived > settings.UPLOAD_MAX_BYTES
            or self.written > settings.UPLOAD_MAX_TOTAL_BYTES
        )
        if self.beyond:
            self.file.seek(0)
            self.file.truncate()
            self.written -= self.arrived
        else:
            self.file.write(raw_data)
