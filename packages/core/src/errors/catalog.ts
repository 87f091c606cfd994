import { backendErrors } from './catalog/backend.js';
import { commandErrors } from './catalog/command.js';
import { dataErrors } from './catalog/data.js';
import type { ErrorEntry } from './catalog/entry.js';
import { planErrors } from './catalog/plan.js';
import { runErrors } from './catalog/run.js';
import { specErrors } from './catalog/spec.js';
import { storeErrors } from './catalog/store.js';
import { trainerErrors } from './catalog/trainer.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** Every error by what it is about, in the order of the manual (docs/errors.md). */
export const errorGroups = {
  'Reading a spec': specErrors,
  'Runs, claims and figures of a spec': planErrors,
  'Data sets': dataErrors,
  'Engine and backends': backendErrors,
  'Runs and their processes': runErrors,
  'Programs that train': trainerErrors,
  'Stores and results': storeErrors,
  'Commands and files': commandErrors,
};

const catalog = {
  ...specErrors,
  ...planErrors,
  ...dataErrors,
  ...backendErrors,
  ...runErrors,
  ...trainerErrors,
  ...storeErrors,
  ...commandErrors,
};

/** The code of an error. There is no other: an error that is not in the catalog does not compile. */
export type ErrorCode = keyof typeof catalog;

/** How a command ends with an error; one of another version of Seedbed is a wrong request. */
export const exitCodeOf = (code: ErrorCode): ExitCode =>
  Object.hasOwn(catalog, code) ? catalog[code].exitCode : exitCodes.wrongRequest;

/** Every error, by its code. */
export const errorCatalog: Readonly<Record<ErrorCode, ErrorEntry>> = catalog;
