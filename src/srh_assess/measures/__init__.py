"""Quality measures: control charts, intervals, disclosure control. Pure; nothing reads a home.

``spc`` draws the line between noise and signal, ``proportions`` says how sure a figure is,
``disclosure`` decides what may be seen outside the ward, ``definitions`` holds what each
measure counts. Every number that somebody could dispute is in ``resources/measures/``.
"""
