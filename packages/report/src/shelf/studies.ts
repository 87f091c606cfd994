import { modelOf, type ReportModel } from '../data/model.js';
import { type ExecutedAgain, executedAgain } from './executed-again.js';
import type { IndexEntry } from './input.js';

/** An experiment with what belongs to its card. */
export interface Study {
  readonly model: ReportModel;
  readonly href: string;
  /** Processor time of all recorded runs, unfinished and repeated ones too, in seconds. */
  readonly cpuSeconds: number;
  /** Null where no run was executed again. */
  readonly again: ExecutedAgain | null;
  /** The same question asked in small; counted nowhere. */
  readonly shortened: readonly { readonly title: string; readonly href: string }[];
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The experiments by title. One that extends another one of them and asks the same question is a shortened form of it:
 * the same claims again, from less, would count twice.
 */
export function studiesOf(entries: readonly IndexEntry[]): Study[] {
  const bases = new Map(entries.map((entry) => [entry, baseOf(entry, entries)]));
  const own = entries.filter((entry) => !bases.get(entry));
  const studies = own.map((entry): Study => {
    const model = modelOf(entry.input);
    return {
      model,
      href: entry.href,
      cpuSeconds: model.manifests.reduce((sum, { cost }) => sum + cost.cpuSeconds, 0),
      again: executedAgain(model),
      shortened: entries
        .filter((other) => bases.get(other) === entry)
        .map(({ input, href }) => ({ title: input.experiment.head.title, href })),
    };
  });
  return studies.sort((a, b) => byText(titleOf(a), titleOf(b)));
}

const titleOf = ({ model }: Study) => model.experiment.head.title;

/** What an experiment is a shortened form of: of all that it extends, the one from which the question comes. */
function baseOf({ input: { experiment } }: IndexEntry, entries: readonly IndexEntry[]): IndexEntry | undefined {
  const extended = experiment.files.slice(1).map(({ path }) => path);
  const bases = extended.flatMap((path) => entries.filter(({ input }) => input.experiment.path === path));
  return bases.findLast(({ input }) => input.experiment.head.question === experiment.head.question);
}
