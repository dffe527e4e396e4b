"""The shape of the tables of days off and of the hours that an office keeps."""

from datetime import date, time
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from kondusif.rulebook.schema import Citation, Confidence, DayOffKind, Model, Row, Slug, Status, Words


class Weekday(StrEnum):
    """In the order of `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Holiday(Model):
    date: date
    name: Words
    kind: DayOffKind
    area: str | None = None

    @model_validator(mode="after")
    def a_local_day_names_its_place(self) -> Self:
        if (self.kind is DayOffKind.LOCAL) != bool(self.area):
            raise ValueError("libur daerah, dan hanya libur daerah, menyebut kode wilayahnya")
        return self


class HolidayYear(Model):
    year: int
    source: tuple[Slug, ...] = Field(min_length=1)
    read_on: date
    status: Status
    confidence: Confidence
    doubts: tuple[Words, ...]
    days: tuple[Holiday, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def days_stand_once_in_order_in_their_year(self) -> Self:
        dates = [day.date for day in self.days]
        if any(day.year != self.year for day in dates):
            raise ValueError("ada tanggal di luar tahunnya")
        if dates != sorted(set(dates)):
            raise ValueError("tanggal harus urut dan tidak berulang")
        return self


class WeeklyHours(Model):
    days: tuple[Weekday, ...] = Field(min_length=1)
    opens: time
    closes: time


class OpenPeriod(Model):
    """Days on which the office stays open around the clock, weekends and days off included."""

    name: Words
    first: date
    last: date


class Office(Row):
    title: Words
    weekly: tuple[WeeklyHours, ...] = Field(min_length=1)
    closed_on: tuple[DayOffKind, ...]
    around_the_clock: tuple[OpenPeriod, ...]
    basis: tuple[Citation, ...] = Field(min_length=1)
