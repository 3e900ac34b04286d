"""The kit that pages are made of. Every widget takes the ``Theme`` first, when it needs one.

========================  ======================================================================
``text``                  ``Text(words, role, tone)`` label that wraps; ``Heading(words,
                          aloud=True)`` takes focus when its page opens; ``Line()``
``layouts``               ``column(theme, *parts)``, ``row(...)``, ``Flow(theme, *widgets)``,
                          ``TwoColumns(theme, main, side, shares=(3, 2))``, ``Scroll(widget)``
``page``                  ``Page(theme, heading, kicker=, progress=, hint=, wide=)``: subclass it,
                          ``self._add(*parts, gap="l")``, emit ``changed``; override ``valid``,
                          ``busy``, ``error``, ``apply()``; ``self._problems([Problem(...)])``
``button``                ``Button(theme, words, role, icon=, name=)``; roles plain, primary,
                          urgent, quiet, link
``answer_group``          ``AnswerGroup(theme, question, [Choice(code, words, ...)], many=,
                          density=page|grid|list)``: ``changed``, ``codes``, ``choose(codes)``,
                          ``answers[code].from_source("From notes, 12-Jul")``
``fold``                  ``Fold(theme, words, content)``, ``Folds(theme, (words, content), ...)``
``chip``                  ``Chip(theme, words, tone)``
``clock``                 ``ClockFace``, ``Limit``, ``ClockCard``, ``ClockChip``, ``UrgentBand``
``need_card``             ``NeedFace``, ``NeedCard``
``so_far``                ``SoFarView(clocks=, needs=, set_aside=)`` for ``Frame.show_so_far``
``rail``                  ``RailSection`` for ``Frame.rail.show_sections(sections, now)``
``saved``, ``banner``     ``Frame.saved.saved(at)``, ``Frame.show_woman(identity.banner(...))``
``actions``               ``Frame.actions_bar.offer("Begin", other="Not now instead", ...)``
``problems``              ``Problem(sentence, field)``, ``ErrorSummary``, ``Complaint``
``moments``               ``when_words``, ``duration``, ``weekday_date``
========================  ======================================================================

The window is ``ui.frame.Frame``; questions to the user go through ``ui.ask`` and nowhere else.
"""
