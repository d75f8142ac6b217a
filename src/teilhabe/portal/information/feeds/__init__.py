"""What is new and when things take place, for programs that subscribe: Atom, JSON Feed, iCalendar."""
