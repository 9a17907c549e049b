/* Reads a date out of what a reader typed: 4 June, june 4th 2011, 2011-06-04, 4.6.2011, June 2011, 1980. */
(() => {
  "use strict";

  const YEAR = /^(?:1[5-9]|20)\d\d$/, DAY = /^(\d{1,2})(?:st|nd|rd|th|er|ter)?$/;
  const two = (number) => String(number).padStart(2, "0");

  /* `months` are the names of the twelve months, each a list of folded words; `words` those of the query, folded.
     Gives { first, last, rest }: the first and the last day as ISO dates, without their year where none was typed, and
     the other words; or null. */
  window.chronicleDate = (words, months) => {
    const month = (word) => months.findIndex((names) => names.includes(word)) + 1;
    const day = (word) => { const found = Number(DAY.exec(word ?? "")?.[1]); return found > 0 && found < 32 ? found : 0; };
    const year = (word) => (YEAR.test(word ?? "") ? word : "");
    const number = (word) => (/^\d{1,2}$/.test(word ?? "") && word > 0 && word < 13 ? Number(word) : 0);

    /* What the words from `at` on say: [year, month, day, how many words]. */
    function read(at) {
      const [one, two, three] = words.slice(at, at + 3);
      if (year(one) && number(two)) return day(three) ? [one, number(two), day(three), 3] : [one, number(two), 0, 2];
      if (year(three) && day(one) && number(two)) return [three, number(two), day(one), 3];
      if (year(three) && number(one) && day(two)) return [three, number(one), day(two), 3];
      if (day(one) && month(two)) return [year(three), month(two), day(one), year(three) ? 3 : 2];
      if (month(one) && day(two)) return [year(three), month(one), day(two), year(three) ? 3 : 2];
      if (month(one) && year(two)) return [two, month(one), 0, 2];
      return year(one) ? [one, 0, 0, 1] : null;
    }

    const all = words.map((_, at) => ({ at, found: read(at) })).filter(({ found }) => found);
    const best = all.sort((a, b) => b.found[3] - a.found[3])[0];
    if (!best) return null;
    const [y, m, d, length] = best.found;
    const part = (first) => [y, m || first ? two(m || 1) : "12", d || first ? two(d || 1) : "31"].filter(Boolean).join("-");
    return { first: part(true), last: part(false), rest: words.filter((_, i) => i < best.at || i >= best.at + length).join(" ") };
  };
})();
