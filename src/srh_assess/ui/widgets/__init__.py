"""The kit that pages are made of. Every widget takes the ``Theme`` first, when it needs one.

**Words and places**

- ``text``: ``Text(words, role, tone, buddy=, wrap=)``; ``Heading(words, aloud=)`` takes focus
  when its page opens; ``Line()``.
- ``layouts``: ``column(theme, *parts, gap=, margin=)``, ``row(...)`` (``None`` is a stretch),
  ``Flow(theme, *widgets, gap=, down=, foot=)``, ``TwoColumns(theme, main, side, shares=(3, 2))``,
  ``Scroll(widget)``. ``icon``: ``Icon(theme, name, colour, size)``.
- ``page``: ``Page(theme, heading, kicker=, progress=, hint=, wide=, band=)``. A subclass calls
  ``self._add(*parts, gap=)``, emits ``changed``, overrides ``valid``, ``busy``, ``error``,
  ``apply()``, and shows ``self._problems([Problem(sentence, field), ...])`` on Continue.

**Choosing**

- ``answer_group``: ``AnswerGroup(theme, question, [Choice(code, words, hint, exclusive, closed)],
  many=, density="page"|"grid"|"list"|"row", numbered=)``: ``changed``, ``codes``,
  ``choose(codes)``, ``press(n)``, ``take_focus()``, ``invalid(bool)``;
  ``answers[code].from_source("From notes, 12-Jul")``, ``.suggest(word)``, ``.close_with(reason)``.
- ``button``: ``Button(theme, words, role, icon=, name=, trailing=)``, roles plain, primary,
  urgent, quiet, link. ``fold``: ``Fold(theme, words, content)``, ``Folds(theme, (words,
  content), ..., open_now=)``.

**Typing** (``changed`` while typing, ``settled`` when left; ``complain(sentence)`` on Continue)

- ``entry``: ``LineEntry(theme, label, hint=, words=, secret=)``, ``TextEntry(..., hers=)``,
  ``NumberEntry(..., unit=, low=, high=, whole=, unknown=)`` with ``number()`` and ``problem()``,
  ``ChoiceEntry(theme, label, names, chosen=, other=)``; ``words``, ``show_words(words)``.
- ``pick``: ``PickEntry(theme, label, {name: code}, hint=)``: ``picked(code)`` for one of many
  names, found by typing a part.
- ``date_entry``: ``DateEntry(theme, clock, question, name=, hint=, asks=Asks(timed=, future=,
  about=, unknown=, lookback=))``: ``when`` (``UNKNOWN`` for Not known, None while empty),
  ``problem()``, ``show_when(when)``. ``when`` holds its reading rules, without widgets.

**Showing**

- ``chip``: ``Chip(theme, words, tone, icon=)``. ``notice``: ``Notice(theme, words, tone,
  strong=)``, ``Card(theme, content, tone)``, ``PhoneCard(theme, name, number, ask=)``.
- ``rows``: ``Facts(theme, [Fact(id=, label=, value=, icon=, tone=, link=, link_name=)])``:
  ``pressed(id)``. ``table``: ``Table(theme, name, model)`` whose model gives a ``Cell`` for
  ``CELL``: ``opened(row)``.
- ``clock``: ``ClockFace(id=, name=, started=, limits=(Limit(name, at), ...), state=,
  time_known=, done=, quiet=)``, ``ClockCard``, ``ClockChip``. ``time_bar``: ``TimeBar(theme,
  started=, event=, limits=, now=)``. ``need_card``: ``NeedFace``, ``NeedCard``.
- ``so_far``: ``SoFarView(clocks=, needs=, set_aside=)`` for ``Frame.show_so_far``. ``rail``:
  ``RailSection`` for ``Frame.rail.show_sections(sections, now, title=, note=)``.
- ``saved``, ``banner``, ``actions``, ``edges``: parts of the frame: ``Frame.saved.saved(at)``,
  ``Frame.show_woman(identity.banner(...))``, ``Frame.actions_bar.offer(words, role=, icon=,
  other=, back=, note=)``, ``Frame.footer.say(...)``.
- ``moments``: ``when_words``, ``weekday_date``, ``duration``, ``hours``. ``announce``:
  ``announce(widget, words, urgent=)``. ``clipboard``: ``private(words)``.

The window is ``ui.frame.Frame``; questions to the user go through ``ui.ask`` and nowhere else.
"""
