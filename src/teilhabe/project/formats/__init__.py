"""How dates are written where Django's own way would mislead (setting FORMAT_MODULE_PATH)."""
