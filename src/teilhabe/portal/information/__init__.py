"""The public face of information: pages by life situation and audience, search, events, places, feeds, API, PDF."""
