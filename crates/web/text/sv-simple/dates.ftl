## Dates in words. Code fills in numbers and names; the order of the words is the language's own.

month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

weekday-1 = måndag
weekday-2 = tisdag
weekday-3 = onsdag
weekday-4 = torsdag
weekday-5 = fredag
weekday-6 = lördag
weekday-7 = söndag

date = { $day } { $month } { $year }

date-short = { $day } { $month }

weekday-date = { $weekday } { $date }

moment = { $date } klockan { $time }

today = i dag
tomorrow = i morgon
yesterday = i går

in-one-day = om { $days } dag

in-days = om { $days } dagar

late-one-day = { $days } dag för sent

late-days = { $days } dagar för sent
