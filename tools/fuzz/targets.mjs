/* The kinds of input, each a module of its own. */
const names = [
  'spec',
  'manifest',
  'store',
  'archive',
  'jpeg',
  'pictures',
  'lists',
  'table',
  'arrays',
  'arguments',
  'names',
];

/** @returns of each its name, what it is about, its share of the cases, and Node's options for its process. */
export const loadTargets = () => Promise.all(names.map((name) => import(`./targets/${name}.mjs`)));
