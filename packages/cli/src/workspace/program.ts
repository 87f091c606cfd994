import { SeedbedError } from '@seedbed/core';
import type { Experiment } from './experiment.js';
import { installedTrainer } from './installed.js';

/** A program that trains the runs of an experiment. */
export interface Program {
  readonly command: readonly string[];
  /** In which it is started: the spec's, or that of the package. */
  readonly folder: string;
  /** The package whose it is, with its version; undefined of one beside the spec. */
  readonly from?: string | undefined;
}

/**
 * The program that a spec names; undefined where the engine trains.
 * @throws SeedbedError SB_TRAINER_COMMAND for a package that is not installed, or is none.
 */
export function programOf({ trainer, folder }: Pick<Experiment, 'trainer' | 'folder'>): Program | undefined {
  if (!trainer) return undefined;
  if ('command' in trainer) return { command: trainer.command, folder };
  const installed = installedTrainer(trainer.package, folder);
  if (installed) return installed;
  throw new SeedbedError('SB_TRAINER_COMMAND', `trainer: there is no package ${trainer.package} in a node_modules of ${folder} or above`, { hint: `npm install ${trainer.package}` }); // prettier-ignore
}

/** What the folder of a program is called: "the spec's folder", "the folder of @my-lab/linear 1.2.0". */
export const homeOf = ({ from }: Pick<Program, 'from'>): string =>
  from === undefined ? "the spec's folder" : `the folder of ${from}`;
