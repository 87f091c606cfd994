/** Where a file's bytes lie: a file of its own, or a stretch of an open one. */
export type Located =
  { readonly path: string } | { readonly file: number; readonly start: number; readonly length: number };

/** The files of a data set, wherever they lie. Names are relative, with `/`, and never leave the set. */
export interface SourceFiles {
  /** Composed (NFC) and sorted by code units, so that neither file system nor locale has a say. */
  readonly names: readonly string[];
  /** Hidden files and folders and what programs left, which are not among `names`; folders end with `/`. */
  readonly aside: readonly string[];
  /** Folders below which no file of `names` is, with `/` at the end. */
  readonly empty: readonly string[];
  has(name: string): boolean;
  /** The content of a list, composed (NFC) and without a byte order mark; UTF-8 or UTF-16. @throws SeedbedError SB_DATA_READ. */
  text(name: string): string;
  locate(name: string): Located;
  /** SHA-256 of a file's content where it is known without reading it. */
  digest(name: string): string | undefined;
  /** What a person calls a file: its path, or the archive and the name in it. */
  describe(name: string): string;
  close(): void;
}

/** Code units: the same everywhere, unlike a locale's order. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of folders, which end with `/`, those below which no file is, sorted. */
export function emptyOf(folders: Iterable<string>, names: Iterable<string>): string[] {
  const filled = new Set<string>();
  for (const name of names) {
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) filled.add(name.slice(0, at + 1));
  }
  return [...new Set(folders)].filter((folder) => !filled.has(folder)).sort(byCodeUnits);
}

/** The lines of a list, whatever ends them; empty ones are left out. */
export const linesOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The same files, seen from a folder within: names outside of it are gone. */
export function below(files: SourceFiles, prefix: string): SourceFiles {
  if (prefix === '') return files;
  const inside = files.names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const inner = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  return {
    names: inside,
    aside: files.aside.map(inner),
    empty: files.empty.map(inner),
    has: (name) => files.has(prefix + name),
    text: (name) => files.text(prefix + name),
    locate: (name) => files.locate(prefix + name),
    digest: (name) => files.digest(prefix + name),
    describe: (name) => files.describe(prefix + name),
    close: () => files.close(),
  };
}
