"""What people ask about, as numbers: conversations by topic, language and district, month by month."""
