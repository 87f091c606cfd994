/*
 * What a computer leaves beside somebody's files is nobody's data: names that begin with a dot, and the names of this
 * list. Such a folder is not entered, and what was ignored is counted in a note.
 */

/** Left by file managers, recycle bins, network drives and programs, without a dot in front; in lower case. */
const leftByPrograms = new Set([
  '__macosx',
  '_notes',
  '_thumbnails',
  '_thumbs',
  '_vti_cnf',
  '_vti_pvt',
  '@__thumb',
  '__pycache__',
  '_gsdata_',
  '@eadir',
  '@recently-snapshot',
  '@recycle',
  '@sharebin',
  '@snapshot',
  '@synoeastream',
  '@synoresource',
  '@tmp',
  '#recycle',
  '#snapshot',
  '$recycle.bin',
  '~snapshot',
  'cvs',
  'desktop.ini',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'icon\r',
  'lost+found',
  'network trash folder',
  'node_modules',
  'picasa.ini',
  'pspbrwse.jbf',
  'recycled',
  'recycler',
  'system volume information',
  'temporary items',
  'thevolumesettingsfolder',
  'thumbs.db',
  'zbthumbnail.info',
]);

/** Where Windows puts what its check of a disk found. */
const foundByChkdsk = /^found\.\d{3}$/i;

/** Whether a folder or file of this name (without its path) is left alone. */
export const isAside = (step: string): boolean =>
  step.startsWith('.') || leftByPrograms.has(step.toLowerCase()) || foundByChkdsk.test(step);

/** The highest folder (with `/` behind it) or the file of a path that is left alone; undefined where none is. */
export function asideOf(path: string): string | undefined {
  const steps = path.split('/');
  const at = steps.findIndex(isAside);
  if (at < 0) return undefined;
  return steps.slice(0, at + 1).join('/') + (at < steps.length - 1 ? '/' : '');
}
