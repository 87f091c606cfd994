import { isAlias, isMap, isNode, isScalar, isSeq, type Node, visit } from 'yaml';
import { problem } from './position.js';
import type { SpecFile } from './spec-file.js';
import type { ErrorCode, SeedbedError } from '../errors.js';

/** Where something was written. */
export interface Place {
  readonly file: SpecFile;
  /** Offset in the file's text, in UTF-16 units. */
  readonly offset: number;
}

export interface Placed {
  readonly place: Place;
}

export interface Scalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface List extends Placed {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** Keys are unique text and keep the order in which they were written: that of a factor's levels has a meaning. */
export interface Mapping extends Placed {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: Place;
  readonly value: Value;
}

/** A value of a spec that still knows where it was written, through extends, overrides, tables and variables. */
export type Value = Scalar | List | Mapping;

/** What JSON can hold. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** An error at a value, with file, line, column, the line and a caret. */
export function fail(code: ErrorCode, { place }: Placed, message: string, hint?: string): SeedbedError {
  const { line, col } = place.file.lines.linePos(place.offset);
  return problem(code, message, { file: place.file, line, column: col }, hint);
}

/** An error at a key. */
export const failAt = (code: ErrorCode, place: Place, message: string, hint?: string) =>
  fail(code, { place }, message, hint);

/** Far more than any spec holds; aliases of aliases grow without bound. */
const mostValues = 200_000;

/**
 * The values of a file.
 * @throws SeedbedError SB_SPEC_YAML for a number that is not finite, a merge key, or aliases that explode.
 */
export function valueOf(file: SpecFile): Value {
  let left = mostValues;
  const open = new Set<unknown>();
  const targets = targetsOf(file);

  function convert(written: unknown, fallback: Place): Value {
    const offset = (written as Node | null)?.range?.[0] ?? fallback.offset;
    const place = { file, offset };
    if (left-- <= 0) throw failAt('SB_SPEC_YAML', place, 'aliases make more values than a spec can hold', 'write values out'); // prettier-ignore
    const node = isAlias(written) ? targets.get(written) : written;
    if (isAlias(written) && node === undefined) throw failAt('SB_SPEC_YAML', place, `nothing before it is called &${written.source}`); // prettier-ignore
    if (open.has(node)) throw failAt('SB_SPEC_YAML', place, 'a value that contains itself');
    if (isScalar(node)) return scalarOf(node.value, place);
    if (!isSeq(node) && !isMap(node)) return { kind: 'scalar', value: null, place };
    open.add(node);
    const value: Value = isSeq(node)
      ? { kind: 'list', place, items: node.items.map((item) => convert(item, place)) }
      : { kind: 'mapping', place, entries: new Map(node.items.map((pair) => entryOf(pair.key, pair.value, place))) };
    open.delete(node);
    return value;
  }

  function entryOf(key: unknown, value: unknown, parent: Place): [string, Entry] {
    const name = isScalar(key) ? String(key.value).normalize('NFC') : '';
    const place = { file, offset: (key as Node | null)?.range?.[0] ?? parent.offset };
    if (!isScalar(key)) throw failAt('SB_SPEC_YAML', place, 'a key is text on one line');
    // An object has such a field without holding it.
    if (name === '__proto__') throw failAt('SB_SPEC_NAME', place, 'a key cannot be "__proto__"', 'choose another name');
    if (name === '<<') {
      throw failAt('SB_SPEC_YAML', place, 'merge keys are not part of the language', 'repeat a value with *name');
    }
    return [name, { key: place, value: convert(value, place) }];
  }

  return convert(file.document.contents, { file, offset: 0 });
}

/** What each alias repeats: the last value before it with that name. Its own `resolve` walks through the file each time. */
function targetsOf({ document }: SpecFile): ReadonlyMap<Node, Node | undefined> {
  const named = new Map<string, Node>();
  const targets = new Map<Node, Node | undefined>();
  visit(document, (_, node) => {
    if (isAlias(node)) targets.set(node, named.get(node.source));
    else if (isNode(node) && node.anchor !== undefined) named.set(node.anchor, node);
  });
  return targets;
}

function scalarOf(value: unknown, place: Place): Scalar {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw failAt('SB_SPEC_YAML', place, `${value} is not a finite number`);
  }
  // One spelling of each letter: a class is known by its name, however an editor writes it.
  if (typeof value === 'string') return { kind: 'scalar', value: value.normalize('NFC'), place };
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'scalar', value, place };
  }
  throw failAt('SB_SPEC_YAML', place, 'a value that JSON cannot hold', 'put it between quotes');
}

/** The value without its places. */
export function plainOf(value: Value): Plain {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plainOf);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plainOf(entry.value)]));
}

export const isNull = (value: Value): boolean => value.kind === 'scalar' && value.value === null;

/** The text of a scalar, or undefined of anything else. */
export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;

/** @param what What it is called in an error. @throws SeedbedError SB_SPEC_INVALID for anything but a mapping. */
export function mappingOrFail(value: Value, what: string): Mapping {
  if (value.kind === 'mapping') return value;
  throw fail('SB_SPEC_INVALID', value, `${what} cannot be ${kindOf(value)}: a mapping is expected`);
}

/** A field of a mapping, or undefined: of other values too. */
export const field = (value: Value | undefined, key: string): Value | undefined =>
  value?.kind === 'mapping' ? value.entries.get(key)?.value : undefined;

/** A list's items; a single value is a list of one. */
export const itemsOf = (value: Value): readonly Value[] => (value.kind === 'list' ? value.items : [value]);

/** What a level is called: text as it is, a number by its JSON text. Undefined of what cannot be a level. */
export function levelText(value: Value): string | undefined {
  if (value.kind !== 'scalar' || value.value === null) return undefined;
  return typeof value.value === 'string' ? value.value : JSON.stringify(value.value);
}

/** A mapping with some entries replaced or added, in their place or at the end. */
export function withEntries(mapping: Mapping, entries: Iterable<readonly [string, Entry]>): Mapping {
  const changed = new Map(mapping.entries);
  for (const [key, entry] of entries) changed.set(key, entry);
  return { ...mapping, entries: changed };
}

/** In the words of an error: "a list", "a mapping", "12", "nothing". */
export function kindOf(value: Value): string {
  if (value.kind !== 'scalar') return `a ${value.kind}`;
  return value.value === null ? 'nothing' : JSON.stringify(value.value);
}
