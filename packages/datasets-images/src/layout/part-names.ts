/** What a folder of a published set is for. */
export type Role = 'train' | 'test' | 'evaluation' | 'validation';

const words: Readonly<Record<Role, readonly string[]>> = {
  train: ['train', 'training', 'trainval', 'trn', 'tr'],
  test: ['test', 'testing', 'tst', 'te', 'ts', 'holdout'],
  evaluation: ['eval', 'evaluation', 'evaluate'],
  validation: ['val', 'valid', 'validation', 'validate', 'dev', 'devel', 'development'],
};
const roles = new Map(Object.entries(words).flatMap(([role, all]) => all.map((word) => [word, role as Role])));

/** Words beside a part's name that say nothing more: `seg_train`, `test_set`, `valid images`. */
const fillers =
  /^(\d+|seg|sets?|data|datasets?|images?|imgs?|pics?|pictures?|photos?|files?|folder|dir|split|samples?)$/;
/** What may lie beside the parts and is none: images without labels. */
const noPart = /^(pred|prediction|predict|unlabell?ed|extra|additional|submission)$/;
/** Names that are parts whatever lies beside them; of others all folders must be parts. */
const plain = /^(train(ing)?|test|val|valid|validation)$/i;

const glued = new RegExp(`^(${[...roles.keys()].join('|')})(sets?|data|datasets?|images?|imgs?)$`);

/** `seg_train`, `TrainSet`, `test2017` in words. */
const wordsOf = (name: string) =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/\d+/g, ' $& ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => glued.exec(word)?.[1] ?? word)
    .filter((word) => word !== '' && !fillers.test(word));

interface Reading {
  readonly folder: string;
  /** Undefined where the name is none of a part, or of two. */
  readonly role: Role | undefined;
  /** Whether a word of it is the name of a part. */
  readonly isLike: boolean;
  readonly isExtra: boolean;
  /** The other words. */
  readonly rest: string;
}

function read(folder: string): Reading {
  const all = wordsOf(folder);
  const found = all.filter((word) => roles.has(word));
  return {
    folder,
    role: found.length === 1 ? roles.get(found[0]!) : undefined,
    isLike: found.length > 0,
    isExtra: all.length > 0 && all.every((word) => noPart.test(word)),
    rest: all.filter((word) => !roles.has(word)).join(' '),
  };
}

export type Parts = ReadonlyMap<Role, string>;

/** What the folders of a set are by their names: its parts, its classes, or neither of them for sure. */
export interface Meaning {
  readonly parts?: Parts;
  /** Why they may be parts. */
  readonly unclear?: string;
}

/** Reads the names of the folders that a set begins with: `train` and `test` under all their usual names are parts. */
export function meaningOf(folders: readonly string[]): Meaning {
  const readings = folders.map(read);
  const onlyParts = folders.length > 1 && readings.every(({ isLike, isExtra }) => isLike || isExtra);
  const parts = readings.filter(({ role, folder }) => role !== undefined && (onlyParts || plain.test(folder)));
  const of = (role: Role | undefined) => parts.filter((each) => each.role === role).map(({ folder }) => folder);
  if (of('train').length > 0 && parts.length > of('train').length) {
    const twice = parts.map(({ role }) => of(role)).find((same) => same.length > 1);
    if (twice) return { unclear: `${twice.join(' and ')} look like the same part` };
    const alike = new Set(parts.map(({ rest }) => rest)).size === 1;
    if (alike) return { parts: new Map(parts.map(({ role, folder }) => [role!, folder])) };
  }
  return onlyParts ? { unclear: `${folders.join(', ')} look like parts of a set and not like its classes` } : {};
}
