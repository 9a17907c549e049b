/* Reads a date as readers type it: 4 June, june 4th 1901, 1901-06-04, 4.6.1901, June 1901, 6/1901, 1901. */
(() => {
  "use strict";

  const YEAR = /^(?:1[5-9]|20)\d\d$/, DAY = /^(\d{1,2})(?:st|nd|rd|th|er|ter)?$/;
  const two = (number) => String(number).padStart(2, "0");

  /* A reader of dates, for the names of the twelve months, each a list of folded words. It takes the
     folded words of the whole date and gives its first and last day in ISO 8601, without the year if
     none was typed; null if they are no date. */
  window.chronicleSearch.dates = (months) => (words) => {
    const [a, b, c, more] = words.map((word) => ({
      year: YEAR.test(word) ? word : "",
      month: months.findIndex((names) => names.includes(word)) + 1,
      number: /^\d{1,2}$/.test(word) && word > 0 && word < 13 ? Number(word) : 0,
      day: Number(DAY.exec(word)?.[1] ?? 0) % 32,
    }));
    const of = (year, month, day) => {
      const part = (m, d) => [year, month ? two(month) : m, day ? two(day) : d].filter(Boolean).join("-");
      return { first: part("01", "01"), last: part("12", "31") };
    };
    if (more) return null;
    if (c) {
      if (a.year && b.number && c.day) return of(a.year, b.number, c.day);
      if (!c.year) return null;
      if (a.day && (b.month || b.number)) return of(c.year, b.month || b.number, a.day);
      return (a.month || a.number) && b.day ? of(c.year, a.month || a.number, b.day) : null;
    }
    if (!b) return a.year ? of(a.year, 0, 0) : null;
    if (a.year && b.number) return of(a.year, b.number, 0);
    if (a.day && b.month) return of("", b.month, a.day);
    if (a.month && b.day) return of("", a.month, b.day);
    return (a.month || a.number) && b.year ? of(b.year, a.month || a.number, 0) : null;
  };
})();
