import { askIn, type World } from '@seedbed/core/worlds';
import type { RunRequest } from '../../training/run.js';

/** What is to be trained in another process. */
export interface Question {
  readonly world: World;
  readonly name: string;
  /** Addresses of the package's compiled modules. */
  readonly module: string;
  readonly engine: string | null;
  readonly backend: string;
  readonly request: RunRequest;
}

export type Answer = { readonly weights: string; readonly loss: string } | { readonly refused: string };

const here = import.meta.url;
const program = new URL(here.endsWith('.ts') ? '../../../dist/testing/components/program.js' : './program.js', here);

/** Trains in a process of another world. @param folder empty. */
export function trainedIn(question: Question, folder: string): Promise<Answer> {
  return askIn<Answer>(question, program, folder);
}
