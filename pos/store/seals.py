"""Signatures of the centre (Ed25519, RFC 8032)."""

from __future__ import annotations

import base64
import binascii


class Ed25519Seals:
    """Port `Seals`. Its library is imported when the first signature is checked: a start does not wait for it."""

    def genuine(self, public: str, message: bytes, signature: bytes) -> bool:
        # Most days nobody shows a signed code, and the library takes as long as a tenth of a start.
        from cryptography.exceptions import InvalidSignature  # see above
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # see above

        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
            key.verify(signature, message)
        except (InvalidSignature, ValueError, binascii.Error):
            return False
        return True
