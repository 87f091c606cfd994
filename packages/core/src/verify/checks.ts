import { type Measured, parts } from '../spec/parts.js';
import { sharedMeasured } from '../manifest/same-measured.js';
import type { Manifest } from '../manifest/schema.js';
import { hidesStart } from '../results/same-start.js';
import { digestOf } from '../digest/canonical.js';
import { differencesOf } from './differences.js';
import { firstOtherLoss } from './divergence.js';

/** What a re-executed run is compared on, in the order in which a run comes to it. */
export const checkNames = [
  'split',
  'subset',
  'initial weights',
  'batch order',
  'loss',
  'curves',
  'final weights',
  'measurements',
  'outcome',
] as const;
export type CheckName = (typeof checkNames)[number];

/** What is said of initial weights where the program that trains does not say them. */
export const unsaid = 'not said';

export interface Check {
  readonly name: CheckName;
  readonly equal: boolean;
  /** For people: "400 steps", "differs from step 37 on". */
  readonly detail: string;
}

/** Compares a run with the recorded one, each part by its bits. */
export function checksOf(recorded: Manifest, ours: Manifest): Check[] {
  const same = (a: unknown, b: unknown) => digestOf(a) === digestOf(b);
  const check = (name: CheckName, equal: boolean, detail = equal ? 'equal' : 'differs'): Check => ({ name, equal, detail }); // prettier-ignore
  const subsets = parts.filter((part) => recorded.data[part] !== ours.data[part]);
  const step = firstDifferentStep(recorded, ours);
  const { before, after } = recorded.weights;
  const isHidden = hidesStart(recorded) && hidesStart(ours);
  return [
    check('split', same(recorded.data.classes, ours.data.classes)),
    check('subset', subsets.length === 0, subsets.length > 0 ? `${subsets.join(', ')} differ` : undefined),
    check('initial weights', before === ours.weights.before, isHidden ? unsaid : undefined),
    check('batch order', recorded.data.order === ours.data.order),
    check('loss', step === null, step === null ? `${recorded.loss.steps} steps equal` : `differs from step ${step} on`),
    check('curves', same(curveBeside(recorded, ours), curveBeside(ours, recorded))),
    check('final weights', after === ours.weights.after),
    check('measurements', ...measurements(recorded, ours)),
    check('outcome', same(recorded.outcome, ours.outcome), outcomeDetail(recorded, ours)),
  ];
}

/** First training step whose loss differs in its bits, 1-based; null when none does. */
export function firstDifferentStep(a: Pick<Manifest, 'loss'>, b: Pick<Manifest, 'loss'>): number | null {
  if (a.loss.chain === b.loss.chain) return null;
  const held = [a, b].map(({ loss }) => Math.floor(Buffer.byteLength(loss.bits, 'base64') / 4));
  return firstOtherLoss(a.loss.bits, b.loss.bits) ?? Math.min(...held) + 1;
}

/** Compares what both have. */
function measurements({ measured: recorded }: Manifest, { measured: ours }: Manifest): [boolean, string?] {
  if (!recorded || !ours) return [recorded === ours];
  const [a, b] = sharedMeasured(recorded, ours);
  if (digestOf(a) === digestOf(b)) return [true];
  const all = differencesOf(a, b);
  const first = all.find(({ path }) => path[1] === 'values') ?? (all[0] as (typeof all)[number]);
  const name = first.path.filter((step) => step !== 'values').join('.');
  return [false, `${name}: ${apart(first.values).join(' recorded, ')} here`];
}

/** Two numbers with as many digits after the point as tell them apart, from two on. */
function apart(values: readonly unknown[]): string[] {
  if (!values.every((value) => typeof value === 'number')) return values.map(String);
  for (let digits = 2; digits < 17; digits++) {
    const words = (values as number[]).map((value) => String(Number(value.toFixed(digits))));
    if (new Set(words).size === words.length) return words;
  }
  return values.map(String);
}

/** A curve with those metrics that another one has too. */
const curveBeside = ({ curve }: Manifest, other: Manifest) =>
  curve.map(({ measured, ...rest }, index) => ({
    ...rest,
    measured: Object.fromEntries(
      Object.entries(measured).map(([part, values]) => {
        const theirs = other.curve[index]?.measured[part as Measured];
        return [part, Object.fromEntries(Object.entries(values).filter(([name]) => !theirs || name in theirs))];
      }),
    ),
  }));

const outcomeDetail = ({ outcome: a }: Manifest, { outcome: b }: Manifest) =>
  a.status === b.status ? a.status : `${a.status} recorded, ${b.status} here`;
