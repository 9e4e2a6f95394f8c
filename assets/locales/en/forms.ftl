### Forms

## The kit of widgets
kit-calendar = Open the calendar
kit-close = Close
kit-close-tab = Close { $label }
kit-go-to = Go to it
kit-month-after = Next month
kit-month-before = Previous month
kit-no-match = Nothing matches.
kit-no-moment = Not a moment: write 2026-07-01, 2026-07-01T08:00 or 2026-07-01T08:00+02:00.
kit-no-number = Not a number of the allowed range.
kit-no-whole-number = Not a whole number of the allowed range.
kit-search = Search
kit-theme-dark = Dark
kit-theme-light = Light
kit-theme-system = As the system
# The initials of the weekdays from Monday, with a space between them.
kit-weekdays = Mo Tu We Th Fr Sa Su
kit-january = January
kit-february = February
kit-march = March
kit-april = April
kit-may = May
kit-june = June
kit-july = July
kit-august = August
kit-september = September
kit-october = October
kit-november = November
kit-december = December
