"""«Организации»: all against all measures; one of them over the years; a few side by side."""

from __future__ import annotations

from dataclasses import replace

from uspekh.charts.layers import MOST_LINES
from uspekh.ui.accepting import planning
from uspekh.ui.sections.organizations import compared_organizations, one_organization, organization_matrix
from uspekh.ui.session import door
from uspekh.ui.session.figures import figures_of

selection = door.selection()
chosen = selection.organizations
figures = figures_of(replace(selection, organizations=()))
if planning.is_open():
    planning.show(selection)
elif len(chosen) == 1:
    one_organization.show(figures, chosen[0])
elif 1 < len(chosen) <= MOST_LINES:
    compared_organizations.show(figures, chosen)
else:
    organization_matrix.show(figures, chosen)
