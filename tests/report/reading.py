"""Reading the written files back as people and programs see them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HEADING_ROW = 4


def as_written(value: float | None, digits: int, absent: str) -> str:
    """A figure of ``status`` as the report must write it, told independently of the report's own formatting."""
    if value is None:
        return absent
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}".replace(",", "\u00a0").replace(".", ",").replace("-", "−")
    return text.rstrip("0").rstrip(",") if "," in text else text


def number(text: str) -> float:
    """A number as it is printed."""
    return float(text.replace("\u00a0", "").replace("−", "-").replace(",", "."))


def of_table(table) -> list[dict[str, str]]:
    """Rows of a table of a document or a slide by its headings."""
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    return [dict(zip(head, row, strict=True)) for row in rows]


def of_sheet(sheet) -> list[dict]:
    """Records of a sheet by its headings, down to the first empty row."""
    head = [cell.value for cell in sheet[HEADING_ROW]]
    rows = []
    for row in sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True):
        if not any(value is not None for value in row):
            break
        rows.append(dict(zip(head, row, strict=True)))
    return rows


def slides_titled(deck, start: str) -> list:
    """Slides whose title begins so."""
    return [slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith(start)]


def tables_of(slides) -> list[dict[str, str]]:
    """Rows of all tables on some slides."""
    return [row for slide in slides for shape in slide.shapes if shape.has_table for row in of_table(shape.table)]


def words_of(slide) -> str:
    """All words of a slide."""
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
