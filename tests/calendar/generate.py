"""Writes working_days.csv: Norwegian holidays by PyPI `holidays`, and days counted by nothing but Python's dates.

A row is a year, its holidays as `MMDD`, and a letter for each of its days that says how many days later (`A` is
none) the next working day comes, and the fifth one.
"""

import csv
import pathlib
from datetime import date, timedelta

import holidays

YEARS = range(1990, 2071)
DAY = timedelta(days=1)


def later(day, count, free):
    """Days from `day` to the working day that is `count` working days after it."""
    at = day
    while count:
        at += DAY
        count -= at.weekday() < 5 and at not in free
    return chr(ord("A") + (at - day).days)


def main():
    free = holidays.country_holidays("NO", years=range(YEARS.start, YEARS.stop + 1))
    with pathlib.Path(__file__).with_name("working_days.csv").open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["year", "holidays", "next", "fifth"])
        for year in YEARS:
            days = [date(year, 1, 1) + n * DAY for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
            named = " ".join(f"{day:%m%d}" for day in days if day in free)
            table.writerow([year, named, *("".join(later(day, count, free) for day in days) for count in (1, 5))])


main()
