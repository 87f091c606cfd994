import { SeedbedError } from '@seedbed/core';

/** What the elements of an array are; U and S are text of a fixed length. */
export type ElementType = 'u1' | 'i1' | 'u2' | 'i2' | 'u4' | 'i4' | 'u8' | 'i8' | 'f2' | 'f4' | 'f8' | 'b1' | 'U' | 'S';

/** An array that may turn out to be none: that is said where it is used. */
export async function listed(
  name: string,
  file: string,
  open: () => Promise<StoredArray> | StoredArray,
): Promise<ListedArray> {
  try {
    const array = await open();
    return { name, file, usable: () => array };
  } catch (error) {
    if (!(error instanceof SeedbedError) || error.code !== 'SB_DATA_ARRAY') throw error;
    const refuse = (): never => {
      throw error;
    };
    return { name, file, usable: refuse };
  }
}

/** As NumPy calls them. */
export const elementNames: Readonly<Record<ElementType, string>> = {
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  b1: 'bool',
  U: 'text',
  S: 'bytes',
};

export const isText = (type: ElementType): boolean => type === 'U' || type === 'S';
export const isFloat = (type: ElementType): boolean => type.startsWith('f');

/** An array by its name. Others than those that are used may be of any kind. */
export interface ListedArray {
  /** As its file calls it, without an ending. */
  readonly name: string;
  /** The name of the file among those that were given. */
  readonly file: string;
  /** @throws SeedbedError SB_DATA_ARRAY where it cannot be used. */
  usable(): StoredArray;
}

/** An array in a file, of which nothing but the header was read. */
export interface StoredArray extends Omit<ListedArray, 'usable'> {
  /** What a person calls it. */
  readonly where: string;
  readonly type: ElementType;
  /** Bytes of an element. */
  readonly size: number;
  readonly bigEndian: boolean;
  /** Extents, the slowest axis first. */
  readonly shape: readonly number[];
  /** All elements in order, the last axis fastest: exactly as many bytes as shape and size say. */
  bytes(): AsyncGenerator<Buffer, void, undefined>;
}

/** Elements of a shape; infinite or no whole number where they cannot be counted. */
export const countOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
