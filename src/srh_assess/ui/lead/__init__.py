"""The rooms of a lead: approval of the content, and what is the unit's own.

``room.Leading`` drives the window; each page is one topic, made anew from the ledger. A page
writes through the desk on Continue and tells ``done``; nothing is kept on the screen alone.
"""
