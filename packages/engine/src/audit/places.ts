import { fileURLToPath } from 'node:url';

/** A frame of the call stack that lies in a file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

type Callable = (...values: never[]) => unknown;

/** TensorFlow.js's own frames alone can be dozens. */
const deepest = 200;

/** The call stack, nearest caller first, without the frames down to that of `called`; the nearest `frames` of it. */
export function stackBelow(called: Callable, frames = deepest): string {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames;
  try {
    Error.captureStackTrace(holder, called);
    return holder.stack ?? '';
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The frames of a stack that lie in files, and so none of Node's own. */
export function placesIn(stack: string): Place[] {
  return stack.split('\n').flatMap((text) => {
    // Code made from a string has no file of its own.
    if (!/^ *at /.test(text) || text.includes('(eval at ')) return [];
    const found = /(?:^ *at (?:async )?|\()((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d+):\d+\)?$/.exec(text);
    return found ? [{ file: pathOf(found[1] as string), line: Number(found[2]) }] : [];
  });
}

function pathOf(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file.replace(/[?#].*$/, '')) : file;
}

/** The nearest caller: a frame in a file, or Node itself; what lies in neither, as `Array.map`, calls on behalf of another. */
export function nearestOf(stack: string): Place | 'node' | undefined {
  for (const line of stack.split('\n')) {
    if (/^ *at (?:.* \()?node:/.test(line)) return 'node';
    const [place] = placesIn(line);
    if (place) return place;
  }
  return undefined;
}

/** The name of the installed package that a place lies in. */
export const ownerOf = ({ file }: Place): string | undefined =>
  /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1]?.replace('\\', '/');

const isInstalled = ({ file }: Place) => /[\\/]node_modules[\\/]/.test(file);
const shown = ({ file, line }: Place) => `${file}:${line}`;

/** The nearest caller, and where that is an installed package, also the nearest that is not. */
export function describePlaces(places: readonly Place[]): string {
  const [nearest] = places;
  if (!nearest) return 'by code that lies in no file';
  const own = isInstalled(nearest) && places.find((place) => !isInstalled(place));
  return `at ${shown(nearest)}${own ? `, reached from ${shown(own)}` : ''}`;
}
