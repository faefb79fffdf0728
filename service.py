"""The program as a server: the door (``app.py``), and before it what the server itself answers."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from uspekh.garbage import uncollected

with uncollected():
    from uspekh.ui.first_visit import preparing
    from uspekh.ui.server.calendar_feed import CalendarFeed
    from uspekh.ui.server.guard import Guard
    from uspekh.ui.server.head import RussianHead
    from uspekh.ui.server.moved import MovedAddresses

middleware = [Middleware(each) for each in (Guard, CalendarFeed, MovedAddresses, RussianHead)]
app = st.App("app.py", middleware=middleware, lifespan=preparing)
