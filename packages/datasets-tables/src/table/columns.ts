import { Growing } from '@seedbed/core';
import { isUnprintable, longestName, named } from '../names.js';
import type { Cell } from '../readers/cell.js';
import { isMissing, type NoNumber, numberOf, truthOf } from './numbers.js';

/** Why a cell is no name. */
export type NoName = 'bytes' | 'nested' | 'inexact' | 'unprintable' | 'long' | 'unknown' | 'many';
export type Wrong = NoNumber | NoName;

/** What became of a cell. */
export type Outcome = 'taken' | 'missing' | Wrong;

/** What is kept of a column, a number a row. */
export interface Column {
  add(cell: Cell): Outcome;
  /** The number that is kept of a row; rows with the same number have the same value. */
  at(row: number): number;
  isMissing(row: number): boolean;
}

/** A column of numbers; NaN is a missing one. */
export class NumberColumn implements Column {
  private readonly values = new Growing(Float32Array);
  private kind: 'numbers' | 'truths' | undefined;

  add(cell: Cell): Outcome {
    let number = numberOf(cell);
    let kind: typeof this.kind = 'numbers';
    if (number === 'text') {
      const truth = truthOf(cell);
      if (truth === undefined) return 'text';
      number = truth;
      kind = 'truths';
    }
    if (typeof number !== 'number') return number;
    this.values.add(number);
    if (Number.isNaN(number)) return 'missing';
    if (kind !== (this.kind ??= kind)) return 'mixed';
    return 'taken';
  }

  at(row: number): number {
    return this.values.at(row);
  }

  isMissing(row: number): boolean {
    return Number.isNaN(this.values.at(row));
  }
}

export interface NamesOf {
  /** More different names than this are none. */
  readonly most: number;
  /** Whether a name may be there. Default: any may. */
  readonly accept?: (name: string) => boolean;
}

/** A column of names: a number a name from 1, in the order in which they come; 0 is a missing one. */
export class NameColumn implements Column {
  private readonly codes = new Growing(Uint32Array);
  /** By the spelling in the file, and by the name itself. */
  private readonly known = new Map<string, number>();
  /** `names[code - 1]`. */
  readonly names: string[] = [];

  constructor(private readonly limits: NamesOf) {}

  add(cell: Cell): Outcome {
    const text = textOf(cell);
    if (text === undefined) {
      this.codes.add(0);
      return 'missing';
    }
    if (typeof text !== 'string') return text.wrong;
    const code = this.known.get(text) ?? this.codeOf(text);
    if (typeof code === 'string') return code;
    this.codes.add(code);
    return 'taken';
  }

  private codeOf(text: string): number | NoName {
    const name = named(text);
    let code = this.known.get(name);
    if (code === undefined) {
      if (isUnprintable(name)) return 'unprintable';
      if (name.length > longestName) return 'long';
      if (this.limits.accept && !this.limits.accept(name)) return 'unknown';
      if (this.names.length === this.limits.most) return 'many';
      code = this.names.push(name);
      this.known.set(name, code);
    }
    if (text !== name) this.known.set(text, code);
    return code;
  }

  at(row: number): number {
    return this.codes.at(row);
  }

  isMissing(row: number): boolean {
    return this.codes.at(row) === 0;
  }
}

/** A cell as text; undefined where nothing is there. */
function textOf(cell: Cell): string | { readonly wrong: NoName } | undefined {
  if (isMissing(cell)) return undefined;
  if (typeof cell === 'string') return cell;
  // A file that has it as a number in double precision cannot tell it from its neighbors.
  if (typeof cell === 'number' && Number.isInteger(cell) && !Number.isSafeInteger(cell)) return { wrong: 'inexact' };
  if (typeof cell === 'object') return { wrong: cell instanceof Uint8Array ? 'bytes' : 'nested' };
  return String(cell);
}
