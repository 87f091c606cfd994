import type { OpenContext } from '../../dataset/contract.js';
import type { DatasetIdentity } from '../../dataset/same-set.js';
import { askIn } from './ask-in.js';
import type { World } from './worlds.js';

/** Where and how a set is opened. */
export interface Question {
  readonly world: World;
  /** Address of the plugin's module, `file:…`. */
  readonly module: string;
  readonly options: unknown;
  readonly context: Omit<OpenContext, 'onProgress'>;
}

/** The set as it is found in another world. */
export interface SetElsewhere extends DatasetIdentity {
  readonly notes: readonly string[];
  readonly columns?: readonly string[];
}

export type Answer = { readonly set: SetElsewhere } | { readonly refused: string };

// Node runs compiled files only: where this is a source, as in tests, what is run is what was built from it.
const here = import.meta.url;
const program = new URL(here.endsWith('.ts') ? '../../../dist/testing/worlds/program.js' : './program.js', here);

/** Opens a set in a process of another world. @param folder empty; folders of that world are made in it. */
export function openIn(question: Question, folder: string): Promise<Answer> {
  return askIn<Answer>(question, program, folder);
}
