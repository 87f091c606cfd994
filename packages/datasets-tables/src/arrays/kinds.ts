/** What arrays and columns are called that go into a network, and those that are to be predicted. */
const inputWords = new Set('x data image images img imgs picture pictures input inputs features samples'.split(' '));
const answerWords = new Set('y label labels target targets class classes'.split(' '));

export type ArrayKind = 'inputs' | 'answers';

/** `x_train`, `trainX`, `Xtrain` and `train/x` in words. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/(^|[/_.-])([xy])(?=(train|test|val|dev))/gi, '$1$2 ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** What an array is for by its name; a folder above it has no say. */
export function kindOf(name: string): ArrayKind | undefined {
  const words = wordsOf(name.slice(name.lastIndexOf('/') + 1));
  if (words.some((word) => answerWords.has(word))) return 'answers';
  return words.some((word) => inputWords.has(word)) ? 'inputs' : undefined;
}

/** Of several names those that an option means: that name itself, in whatever folder; or else those that hold its words. */
export function meantBy(option: string, names: readonly string[]): string[] {
  const own = option.normalize('NFC');
  const exact = names.filter((name) => name === own || name.endsWith(`/${own}`));
  if (exact.length > 0) return exact;
  const words = wordsOf(own);
  return names.filter((name) => words.every((word) => wordsOf(name).includes(word)));
}
