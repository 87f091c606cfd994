import { canonicalJson } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import { type Context, type ContextSummary, summaryWords } from './context.js';

/** The data, backend and numerics at hand, as far as they are known. */
export type AtHand = Partial<Pick<Context, 'data' | 'numerics' | 'backend' | 'packages'>>;

/** Which of several contexts is meant. */
export interface Wanted {
  /** The context at hand, as far as it is known. */
  readonly atHand?: AtHand | undefined;
  /** The first digits of a context's id, where somebody asked for one: it goes before the one at hand. */
  readonly id?: string | undefined;
}

/**
 * The context that is meant: the one that was asked for, else the one at hand, else the only one there is.
 * @returns null where there is none.
 * @throws SeedbedError SB_RESULTS_CONTEXTS that lists them where that does not decide.
 */
export function chooseContext(contexts: readonly ContextSummary[], wanted: Wanted): ContextSummary | null {
  const { id, atHand = {} } = wanted;
  if (id !== undefined) return askedFor(contexts, id);
  const near = contexts.filter(({ context }) => isAtHand(context, atHand));
  const candidates = near.length > 0 ? near : contexts;
  if (candidates.length < 2) return candidates[0] ?? null;
  const none = near.length > 0 ? '' : ', none of them of the data, backend and numerics at hand';
  throw listing(`there are results of ${candidates.length} contexts${none}: they are never mixed`, candidates);
}

function askedFor(contexts: readonly ContextSummary[], id: string): ContextSummary {
  const matches = contexts.filter((each) => id !== '' && each.id.startsWith(id.toLowerCase()));
  if (matches.length === 1) return matches[0] as ContextSummary;
  const how = matches.length === 0 ? 'no context' : `${matches.length} contexts`;
  throw listing(`${how} of these results ${matches.length > 1 ? 'begin' : 'begins'} with "${id}"`, contexts);
}

const isAtHand = (context: Context, { data = {}, packages = {}, ...atHand }: AtHand): boolean =>
  (['numerics', 'backend'] as const).every((field) => isSame(context[field], atHand[field])) &&
  Object.entries(context.data).every(([key, set]) => isSame(set, data[key])) &&
  Object.entries(context.packages ?? {}).every(([name, code]) => isSame(code, packages[name]));

/** What is not known at hand fits. */
const isSame = (theirs: unknown, atHand: unknown) =>
  atHand === undefined || canonicalJson(theirs) === canonicalJson(atHand);

/** An error with a line for each context, and the option that chooses. */
function listing(message: string, contexts: readonly ContextSummary[]): SeedbedError {
  const hint = `choose with --context and the first digits of one${contexts[0] ? `, such as --context ${contexts[0].id.slice(0, 8)}` : ''}`;
  const excerpt = contexts.map((each) => `  ${summaryWords(each)}`).join('\n');
  return new SeedbedError('SB_RESULTS_CONTEXTS', message, contexts.length > 0 ? { hint, excerpt } : {});
}
