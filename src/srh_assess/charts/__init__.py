"""The chart model: what a chart shows and says, without painting it.

One model is painted on the screen, into pictures and onto paper, so that no two of them can
differ; the table beside it and the sentence for each point come from the same values. Pure:
knows neither where the figures came from nor with what they are drawn.
"""
