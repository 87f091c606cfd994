/** Pages, as "pp. 1929-1958", and numbers of preprints, as "2012.01234", look like years and are none. */
const otherNumbers = /\d+\s*[-\u2010-\u2015\u2212]\s*\d+|\d{4}\.\d+/g;

/** The year that a reference names, which is the last one in it; undefined where it names none. */
export function yearIn(reference: string): number | undefined {
  const years = reference.replace(otherNumbers, ' ').match(/(?<!\d)(?:19|20)\d\d(?!\d)/g);
  return years ? Number(years.at(-1)) : undefined;
}
