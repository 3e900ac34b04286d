"""The pages, one class a kind.

Pages of a sitting are made by the wizard (``ui.wizard``) as ``Class(theme, session, page)``, with
``page`` the ``flow.Page`` of the map. Such a page

- writes through the session as soon as something is chosen, then emits ``changed``: the wizard
  redraws rail, So far, banner and saved mark from the session, and shows the page of an
  interruption when there is one;
- lets a ``StoreFault`` of the session pass: the wizard keeps the failed step, shows *Not saved*
  and tries it again on Continue, before ``apply()``;
- hands over what is typed but not yet kept in ``apply()``; ``valid`` and ``error`` are asked after
  it, and Continue goes on when the page is valid;
- may have a signal ``go = Signal(str)``: to another page of the map, by its id;
- may have a signal ``leave = Signal()``: back to the ward board, everything being kept;
- may have ``offer(bar: ActionBar)``: called when it is shown, and after each ``changed``, to name
  what its primary act does. Without it, Continue.
"""
