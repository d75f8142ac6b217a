"""Who will live here: cohort-component projection by area, citizenship, sex and age, with its uncertainty.

A `Population` and one set of `Rates` for each step make the next population (`stepping.step`); `courses.run` goes on
to a year, `draws.Draws` does so a thousand times with other assumptions. Persons are numbers of float64 and are never
rounded between steps. Equations and conventions: docs/methods/projection.md.
"""
