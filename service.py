"""The program as a server: the door (``app.py``), and before it what the server itself answers."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from uspekh.ui.server.guard import Guard
from uspekh.ui.server.head import RussianHead
from uspekh.ui.server.moved import MovedAddresses

app = st.App("app.py", middleware=[Middleware(Guard), Middleware(MovedAddresses), Middleware(RussianHead)])
