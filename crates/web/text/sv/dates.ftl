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

# $day (String) - 1 to 31
# $month (String) - the month's name
# $year (String) - four digits
date = { $day } { $month } { $year }
# $day (String) - 1 to 31
# $month (String) - the month's name
date-short = { $day } { $month }
# $weekday (String) - the weekday's name
# $date (String) - a date in words
weekday-date = { $weekday } { $date }
# $date (String) - a date in words
# $time (String) - 14 or 14.30
moment = { $date } klockan { $time }

today = i dag
tomorrow = i morgon
yesterday = i går
# $days (String) - always 1
in-one-day = om { $days } dag
# $days (String) - 2 or more
in-days = om { $days } dagar
# $days (String) - always 1
late-one-day = { $days } dag för sent
# $days (String) - 2 or more
late-days = { $days } dagar för sent
