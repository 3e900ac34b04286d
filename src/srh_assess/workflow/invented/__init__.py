"""Invented wards: women, stays and stories out of one number, for drills, tests and figures.

Nobody in here exists. Names are colours and made-up surnames, NHS numbers come from the range
that is never issued (999), words from a fixed bank. Where a share or a length comes from stands
beside it (measures and training, G); what has no source there is called ours. Nothing a woman
needs, is offered or says no to depends on where she is from: origin is not even drawn.
"""
