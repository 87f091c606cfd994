import type { SourceFiles } from '../files/source-files.js';

/** A class with the names of its images. */
export interface ClassImages {
  readonly name: string;
  readonly train: readonly string[];
  readonly test: readonly string[];
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

/** A layout, looked over: classes that can be used, every image in its fixed order, and what was odd. */
export interface Survey {
  readonly classes: readonly ClassImages[];
  readonly notes: readonly string[];
}
