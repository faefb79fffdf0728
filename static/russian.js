// Streamlit's own words in Russian, wherever and whenever they are drawn; what a line may not part, tied; and which page
// stands in the address.
(() => {
    "use strict";

    const WORDS = {
        "Skip to main content": "Перейти к содержанию",
        "App pages": "Страницы",
        "Main menu": "Меню",
        "Expand sidebar": "Открыть меню",
        "Collapse sidebar": "Закрыть меню",
        "Navigate to home page": "На первую страницу",
        "Sidebar": "Меню",
        "Notifications": "Сообщения",
        "Running": "Выполняется",
        "Running...": "Выполняется…",
        "Please wait...": "Подождите…",
        "Stop": "Остановить",
        "Stop script": "Остановить",
        "Rerun": "Обновить",
        "Always rerun": "Обновлять всегда",
        "Connecting": "Подключение",
        "Open": "Открыть",
        "Close": "Закрыть",
        "Dismiss": "Закрыть",
        "Help": "Пояснение",
        "Error": "Ошибка",
        "Warning": "Внимание",
        "Info": "Сведения",
        "Success": "Готово",
        "Show more": "Показать ещё",
        "Show less": "Свернуть",
        "View less": "Свернуть",
        "Upload": "Выбрать файл",
        "file upload": "загрузка файла",
        "File Uploader": "Загрузка файла",
        "Add files": "Добавить файл",
        "Browse files": "Выбрать файл",
        "Drag and drop a file here": "Перетащите файл сюда",
        "Drag and drop file here": "Перетащите файл сюда",
        "Drag and drop files here": "Перетащите файлы сюда",
        "Error uploading file": "Файл не передан",
        "Error deleting file": "Файл не убран",
        "Network error": "Нет связи",
        "Request timed out": "Время ожидания вышло",
        "Choose options": "Выберите",
        "Choose an option": "Выберите",
        "Select...": "Выберите",
        "Select all": "Выбрать все",
        "Selected values": "Выбранное",
        "Selectbox options": "Варианты",
        "Multiselect options": "Варианты",
        "All selected options have been cleared.": "Выбор снят.",
        "No results": "Ничего не найдено",
        "No options": "Вариантов нет",
        "No options to select": "Вариантов нет",
        "No data": "Нет данных",
        "Clear all": "Снять выбор",
        "Clear value": "Снять выбор",
        "Clear entry": "Очистить",
        "Clear date": "Очистить дату",
        "Clear selection": "Снять выбор",
        "Increment": "Больше",
        "Decrement": "Меньше",
        "Increase": "Больше",
        "Decrease": "Меньше",
        "Calendar": "Календарь",
        "Choose date": "Выбрать дату",
        "Choose date range": "Выбрать даты",
        "Previous month": "Предыдущий месяц",
        "Next month": "Следующий месяц",
        "Previous": "Назад",
        "Next": "Вперёд",
        "day": "день",
        "month": "месяц",
        "year": "год",
        "day,": "день,",
        "month,": "месяц,",
        "year,": "год,",
        "Use arrow keys to navigate dates. Enter to select. Escape to close.":
            "Стрелки — выбор дня, Enter — принять, Esc — закрыть.",
        "Press Enter to apply": "Enter — применить",
        "Press Enter to submit form": "Enter — отправить",
        "Press Ctrl+Enter to apply": "Ctrl+Enter — применить",
        "Press Ctrl+Enter to submit form": "Ctrl+Enter — отправить",
        "Press ⌘+Enter to apply": "⌘+Enter — применить",
        "Show/hide columns": "Столбцы",
        "Download as CSV": "Сохранить CSV",
        "Download as PNG": "Сохранить рисунок",
        "Search": "Поиск",
        "Type to search": "Поиск",
        "Close Search": "Закрыть поиск",
        "Next Result": "Следующее",
        "Previous Result": "Предыдущее",
        "Fullscreen": "Во весь экран",
        "Enter fullscreen": "Во весь экран",
        "Close fullscreen": "Обычный размер",
        "Exit fullscreen": "Обычный размер",
        "Show data": "Данные",
        "Show chart": "График",
        "Toolbar action": "Действие",
        "Copy Vega-Lite spec": "Скопировать описание графика",
        "Vega visualization": "График",
        "Sort ascending": "По возрастанию",
        "Sort descending": "По убыванию",
        "Pin column": "Закрепить столбец",
        "Unpin column": "Открепить столбец",
        "Hide column": "Скрыть столбец",
        "Autosize": "По содержимому",
        "Format": "Вид чисел",
        "Statistics": "Сводка",
        "Dataframe column menu": "Меню столбца",
        "Copy column name": "Скопировать название",
        "dd": "дд",
        "mm": "мм",
        "yyyy": "гггг",
        "dd.mm.yyyy": "дд.мм.гггг",
        "Add row": "Добавить строку",
        "Delete row(s)": "Удалить строки",
        "Copy to clipboard": "Скопировать",
        "Copied": "Скопировано",
        "Link to heading": "Ссылка на раздел",
        "Scroll tabs left": "Вкладки влево",
        "Scroll tabs right": "Вкладки вправо",
        "Invalid input.": "Недопустимое значение.",
        "true": "да",
        "false": "нет",
        "Try again": "Повторить",
        "Page not found": "Страница не найдена",
        "Connection error": "Нет связи",
        "Connection timed out.": "Время ожидания вышло.",
        "Reconnected to server.": "Связь восстановлена.",
        "Streamlit server is not responding. Are you connected to the internet?":
            "Программа не отвечает. Проверьте подключение к сети; страница оживёт сама, когда связь вернётся.",
        "Connection lost. Please wait for the app to reconnect, then try again.":
            "Связь потеряна. Подождите, пока она вернётся, и повторите.",
        "Script execution error": "Ошибка программы",
        "This app has encountered an error.": "Произошла ошибка. Сообщите администратору сервиса.",
        "progress": "ход",
        "visualization": "график",
        "axis": "ось",
        "legend": "обозначения",
        "title": "заголовок",
        "bar": "столбец",
        "group mark container": "группа",
        "rect mark container": "столбцы",
        "rule mark container": "линии",
        "line mark container": "линии",
        "symbol mark container": "точки",
        "text mark container": "подписи",
        "area mark container": "области",
    };
    const UNITS = {"": "Б", K: "КБ", M: "МБ", G: "ГБ"};
    const MONTHS = {
        January: "января", February: "февраля", March: "марта", April: "апреля", May: "мая", June: "июня", July: "июля",
        August: "августа", September: "сентября", October: "октября", November: "ноября", December: "декабря",
    };
    // A button without words is called by its picture.
    const PICTURES = {
        search: "подробно", arrow_back: "назад", arrow_forward: "вперёд", download: "сохранить", edit: "изменить",
        delete: "удалить", add: "добавить", close: "закрыть", person: "кто вошёл", info: "сведения", error: "ошибка",
        warning: "внимание",
    };
    const size = (number, unit) => `${String(parseFloat(number)).replace(".", ",")} ${UNITS[unit]}`;
    const axis = (letter, title) => `Ось ${letter === "X" ? "абсцисс" : "ординат"}${title ? ` «${title}»` : ""}`;
    const listed = (values) => values.replace(", ending with ", ", … ");
    const date = (words) => words.replace(
        /(?:[A-Z][a-z]+day, )?([A-Z][a-z]+) 0?(\d+), (\d{4})/g, (all, m, d, y) => (MONTHS[m] ? `${d} ${MONTHS[m]} ${y}` : all));
    const PATTERNS = [
        [/^([\d.]+)\s?([KMG]?)B$/, (_, n, u) => size(n, u)],
        [/([\d.]+)\s?([KMG]?)B per file/, (_, n, u) => `до ${size(n, u)}`],
        [/^File must be ([\d.]+)\s?([KMG]?)B or smaller\.$/, (_, n, u) => `Файл должен быть не больше ${size(n, u)}.`],
        [/^.* files are not allowed\.$/, () => "Файлы такого вида не принимаются."],
        [/^Error:(.*)$/, (_, rest) => `Ошибка:${rest}`],
        [/^(.+), ([\d.]+)\s?([KMG]?)B$/, (_, name, n, u) => `${name}, ${size(n, u)}`],
        [/^Choose date, (.+)$/, (_, month) => `Выбор даты, ${month}`],
        [/^Upload (.+)$/, (_, label) => `Выбрать файл: ${label}`],
        [/^Remove (.+)$/, (_, name) => `Убрать ${name}`],
        [/^Help for (.+)$/, (_, label) => `Пояснение: ${label}`],
        [/^Shortcut (.+)$/, (_, key) => `Клавиша ${key}`],
        [/^(\d+) options? available\.$/, (_, n) => `Вариантов: ${n}.`],
        [/^Select (\d+) matches$/, (_, n) => `Выбрать найденное: ${n}`],
        [/^View (\d+) more$/, (_, n) => `Показать ещё ${n}`],
        [/^(.+) cleared\.$/, (_, name) => `Снято: ${name}.`],
        [/^(.+), selected$/, (_, name) => `${name}, выбрано`],
        [/^Selected: (.+)$/, (_, name) => `Выбрано: ${name}`],
        [/^Selected Date: (.+)$/, (_, day) => `Выбрана дата: ${date(day)}`],
        [/^Today, (.+)$/, (_, day) => `Сегодня, ${date(day)}`],
        [/^(?:[A-Z][a-z]+day, )?[A-Z][a-z]+ \d{1,2}, \d{4}( selected)?$/, (all, on) =>
            date(all.replace(" selected", "")) + (on ? " — выбрано" : "")],
        [/^(day|month|year), (.*)$/, (_, part, label) => `${WORDS[part]}, ${label}`],
        [/^Page (\d+)$/, (_, n) => `Страница ${n}`],
        [/^(\w+) icon$/, (_, name) => PICTURES[name] || "значок"],
        [/^(\d+) more$/, (_, n) => `ещё ${n}`],
        [/^(\d+) of (\d+)$/, (_, n, all) => `${n} из ${all}`],
        [/^Number is (?:below|above|outside) the allowed range\..*?(between )?([\d.]+)?(?: and ([\d.]+))?\.?$/, () =>
            "Число вне допустимых пределов."],
        [/^You can only select up to (\d+) .*$/, (_, n) => `Можно выбрать не больше ${n}. Сначала уберите одно.`],
        [/^Press (.+) to apply$/, (_, keys) => `${keys} — применить`],
        [/^The page that you have requested does not seem to exist\.?.*$/, () =>
            "Такой страницы нет. Показана первая страница."],
        [/^You have requested page (\S+), but .*$/, (_, page) => `Страницы ${page} нет. Показана первая страница.`],
        [/^([XY])-axis(?: titled '(.*?)')? for a \S+ scale with \d+ values?: (.*)$/, (_, letter, title, values) =>
            `${axis(letter, title)}: ${listed(values)}`],
        [/^([XY])-axis(?: titled '(.*?)')? for a \S+ scale with values from (.*) to (.*)$/, (_, letter, title, low, high) =>
            `${axis(letter, title)}: от ${low} до ${high}`],
        [/^\S+ legend(?: titled '(.*?)')? for .* with \d+ values?: (.*)$/, (_, title, values) =>
            `Обозначения${title ? ` «${title}»` : ""}: ${listed(values)}`],
        [/^Title text '(.*)'$/, (_, text) => `Заголовок «${text}»`],
    ];
    // What stays on one line: «№ 5», «п. 1.6», «73,4 %», «12 чел.», «31 декабря», «Иванова А. А.», «= 5», «далее …».
    const MONTHS_OF = Object.values(MONTHS).join("|");
    const UNITS_OF = "%|п\\. п\\.|чел|тыс|млн|руб|шт|балл|год|лет|г\\.|месяц|дн|КБ|МБ|из \\d";
    const TIED = new RegExp([
        "№ (?=[\\dА-Яа-яЁё])", "(?:п|пп|ст|гл|разд|прил|стр)\\. (?=\\d)", `\\d (?:${UNITS_OF}|${MONTHS_OF})`,
        "= (?=\\d)", "\\S (?=…)", "[А-ЯЁ][а-яё]+ [А-ЯЁ]\\.(?: ?[А-ЯЁ]\\.)?", "[А-ЯЁ]\\. ?[А-ЯЁ]\\. (?=[А-ЯЁ][а-яё])",
    ].join("|"), "g");
    const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-roledescription", "aria-description"];

    function translated(text) {
        const words = text.trim();
        if (!/[A-Za-z]{2}|\d\s?B$/.test(words)) return text;
        if (Object.hasOwn(WORDS, words)) return text.replace(words, () => WORDS[words]);
        for (const [pattern, put] of PATTERNS) {
            if (pattern.test(words)) return words.replace(pattern, put);
        }
        return text;
    }

    // What a picture is drawn of is a word too: of the typeface, not of the language.
    const ofPicture = (node) => node.parentElement?.closest("[role=img], [data-testid=stIconMaterial], pre, textarea, script, style");

    const tied = (text) => text.replace(TIED, (words) => words.replaceAll(" ", "\u00a0"));

    function translateText(node) {
        const put = tied(translated(node.data));
        if (put !== node.data && !ofPicture(node)) node.data = put;
    }

    function translateAttribute(element, name) {
        const value = element.getAttribute(name);
        const put = value === null ? null : translated(value);
        if (put !== value) element.setAttribute(name, put);
    }

    function translateTree(root) {
        if (root.nodeType === Node.TEXT_NODE) return translateText(root);
        if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = root; node; node = walker.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) translateText(node);
            else for (const name of ATTRIBUTES) translateAttribute(node, name);
        }
        return undefined;
    }

    const noteShow = () =>
        document.documentElement.classList.toggle("show", /\/meeting\/?$/.test(location.pathname));

    noteShow();
    new MutationObserver((changes) => {
        noteShow();
        for (const change of changes) {
            if (change.type === "characterData") translateText(change.target);
            else if (change.type === "attributes") translateAttribute(change.target, change.attributeName);
            else change.addedNodes.forEach(translateTree);
        }
    }).observe(document, {
        childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
})();
