"""Control charts: limits, signals, icons. Exact rationals decide, floats are only shown.

``read`` takes the file of the ``spc`` command, ``limits`` and ``attribute`` draw the lines,
``rules`` and ``runs`` find the signals, ``control`` puts one chart together, ``answer`` prints
it as data and ``drawing`` turns it into the chart model that screen and paper paint.
"""
