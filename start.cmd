@echo off
rem Makes the environment when it is missing or out of date, then starts the dashboard, which opens the browser.
chcp 65001 >nul
cd /d "%~dp0"
set PYTHON=.venv\Scripts\python.exe

if not exist %PYTHON% py -3.11 -m venv .venv
if not exist %PYTHON% py -3 -m venv .venv
if not exist %PYTHON% goto nopython

fc /b requirements.txt .venv\installed.txt >nul 2>nul
if not errorlevel 1 goto run
echo Устанавливаются библиотеки. Это делается один раз и занимает несколько минут.
%PYTHON% -m pip install --quiet --require-hashes -r requirements.txt
if errorlevel 1 goto nolibraries
copy /y requirements.txt .venv\installed.txt >nul

:run
echo Программа открывается в браузере. Чтобы закончить работу, закройте это окно.
%PYTHON% -m streamlit run service.py
goto end

:nopython
echo Не найден Python 3.11 или новее. Установите его с сайта python.org и запустите start.cmd снова.
goto end

:nolibraries
echo Библиотеки не установлены: проверьте доступ в интернет и запустите start.cmd снова.

:end
pause
