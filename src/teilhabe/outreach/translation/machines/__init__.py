"""Machines that translate: a port, and one adapter that speaks the interface of LibreTranslate. Off by default."""
