"""Takes the pictures of the guide on invented figures: ``python -m docs.pictures`` from the root of the program.

What is only looked at comes from a server with nothing loaded; what is loaded and sent, from one with an entrance:
«Наша организация» is seen by whoever logs in as an organization.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.provider import Service, served
from tests.browsing import CHROMIUM, FLAGS, LONG, ready, wait_until_entered
from tests.importing.typed_regional import make_up, type_regional
from tests.importing.typing_word import type_document
from tests.serving import program
from uspekh.actuals.demo import load_demo, starter_directory
from uspekh.importing.review.archive import pack_archive
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import read_texts
from uspekh.settings import data_folder
from uspekh.store.log.actions import now
from uspekh.store.packages.contents import Package, write_package
from uspekh.store.packages.signature import public_key

IMAGES = Path(__file__).parent / "images"
SIZE = {"width": 1280, "height": 720}
SCHOOL, ANOTHER = "МОУ СОШ № 4", "МОУ СОШ № 5"
PEOPLE = """
default = "none"
[people."admin@example.org"]
name = "Иванова А. А."
role = "administrator"
[people."school@example.org"]
name = "МОУ СОШ № 4"
role = "organization"
organization = "Ш4"
"""
LOOKED_AT = {
    "indicators": "indicators?год=2023&показатель=1",
    "organizations": "organizations?год=2022",
    "organization": f"organizations?год=2022&организация={SCHOOL}",
    "compared": f"organizations?год=2022&организация={SCHOOL}&организация={ANOTHER}",
    "budget": "budget?год=2019&строка=1.6",
    "plan": "plan?год=2024&дата=2024-12-05",
    "passport": "passport",
    "audit": "passport?раздел=Проверка&слова=фамилиями",
}
"""Addresses of the pictures that need nothing but to be looked at, by name."""


def main() -> None:
    """Writes ``images/NAME.png`` for every picture of the guide, and removes those that are none of it any more."""
    for former in IMAGES.glob("*.png"):
        former.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = f"sqlite:///{Path(folder) / 'pictures.sqlite'}"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=LONG)
        with program(Path(folder) / "looked-at.log", {"USPEKH_DATABASE_URL": database}) as port:
            take_demonstration(new_page(browser), f"http://127.0.0.1:{port}")
        with served(Path(folder), database) as service:
            service.access.write_text(PEOPLE, "utf-8")
            admin = enter(browser, service, "admin")
            store_demonstration(admin, service.address)
            take_data(admin, service.address)
            take_new_project(admin, service.address)
            take_report(browser, admin, service)
            take_edition(admin, service.address)
            take_rollup(admin, service)
        browser.close()


def new_page(browser: Browser) -> Page:
    """An empty page of a browser of somebody's own."""
    page = browser.new_context(viewport=SIZE, locale="ru-RU").new_page()
    page.set_default_timeout(60_000)
    return page


def enter(browser: Browser, service: Service, name: str) -> Page:
    """The first page of a person who has logged in."""
    page = new_page(browser)
    page.goto(service.address)
    page.get_by_role("button", name="Войти").click()
    page.get_by_role("button", name=name, exact=True).click()
    wait_until_entered(page)
    return page


def keep(page: Page, name: str) -> None:
    """Writes what is on the screen once it has been drawn."""
    ready(page)
    page.wait_for_function("!document.querySelector('[data-testid=stVegaLiteChart]:empty')")
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)
    page.screenshot(path=IMAGES / f"{name}.png")


def take_demonstration(page: Page, address: str) -> None:
    """What is seen while nothing is loaded."""
    page.goto(f"{address}/?год=2022")
    keep(page, "today")
    page.get_by_role("button", name="1,337").first.click()
    page.get_by_role("dialog").get_by_text("Ячеек: ").wait_for()
    keep(page, "provenance")
    page.goto(f"{address}/meeting?год=2022&шаг=Показатель 3")
    keep(page, "show")
    for name, query in LOOKED_AT.items():
        page.goto(f"{address}/{query}")
        keep(page, name)


def store_demonstration(page: Page, address: str) -> None:
    """Loads the invented figures as a file, so that there are uploads to be shown."""
    page.goto(f"{address}/data")
    choose_file(page, "Отчёт за все годы.xlsx", (data_folder() / "demo" / "actuals.xlsx").read_bytes())
    page.get_by_text("Пока ничего не сохранено").wait_for()
    page.get_by_role("button", name="Сохранить", exact=True).click()
    page.get_by_text("Сохранено. Загрузка").wait_for()


def take_data(page: Page, address: str) -> None:
    """«Данные»: what a file changes, a file of other headings, an upload that is taken back."""
    page.goto(f"{address}/data")
    choose_file(page, "Отчёт МОУ СОШ № 4.xlsx", corrected(56))
    scroll_down(page)
    keep(page, "upload")
    page.goto(f"{address}/data")
    choose_file(page, "Свод по школам.xlsx", foreign())
    scroll_down(page)
    keep(page, "matching")
    page.goto(f"{address}/data")
    page.get_by_role("button", name="Убрать", exact=True).click()
    page.get_by_role("button", name="Отменить", exact=True).first.click()
    page.get_by_role("dialog").wait_for()
    keep(page, "undo")


def take_new_project(page: Page, address: str) -> None:
    """«Новый проект»: a document of the form, a section with questions, what is collected."""
    page.goto(f"{address}/passport?раздел=Новый проект")
    ready(page)
    page.locator("input[type=file]").set_input_files(
        [{"name": "Паспорт.docx", "mimeType": "application/zip", "buffer": type_document(type_regional(make_up()))}]
    )
    page.get_by_role("button", name="Прочитать: Паспорт.docx").wait_for()
    keep(page, "new_project")
    page.get_by_role("button", name="Прочитать: Паспорт.docx").click()
    for step, words, name in (("head", "не прочитано", "review"), ("collecting", "Предложено", "collecting")):
        page.locator(f"button[data-action={step}]").click()
        page.get_by_text(words).first.wait_for()
        if step == "collecting":
            page.get_by_text("Кто что заполняет", exact=True).click()
            page.get_by_text("Форма организации содержит").wait_for()
        keep(page, name)


def take_edition(page: Page, address: str) -> None:
    """«Редакции»: tables of another edition have been chosen, and what they change is shown."""
    page.goto(f"{address}/passport?раздел=Редакции")
    ready(page)
    page.get_by_text("Новая редакция", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        [{"name": "Таблицы паспорта.zip", "mimeType": "application/zip", "buffer": another_edition()}]
    )
    page.get_by_text("Что изменится в тексте паспорта: 3").wait_for()
    page.get_by_label("Акт", exact=True).fill("Постановление администрации № 210")
    page.get_by_text("Что изменится в тексте паспорта: 3").click()
    scroll_down(page)
    keep(page, "editions")


def take_report(browser: Browser, admin: Page, service: Service) -> None:
    """A report of an organization: its page, and the same at the editor's."""
    school = enter(browser, service, "school")
    keep(school, "our_organization")
    school.goto(f"{service.address}/data")
    choose_file(school, "Отчёт МОУ СОШ № 4.xlsx", corrected(540))
    school.get_by_role("button", name="Отправить на проверку").click()
    school.get_by_text("Отправлено на проверку").wait_for()
    admin.goto(f"{service.address}/data?раздел=Кто сдал")
    keep(admin, "acceptance")


def take_rollup(admin: Page, service: Service) -> None:
    """«Свод» of a region that received a package of each of three invented towns."""
    secrets = {name: name.encode() * 4 for name in ("город Заречье", "город Озёрск", "город Черёмухов")}
    rows = [f'"{name}" = "{public_key(secret)}"' for name, secret in secrets.items()]
    service.access.write_text("\n".join([PEOPLE, "[municipalities]", *rows]), "utf-8")
    admin.goto(f"{service.address}/?раздел=Пакеты")
    ready(admin)
    admin.locator("input[type=file]").set_input_files(
        [
            {"name": f"{name}.zip", "mimeType": "application/zip", "buffer": invented_package(secret, children)}
            for children, (name, secret) in zip((1.0, 0.9, 0.8), secrets.items(), strict=True)
        ]
    )
    admin.get_by_role("button", name="Принять пакеты: 3").click()
    admin.get_by_text("Принято: № 1").wait_for()
    admin.goto(f"{service.address}/?раздел=Свод")
    admin.get_by_text("данные дали").wait_for()
    keep(admin, "rollup")


def invented_package(secret: bytes, children: float) -> bytes:
    """A package of the invented figures, with so many of its children engaged; a school has not sent the last year."""
    texts = read_texts(data_folder() / "passport")
    plan = plan_of(texts)
    values = load_demo(data_folder() / "demo", plan)
    values = values[values["field"].isin(["p1_engaged", "p1_total", "p2_covered", "r1_9_mentored", "r1_9_total"])]
    values = values[(values["subject"] != "Ш4") | (values["year"] < plan.end.year)]
    engaged = values["field"].isin(["p1_engaged", "r1_9_mentored"])
    fewer = (values["number"] * children).round().astype("Int64")
    values = values.assign(number=values["number"].where(~engaged, fewer))
    codes = {"p1": "охват", "p2": "технопарк", "r1_9": "наставничество"}
    directory = starter_directory(data_folder() / "demo")
    return write_package(Package("", "", "uspekh", plan, texts, now(), values, directory, codes, ()), secret)


def choose_file(page: Page, name: str, content: bytes) -> None:
    """Gives the page a file and waits until it has been read."""
    ready(page)
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )
    page.get_by_text("Что не так").wait_for()
    ready(page)


def scroll_down(page: Page) -> None:
    """Shows the end of what has been drawn."""
    ready(page)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")


def corrected(children: int) -> bytes:
    """The school's report of 2022 with so many children engaged."""
    headings = ["Организация", "Год", "Период", "П1 Занимаются, чел."]
    return workbook("Показатели", headings, [[SCHOOL, 2022, "год", children]])


def foreign() -> bytes:
    """A table of another office: the same of two schools under headings of its own."""
    headings = ["Наименование учреждения", "Отчётный год", "Занимаются в кружках и секциях", "Всего детей"]
    return workbook("Свод", headings, [[SCHOOL, 2022, 541, 742], [ANOTHER, 2022, 702, 1003]])


def another_edition() -> bytes:
    """The tables of the passport with a lower target, less money, and a plan item that is due half a year later."""
    texts = read_texts(data_folder() / "passport")
    changes = {
        "indicator_targets.csv": ("1,2024,80", "1,2024,78"),
        "budget.csv": ("1.3,региональный бюджет,2024,0.015", "1.3,региональный бюджет,2024,0.01"),
        "plan_items.csv": (
            "2020-01-01,2024-12-31,01.01.2020,31.12.2024",
            "2020-01-01,2024-06-30,01.01.2020,30.06.2024",
        ),
    }
    return pack_archive(texts | {name: texts[name].replace(*change, 1) for name, change in changes.items()})


def workbook(title: str, headings: list[str], rows: list[list[object]]) -> bytes:
    """An .xlsx of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in [headings, *rows]:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


if __name__ == "__main__":
    main()
