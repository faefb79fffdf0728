"""Makes the templates anew: ``python data/report/make_template.py``. Whoever edited them by hand loses the edits.

``report.docx``, ``final.docx``, ``letter.docx`` and ``slides.pptx`` are ordinary files: put in the coat of arms,
change words, fonts and signatures.
In the document ``{{ … }}`` and ``{% … %}`` are filled by the program (docxtpl); the rest is free.
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent.parent))
sys.path.insert(0, str(FOLDER))

from document_template import make_document  # noqa: E402
from final_template import make_final  # noqa: E402
from letter_template import make_letter  # noqa: E402
from slides_template import make_slides  # noqa: E402

if __name__ == "__main__":
    make_document(FOLDER / "report.docx")
    make_final(FOLDER / "final.docx")
    make_letter(FOLDER / "letter.docx")
    make_slides(FOLDER / "slides.pptx")
