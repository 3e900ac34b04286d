"""The window of training: a process, a home and a key of its own (measures and training, F).

``window`` is the frame with the scenario beside the page, ``hall`` the first page, ``practice``
drives the real wizard on an invented woman, ``debrief``, ``authoring`` and ``course`` what stands
round it. Nothing here opens, lists or names a home that is not for training.
"""
