import { isPicture, linesOf, malformed, type SourceFiles } from '@seedbed/datasets-images';

const list = 'val/val_annotations.txt';

/** The images that are measured, with their labels. */
export interface TestImages {
  /** By id; ids may be none of the classes. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** The list that labels them, and how many images of each id it names that are not there. */
  readonly list: string;
  readonly absent: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

/**
 * The validation images of each id: as `val_annotations.txt` labels them, wherever they lie in `val`, and without that
 * list as they were sorted: `val/<wnid>/`, `val/<wnid>/images/`, `val/images/<wnid>/`.
 * @throws SeedbedError SB_DATA_LAYOUT where neither says what they are, or where both do and differ.
 */
export function testImages(files: SourceFiles, ids: ReadonlySet<string>): TestImages {
  const images = files.names.filter((name) => name.startsWith('val/') && isPicture(name));
  const folderId = (name: string) => name.split('/').slice(1, -1).find((step) => ids.has(step)); // prettier-ignore
  const found = [list, 'val_annotations.txt'].find((name) => files.has(name));
  return found === undefined ? byFolders(files, images, folderId) : byList(files, found, images, folderId);
}

type FolderId = (name: string) => string | undefined;

function byList(files: SourceFiles, list: string, images: readonly string[], folderId: FolderId): TestImages {
  // As published first: some copies keep the images there and have them again by class.
  const published = (name: string) => (name.split('/').length === 3 && name.startsWith('val/images/') ? 0 : 1);
  const places = new Map<string, string>();
  for (const name of [...images].sort((a, b) => published(a) - published(b))) {
    const file = name.split('/').at(-1)!;
    if (!places.has(file)) places.set(file, name);
  }
  const labels = new Map<string, string[]>();
  const absent = new Map<string, Set<string>>();
  for (const line of linesOf(files.text(list))) {
    const [file = '', id = ''] = line.split('\t');
    if (!file || !id) throw malformed(files.describe(list), `"${line}" is not a file and its class`);
    const name = places.get(file);
    const sorted = name === undefined ? undefined : folderId(name);
    if (sorted !== undefined && sorted !== id) {
      throw malformed(files.describe(list), `calls ${file} ${id}, and it lies in the folder ${sorted}`);
    }
    if (!labels.has(id)) labels.set(id, []);
    if (name !== undefined) labels.get(id)!.push(name);
    else absent.set(id, (absent.get(id) ?? new Set()).add(file));
  }
  return { labels, list, absent: new Map([...absent].map(([id, own]) => [id, own.size])), notes: [] };
}

function byFolders(files: SourceFiles, images: readonly string[], folderId: FolderId): TestImages {
  const labels = new Map<string, string[]>();
  for (const name of images) {
    const id = folderId(name);
    if (id !== undefined) labels.set(id, [...(labels.get(id) ?? []), name]);
  }
  if (labels.size === 0) {
    throw malformed(files.describe(list), 'is not there, and the images of val are not in folders by class');
  }
  const notes = [`Derived: ${list} is not there, so the folders of val are the labels.`];
  return { labels, list, absent: new Map(), notes };
}
