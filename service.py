"""The program as a server: the door (``app.py``), and before it what the server itself answers."""

from __future__ import annotations

from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from uspekh.ui.server.calendar_feed import CalendarFeed
from uspekh.ui.server.guard import Guard
from uspekh.ui.server.head import RussianHead
from uspekh.ui.server.moved import MovedAddresses

# What every page needs is loaded before anybody comes: the first visitor would wait for it.
for _module in ("uspekh.ui.session.filters", "uspekh.ui.session.figures", "uspekh.ui.meeting.steps"):
    import_module(_module)

middleware = [Middleware(each) for each in (Guard, CalendarFeed, MovedAddresses, RussianHead)]
app = st.App("app.py", middleware=middleware)
