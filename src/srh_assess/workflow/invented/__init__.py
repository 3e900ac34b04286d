"""Invented wards: women, stays and stories out of one number, for drills, tests and figures.

Nobody in here exists. Names are colours and made-up surnames, NHS numbers come from the range
that is never issued (999), words from a fixed bank. What shares and lengths are drawn from, and
where each number comes from, is content (``resources/invented``). Nothing a woman needs, is
offered or says no to depends on where she is from.
"""
