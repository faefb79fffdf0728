"""Invented figures behind the demonstration workbook. Nobody ever reported them."""

from __future__ import annotations

# Sums over the schools by year, and what part of the year's value stands by each quarter.
SCHOOLS: dict[str, tuple[tuple[int, ...], tuple[float, ...]]] = {
    "p1_engaged": ((3300, 3180, 3470, 3560, 3480, 3620), (0.92, 0.95, 0.97, 1)),
    "p1_total": ((4800, 4790, 4810, 4800, 4820, 4830), (1, 1, 1, 1)),
    "p2_covered": ((520, 110, 140, 165, 160, 120), (0.15, 0.4, 0.6, 1)),
    "p3_participants": ((640, 710, 1250, 1520, 1710, 2410), (0.3, 0.45, 0.6, 1)),
    "p4_recommended": ((455, 380, 470, 481, 430, 390), (0.1, 0.35, 0.5, 1)),
    "r1_2_participants": ((540, 650, 1190, 1480, 1640, 2250), (0.3, 0.45, 0.6, 1)),
    "r1_2_total": ((2640, 2635, 2640, 2645, 2650, 2650), (1, 1, 1, 1)),
    "r1_6_disabled_engaged": ((62, 80, 96, 108, 121, 129), (0.85, 0.9, 0.95, 1)),
    "r1_6_disabled_total": ((180, 182, 184, 185, 187, 188), (1, 1, 1, 1)),
    "r1_9_mentored": ((180, 420, 790, 1110, 1390, 1660), (0.7, 0.85, 0.9, 1)),
    "r1_9_total": ((2400, 2390, 2400, 2410, 2420, 2430), (1, 1, 1, 1)),
    "r1_11_participants": ((1300, 1362, 1422, 1495, 1530, 1610), (0.2, 0.35, 0.55, 1)),
    "r1_11_total": ((3450, 3445, 3455, 3460, 3470, 3475), (1, 1, 1, 1)),
    "r1_13_parents": ((40, 55, 60, 80, 90, 95), (0.2, 0.4, 0.6, 1)),
}
# Organizations without a contingent of their own; what is not named is a reported zero.
OTHERS: dict[str, dict[str, tuple[int, ...]]] = {
    "ДДТ": {
        "p1_engaged": (190, 180, 195, 200, 205, 215),
        "p2_covered": (60, 20, 25, 30, 25, 30),
        "r1_6_disabled_engaged": (4, 3, 5, 6, 6, 7),
        "r1_9_mentored": (20, 30, 40, 55, 60, 70),
        "r1_9_total": (95, 90, 100, 105, 100, 110),
    },
    "ДЮСШ": {"p1_engaged": (95, 90, 98, 100, 99, 104), "r1_9_total": (95, 90, 98, 100, 99, 104)},
    "ДШИ": {
        "p1_engaged": (60, 55, 60, 62, 64, 66),
        "r1_9_mentored": (5, 9, 12, 20, 24, 30),
        "r1_9_total": (60, 55, 60, 62, 64, 66),
    },
}
# The municipality knows its children without counting one twice only in some years.
MUNICIPALITY = {2021: (3690, 4870), 2023: (3770, 4850)}
NOT_SENT = {("Ш7", 2022), ("ДЮСШ", 2020), ("ДШИ", 2024)}
LATE = ("Ш4", 2024)  # the last quarter has not been sent yet
# Plans that schools were set, by measure and year; wherever none stands, a guide is computed.
PLANS: dict[tuple[str, int], dict[str, float]] = {
    ("П1", 2023): {"Ш2": 72, "Ш3": 70, "Ш4": 74, "Ш5": 71.5, "Ш6": 73, "Ш7": 70},
    ("П1", 2024): {"Ш2": 74, "Ш3": 72, "Ш4": 75, "Ш5": 73.5, "Ш6": 74, "Ш7": 73},
    ("П2", 2022): {"Ш2": 180, "Ш5": 230},
    ("П2", 2023): {"Ш2": 205, "Ш5": 260},
    ("П2", 2024): {"Ш2": 240, "Ш5": 290},
    ("П3", 2024): {"Ш4": 0.38, "Ш6": 0.35},
    ("П4", 2024): {"Ш3": 520, "Ш7": 330},
}
MONEY = {
    ("1.6", 2019): (9_000_000, (0, 1_200_000, 5_400_000.5, 8_912_430.55)),
    ("1.1-1.2", 2020): (40_000, (0, 15_000, 25_000, 40_000)),
    ("1.1-1.2", 2023): (40_000, (0, 0, 15_000, 34_800.4)),
}
ROUTINE = (0, 0.3, 0.7, 1)
UNSPENT = {2020: 0.95, 2022: 0.86, 2024: 0.9}
