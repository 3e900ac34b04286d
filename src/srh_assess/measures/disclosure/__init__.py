"""What may be seen outside the ward: three release levels, hidden cells, and no way back.

``rounding`` and ``levels`` are the rules for one number, ``table`` and ``suppress`` those for
a table with its totals, ``attack`` tries to solve for what is hidden, and ``ledger`` compares
a new release with every earlier one. Pure functions; whoever keeps the ledger passes it in.
"""
