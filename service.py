"""The program as a server: the door (``app.py``), and before its files a guard."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from uspekh.ui.server.guard import Guard

app = st.App("app.py", middleware=[Middleware(Guard)])
