/* One name, many spellings: what is left of a word when its spelling is taken away.

   `spelled` drops what readers leave out: marks, capitals, apostrophes, hyphens, the Arabic article,
   the forms of alef. `sounded` goes on to what is heard: one letter for each sound, whether it was
   written kh, ḫ, خ or х, so that Latin, Arabic and Cyrillic spellings meet. Vowels stay; nearness.js
   gives them little weight. Rules are read from top to bottom. */
(() => {
  "use strict";

  /* Letters whose marks change the sound. */
  const MARKED = [
    [/[şšŝș]/gu, "sh"], [/[çčĉ]/gu, "ch"], [/ǧ/gu, "j"], [/[ğġĝḡ]/gu, "gh"], [/ž/gu, "zh"],
    [/[ḫẖḵ]/gu, "kh"], [/ḳ/gu, "q"], [/[ḏð]/gu, "dh"], [/[ṯþ]/gu, "th"],
    [/ة/gu, "A"],                                           /* heard as a, and as t before another word: Medine, Medinet */
  ];
  /* Characters without width, apostrophes, letters that Unicode does not divide, forms of one letter. */
  const LETTERS = [
    [/[\u00ad\u0640\u200b-\u200f\u2060\ufeff'`´’‘‛′ʹʻʼʽʾʿˈˊˋ՚＇ء]/gu, ""],
    [/ı/gu, "i"], [/ß/gu, "ss"], [/[øœ]/gu, "o"], [/æ/gu, "a"], [/đ/gu, "d"], [/ł/gu, "l"],
    [/ħ/gu, "h"],
    [/ٱ/gu, "ا"], [/[ىیې]/gu, "ي"], [/[ةەہھۃ]/gu, "ه"], [/[کڪ]/gu, "ك"],
    [/[٠-٩۰-۹]/gu, (digit) => digit.charCodeAt(0) & 15],
  ];
  const ARTICLE = /^(?:[وبفك]?ال|لل)(?=.{3})/u;
  const SOUNDS = [
    [/^(?:[وبفك]ال|لل)(?=.{3})/gu, "ال"],
    /* digits for letters, as in chats: 7asan, Sa3id */
    [/2(?=[a-z])/gu, ""], [/3(?=[a-z])/gu, "a"], [/5(?=[a-z])/gu, "kh"], [/7(?=[a-z])/gu, "h"],
    /* several letters for one sound, the longest first */
    [/x/gu, "ks"], [/dsch|dzh|dj|zh|дж|ж/gu, "j"], [/tsch|sch|tch|sh|ch|sz|cz|sj|تش|тч/gu, "S"],
    [/kh/gu, "X"], [/gh/gu, "G"], [/th/gu, "T"], [/dh/gu, "D"], [/ph/gu, "f"], [/ck/gu, "k"],
    [/ou|oo/gu, "u"], [/ee/gu, "i"],
    [/[ъь]/gu, ""], [/ц/gu, "ts"], [/ю/gu, "yu"], [/я/gu, "ya"],
  ];
  const ALPHABETS = new Map(Object.entries({
    a: "اعа", b: "بб", t: "تطт", T: "ث", j: "جژ", h: "حه", X: "خх", d: "دضд", D: "ذ", r: "رр", z: "زظз",
    s: "سصс", S: "شچчшщ", G: "غ", f: "فф", q: "ق", k: "كк", l: "لл", m: "مм", n: "نн", w: "و", y: "ي",
    p: "پп", g: "гґگڭ", v: "вڤ", e: "еєэ", i: "иіы", o: "о", u: "у",
  }).flatMap(([sound, letters]) => [...letters].map((letter) => [letter, sound])));

  const ruled = (text, rules) =>
    rules.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text);
  const plain = (text) =>
    ruled(text.normalize("NFKD").replace(/\p{Mn}/gu, ""), LETTERS).replace(/[^\p{L}\p{N}]/gu, "");
  const remembered = (fold) => {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) known.set(word, fold(word));
      return known.get(word);
    };
  };

  /* A text's words in lower case: at blanks, hyphens and every other mark but an apostrophe. */
  const BETWEEN = /[^\p{L}\p{N}\p{M}\p{Cf}'`´’‘‛′ʹʻʼʽʾʿˈˊˋ՚＇]+/u;
  const split = (text) => text.normalize("NFKC").toLowerCase().split(BETWEEN);
  const spelled = remembered((word) => plain(word).replace(ARTICLE, ""));
  const sounded = remembered((word) => ruled(plain(ruled(word, MARKED)), SOUNDS)
    .replace(/./gu, (letter) => ALPHABETS.get(letter) ?? letter)
    .replace(/iy|yi/gu, "y").replace(/uw|wu/gu, "w").replace(/(.)\1+/gu, "$1"));
  /* An English word without its ending: the start of its other forms. */
  const stem = (word) => word.replace(/(?<=[a-z]{4})s$/, "").replace(/(?<=[a-z]{4})(?:ing|ed|e|ion)$/, "");

  window.chronicleSearch.letters = { split, spelled, sounded, stem };
})();
