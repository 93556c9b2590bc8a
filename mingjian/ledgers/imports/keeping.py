"""Files as they came, kept encrypted: whoever holds the database alone reads none of them."""

from django.conf import settings
from nacl.secret import SecretBox

from mingjian.ledgers.models import Batch, Upload


def keep(batch: Batch, content: bytes) -> None:
    """Store a batch's file (XSalsa20-Poly1305 under the installation's key for files)."""
    Upload.objects.create(batch=batch, content=_box().encrypt(content))


def kept(batch: Batch) -> bytes:
    """The file as it came. Raises Upload.DoesNotExist when it was deleted, CryptoError under another key."""
    return _box().decrypt(bytes(Upload.objects.values_list("content", flat=True).get(batch=batch)))


def _box() -> SecretBox:
    return SecretBox(settings.FILE_KEY)
