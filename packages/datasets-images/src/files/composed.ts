import { malformed } from './errors.js';
import { byCodeUnits, type SourceFiles } from './source-files.js';

const isComposed = (name: string) => name === name.normalize('NFC');

/**
 * The same files under composed names (NFC): a Mac writes `ä` as `a` and two dots, others as one letter, and it is one
 * name all the same.
 * @throws SeedbedError SB_DATA_LAYOUT where two files or two folders would become one.
 */
export function composed(files: SourceFiles): SourceFiles {
  if (files.names.every(isComposed) && [...files.aside, ...files.empty].every(isComposed)) return files;
  const given = new Map<string, string>();
  for (const name of files.names) {
    for (const path of pathsOf(name)) {
      const known = given.get(path.normalize('NFC'));
      if (known !== undefined && known !== path) throw twoSpellings(files, path.normalize('NFC'));
      given.set(path.normalize('NFC'), path);
    }
  }
  const raw = (name: string) => given.get(name) ?? name;
  return {
    names: files.names.map((name) => name.normalize('NFC')).sort(byCodeUnits),
    aside: files.aside.map((name) => name.normalize('NFC')),
    empty: files.empty.map((name) => name.normalize('NFC')),
    has: (name) => files.has(raw(name)),
    text: (name) => files.text(raw(name)),
    locate: (name) => files.locate(raw(name)),
    digest: (name) => files.digest(raw(name)),
    describe: (name) => files.describe(raw(name)),
    close: () => files.close(),
  };
}

/** A name and the folders above it: `a/b/c.jpg` is in `a/b` and `a`. */
const pathsOf = (name: string) => {
  const steps = name.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
};

const twoSpellings = (files: SourceFiles, path: string) =>
  malformed(
    files.describe(path),
    'is there in two Unicode spellings (composed and decomposed), which are one name',
    'Put what they hold into one of them, and take the other one away.',
  );
