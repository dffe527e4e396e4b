"""Kondusif: perangkat pemerintah kota untuk pemilu yang damai dan ASN yang netral."""

__version__ = "0.1.0"
