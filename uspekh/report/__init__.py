"""Floor 2: the meeting's report as a document, slides and sheets, made of the figures of ``monitoring``."""
