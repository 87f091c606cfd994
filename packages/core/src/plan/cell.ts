import type { ModelSpec } from '../spec/model-schema.js';
import type { TrainingSpec } from '../spec/training-schema.js';
import { digestOf } from '../digest/canonical.js';

/** How the classes of a data set are divided in a replicate: counts are drawn, names are taken as they are. */
export interface ClassSplit {
  readonly source: number | readonly string[];
  readonly target: number | readonly string[];
}

/**
 * What one training is asked to do, resolved: everything from the spec that can change its numbers and nothing else.
 * Names, titles, other sizes, other conditions and the number of replicates are not in it.
 */
export interface CellSpec {
  readonly role: 'source' | 'cell';
  readonly dataset: { readonly plugin: string; readonly options: Readonly<Record<string, unknown>> };
  readonly seed: number;
  readonly replicate: number;
  readonly classes: ClassSplit;
  /** Which classes are learnt; a source network on `target` classes is Yosinski's selffer. */
  readonly learns: 'source' | 'target';
  readonly labels: 'true' | 'shuffled';
  /** Training images a class. */
  readonly images: number;
  /** Validation images a class. */
  readonly validation: number;
  readonly model: ModelSpec;
  readonly training: {
    readonly optimiser: TrainingSpec['optimiser'];
    readonly rate: number;
    readonly schedule: TrainingSpec['schedule'];
    readonly batch: number;
    readonly steps: number;
    readonly augmentation: TrainingSpec['augmentation'];
    readonly evaluations: number;
  };
  readonly transfer: {
    /** Cell id of the source network, or null. */
    readonly source: string | null;
    readonly copied: number;
    readonly frozen: number;
    /** Share of the steps in which only the classifier is trained first. */
    readonly probe: number;
    /**
     * Where frozen layers see images only as they are and mirrored, their outputs are computed once for each of these two
     * orientations. Absent otherwise: they are computed once an image, or, of shifted images, in every step.
     */
    readonly orientations?: 2;
  };
}

/** Names what is asked, whatever computes it: runs of two backends that belong together have the same cell id. */
export function cellIdOf(cell: CellSpec): string {
  return digestOf(cell);
}
