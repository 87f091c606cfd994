import type { ColumnChunk, RowGroup, SchemaElement, SchemaTree } from 'hyparquet';

/** A column of values as it lies in a file: a column of the table, or a part of one that holds structures. */
export interface Leaf {
  readonly element: SchemaElement;
  readonly path: readonly string[];
  /** How many of the column and its part may be missing: 0, 1 or 2. */
  readonly definition: number;
}

const mayLack = ({ element }: SchemaTree) => element.repetition_type !== 'REQUIRED';
const isPlain = ({ element, children }: SchemaTree) =>
  children.length === 0 && element.type !== undefined && element.repetition_type !== 'REPEATED';

/**
 * The columns that a column of the table is in a file: itself, or the parts of a structure. Undefined for lists, maps and
 * structures of structures: no data set takes them, so none is decoded.
 */
export function leavesOf(tree: SchemaTree): readonly Leaf[] | undefined {
  if (isPlain(tree)) return [{ element: tree.element, path: tree.path, definition: Number(mayLack(tree)) }];
  const { element, children } = tree;
  const isStructure = children.length > 0 && children.every(isPlain) && element.repetition_type !== 'REPEATED';
  if (!isStructure || element.logical_type !== undefined || element.converted_type !== undefined) return undefined;
  return children.map((child) => ({ element: child.element, path: child.path, definition: Number(mayLack(tree)) + Number(mayLack(child)) })); // prettier-ignore
}

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((step, at) => step === b[at]); // prettier-ignore

/**
 * Where a row group holds leaves of a column.
 * @returns a sentence without a full stop where it holds one twice, not at all, or as another type.
 */
export function chunksOf(group: RowGroup, name: string, leaves: readonly Leaf[]): ColumnChunk[] | string {
  const own = group.columns.filter(({ meta_data: meta }) => meta?.path_in_schema[0] === name);
  const found = leaves.flatMap(({ path, element }) => own.filter(({ meta_data: meta }) => isSame(meta!.path_in_schema, path) && meta!.type === element.type)); // prettier-ignore
  return found.length === leaves.length && own.length === leaves.length ? found : 'a row group does not hold it once';
}

const mebibyte = 1024 * 1024;
/** What the values of a column of a row group may take in memory. */
const mostMemory = 512 * mebibyte;

/** Texts and bytes are an object each in memory; dates and times become text. */
const isObject = ({ type, converted_type: converted, logical_type: logical }: SchemaElement) =>
  type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY' || type === 'INT96' || /^(DATE|TIME)/.test(`${converted ?? logical?.type}`); // prettier-ignore

/** How many values of a leaf may be in memory at a time. */
export const mostValues = ({ element }: Leaf): number => mostMemory / (isObject(element) ? 128 : 16);
