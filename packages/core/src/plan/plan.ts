import { resolveCondition } from '../spec/conditions.js';
import { transferableLayers } from '../spec/model-schema.js';
import type { Spec } from '../spec/schema.js';
import { type CellSpec, cellIdOf } from './cell.js';
import { freezes } from './cost.js';
import { labelOf } from './label.js';

/** One training that the spec asks for. */
export interface PlannedRun {
  readonly cellId: string;
  readonly cell: CellSpec;
  readonly role: 'source' | 'cell';
  readonly replicate: number;
  /** Null for a source network. */
  readonly condition: string | null;
  /** Training images a class. */
  readonly images: number;
  /** Cell id of the source network that must be trained first, or null. */
  readonly needs: string | null;
  /** What a person calls it: "r0 S2T at 25", "r0 source". */
  readonly label: string;
}

/** The replicate numbers that a spec asks for. */
export function replicatesOf(spec: Spec): number[] {
  const { first, count } = typeof spec.replicates === 'number' ? { first: 0, count: spec.replicates } : spec.replicates;
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Every run that a spec asks for, source networks before the cells that start from them. Pure: no data is looked at. */
export function planRuns(spec: Spec): PlannedRun[] {
  const sources = new Map<string, PlannedRun>();
  const cells: PlannedRun[] = [];
  for (const replicate of replicatesOf(spec)) {
    const ofReplicate = new Map<string, PlannedRun>();
    for (const images of spec.split.target.images) {
      for (const condition of spec.conditions) {
        const treatment = resolveCondition(condition, transferableLayers(spec.model));
        if (!treatment) throw new TypeError(`unchecked condition ${condition}`);
        const source = treatment.source && sourceOf(ofReplicate, spec, replicate, treatment.source);
        if (source) sources.set(source.cellId, source);
        const steps = (spec.training.steps.target[images] ?? 0) * treatment.budget;
        const cell = cellOf(spec, replicate, {
          role: 'cell',
          learns: 'target',
          labels: 'true',
          images,
          rate: spec.training.rates[condition],
          steps,
          transfer: {
            source: source?.cellId ?? null,
            copied: treatment.copied,
            frozen: treatment.frozen,
            probe: treatment.probe,
          },
        });
        cells.push(planned(cell, condition));
      }
    }
  }
  return [...sources.values(), ...cells];
}

type Source = Pick<CellSpec, 'labels'> & { readonly classes: CellSpec['learns'] };

/** The conditions of a replicate share its source networks, so each is made, and its digest taken, once. */
function sourceOf(known: Map<string, PlannedRun>, spec: Spec, replicate: number, source: Source): PlannedRun {
  const kind = `${source.classes} ${source.labels}`;
  const run = known.get(kind) ?? sourceRun(spec, replicate, source);
  known.set(kind, run);
  return run;
}

function sourceRun(spec: Spec, replicate: number, source: Source) {
  const cell = cellOf(spec, replicate, {
    role: 'source',
    learns: source.classes,
    labels: source.labels,
    images: spec.split.source.images,
    rate: spec.training.rates['source'],
    steps: spec.training.steps.source,
    transfer: { source: null, copied: 0, frozen: 0, probe: 0 },
  });
  return planned(cell, null);
}

interface Asked extends Pick<CellSpec, 'role' | 'learns' | 'labels' | 'images' | 'transfer'> {
  rate: number | undefined;
  steps: number;
}

function cellOf(spec: Spec, replicate: number, asked: Asked): CellSpec {
  const { rate, steps, transfer, ...rest } = asked;
  const { optimiser, schedule, batch, augmentation, evaluations } = spec.training;
  const mirrorsOnly = augmentation.flip && augmentation.shift === 0;
  return {
    ...rest,
    transfer: freezes(transfer) && mirrorsOnly ? { ...transfer, orientations: 2 } : transfer,
    dataset: spec.dataset,
    seed: spec.seed,
    replicate,
    classes: { source: spec.split.source.classes, target: spec.split.target.classes },
    validation: spec.split.validation,
    model: spec.model,
    training: {
      optimiser,
      schedule,
      batch,
      augmentation,
      evaluations: Math.min(evaluations, steps),
      rate: rate ?? spec.training.rate,
      steps,
    },
  };
}

function planned(cell: CellSpec, condition: string | null): PlannedRun {
  const { role, replicate, images } = cell;
  const named = { cell, role, replicate, condition, images };
  return { cellId: cellIdOf(cell), ...named, needs: cell.transfer.source, label: labelOf(named) };
}
