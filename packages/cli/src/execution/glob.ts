/**
 * Whether a text is what a glob describes: `*` is any text, `?` any character. It goes back to the last `*` alone: a
 * regular expression would try every way to share a text out among all of them.
 */
export function matchesGlob(text: string, glob: string): boolean {
  let [at, from] = [0, 0];
  let star = -1;
  let resumed = 0;
  while (at < text.length) {
    if (glob[from] === '*') {
      star = from++;
      resumed = at;
    } else if (glob[from] === '?' || glob[from] === text[at]) {
      at++;
      from++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++resumed;
    } else return false;
  }
  while (glob[from] === '*') from++;
  return from === glob.length;
}
