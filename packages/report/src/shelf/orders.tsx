import { verdicts } from '@seedbed/core';
import { yearIn } from '../text/year.js';
import { countVerdicts } from './statistics.js';
import type { Study } from './studies.js';

/** A way to sort the cards: the smallest number first, and what has none last. */
interface Order {
  /** Of the attribute of a card that holds its number. */
  readonly name: string;
  readonly title: string;
  readonly of: (study: Study, index: number) => number | undefined;
}

const latest = (day: string | undefined) => (day === undefined ? undefined : -Number(day.replaceAll('-', '')));
const most = (number: number) => -number;

const orders: readonly Order[] = [
  { name: 'title', title: 'title', of: (_, index) => index },
  {
    name: 'year',
    title: 'year of the paper, newest first',
    of: ({ model }) => {
      const year = yearIn(model.experiment.head.citation?.text ?? '');
      return year && most(year);
    },
  },
  { name: 'cost', title: 'cost, most first', of: ({ cpuSeconds }) => most(cpuSeconds) },
  { name: 'runs', title: 'runs, most first', of: ({ model }) => most(model.manifests.length) },
  { name: 'again', title: 'executed again, latest first', of: ({ again }) => latest(again?.day) },
  ...verdicts.map((verdict) => ({
    name: verdict,
    title: `claims ${verdict}, most first`,
    of: ({ model }: Study) => most(countVerdicts(model.input.claims)[verdict]),
  })),
];

/** The numbers of a card as attributes. @param index Its place by title. */
export const orderNumbers = (study: Study, index: number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    orders.flatMap(({ name, of }) => {
      const number = of(study, index);
      return number === undefined ? [] : [[`data-${name}`, number]];
    }),
  );

/** Chooses an order of the cards; the page's script shows it, since it does nothing without. */
export function OrderChoice() {
  return (
    <p class="order" hidden>
      <label>
        Sort by{' '}
        <select>
          {orders.map(({ name, title }) => (
            <option value={name}>{title}</option>
          ))}
        </select>
      </label>
      <label>
        <input type="checkbox" /> the other way round
      </label>
    </p>
  );
}
