"""Files for agencies: XLIFF 2.0 and 1.2, gettext PO. Pure; one module per format, all of `units.Parcel`."""
