"""Content as files: a folder that people read, keep in version control and hand to another city.

The folder becomes a `Parcel` (`reading`), the database becomes one (`collecting`), a parcel becomes files (`writing`)
or goes into the database (`importing`).
"""
