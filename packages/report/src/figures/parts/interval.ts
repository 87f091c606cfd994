import { follow } from '../../charts/chart.js';

/** A reader's choice of intervals. */
const intervalChoices = ['over replicates (t)', 'within replicates'] as const;

/** The choice between intervals, where there are both. */
export const intervalParam = (both: boolean) =>
  both ? [{ name: 'intervals', value: intervalChoices[0], bind: { input: 'select', options: [...intervalChoices], name: 'Intervals ' } }] : []; // prettier-ignore

/** Puts the chosen interval into `low` and `high`. */
export const chosenInterval = (both: boolean) =>
  ['low', 'high'].map((end) => ({
    calculate: both ? `intervals === '${intervalChoices[1]}' ? datum.w${end} : datum.t${end}` : `datum.t${end}`,
    as: end,
  }));

/** Single replicates, on demand where there are any. */
export const replicatesParam = (some: boolean) => ({ name: 'replicates', value: false, ...(some && { bind: { input: 'checkbox', name: 'Single replicates' } }) }); // prettier-ignore

export const followParam = { name: follow, value: '' };
