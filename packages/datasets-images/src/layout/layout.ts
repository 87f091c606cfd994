import { type Part, setParts } from '@seedbed/core';
import type { SourceFiles } from '../files/source-files.js';

/** A class with the names of its images. */
export interface ClassImages {
  readonly name: string;
  readonly train: readonly string[];
  /** Absent in every class of a set without such a part. */
  readonly test?: readonly string[];
  /** Absent in every class of a set without such a part. */
  readonly validation?: readonly string[];
}

/** What a data set's files mean. */
export interface Layout {
  /** In the data set's own fixed order. */
  readonly classes: readonly ClassImages[];
  /** Files that are no images and that the layout knows: lists, for example. */
  readonly known: readonly string[];
  /** Names that lists give and that are not there, by class. */
  readonly absent?: readonly Absent[];
  readonly notes?: readonly string[];
}

export interface Absent {
  /** The list that names them. */
  readonly list: string;
  readonly className: string;
  readonly images: number;
}

/**
 * Finds out what the files of a set mean; the one thing that differs from data set to data set.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export type ReadLayout = (files: SourceFiles) => Layout;

/** A class with the names of its images in each part; none in a part that the set lacks. */
export type ClassParts = Readonly<Record<Part, readonly string[]>> & { readonly name: string };

/** A layout, looked over: classes that can be used, every image in its fixed order, and what was unusual. */
export interface Survey {
  readonly classes: readonly ClassParts[];
  /** The parts that the set has. */
  readonly parts: readonly Part[];
  readonly notes: readonly string[];
}

/** What is said of the images of a part. */
export const partWords: Readonly<Record<Part, string>> = { train: 'training', test: 'test', validation: 'validation' };

/** The parts that a layout has: `test` and `validation` where a class of it has them, be they empty. */
export const partsOf = (classes: readonly ClassImages[]): Part[] =>
  setParts.filter((part) => part === 'train' || classes.some((each) => each[part] !== undefined));
