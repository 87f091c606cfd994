import { checkFailed, environmentLacks, wrongRequest } from './entry.js';

/** What is stored, recorded, compared and shown. */
export const storeErrors = {
  SB_STORE_NOT_FOUND: wrongRequest(
    'There is no store at this place.',
    'Run an experiment first, or name the store with --store.',
  ),
  SB_STORE_WRITE: environmentLacks(
    'A file cannot be written.',
    'Free some space, check the permissions, or choose another folder.',
  ),
  SB_STORE_WEIGHTS: wrongRequest('The weights of an upstream run are damaged or gone.', 'Run again: the upstream run is then trained again.'), // prettier-ignore
  SB_MANIFEST_DAMAGED: checkFailed(
    'A manifest is not as it was written.',
    'Delete it and run again, or restore it; seedbed fsck looks at all.',
  ),
  SB_RUN_NOT_FOUND: wrongRequest('No run, or more than one, begins with these digits.', 'Take an id that seedbed ls shows, or the path of a manifest.'), // prettier-ignore
  SB_RESULTS_NOT_FOUND: wrongRequest('There are no results at this place.', 'Run and record the experiment, or name a file of results or a store with --results.'), // prettier-ignore
  SB_RESULTS_CONTEXTS: wrongRequest('There are results of several contexts, and none is that of here and now.', 'Choose one with --context.'), // prettier-ignore
  SB_RESULTS_CONFLICT: checkFailed('A run is there twice with different results.', 'seedbed diff shows where they differ, seedbed verify which of them comes out again.'), // prettier-ignore
  SB_PREDICTIONS_DAMAGED: checkFailed('Recorded predictions are not as they were written.', 'Restore the file, or record the experiment again.'), // prettier-ignore
  SB_CLAIMS_TWO_RESULTS: wrongRequest('A claim would have to be judged on two results of one run.', 'Judge results of one backend and one version at a time.'), // prettier-ignore
  SB_FIGURE_EMPTY: wrongRequest(
    'No run that the main figure draws has finished.',
    'Run the experiment first, or name its results with --results.',
  ),
  SB_COMPARE_EMPTY: wrongRequest('There is nothing of this experiment to compare with.', 'Name another place, or a spec to set another experiment beside it.'), // prettier-ignore
  SB_RECORD_INCOMPLETE: wrongRequest(
    'Not all runs, or not all predictions that a metric compares, are stored.',
    'Train the rest first with seedbed run.',
  ),
  SB_RECORD_ENGINES: checkFailed('The runs were made by several engine sources.', 'seedbed verify --all --record shows whether these agree; then record again.'), // prettier-ignore
  SB_RECORD_OTHER_DATA: wrongRequest('The runs are of other data than those that are here.', 'Run with the data that are here, or name those of the runs with --data.'), // prettier-ignore
  SB_RECORD_OTHER_EXPERIMENT: wrongRequest(
    'Recording would remove results of another experiment.',
    'Give this spec a folder of its own.',
  ),
  SB_VERIFY_NOTHING: wrongRequest('There is no run to verify.', 'Run and record the experiment, or name a file of results or a store with --results.'), // prettier-ignore
  SB_VERIFICATION_FORMAT: checkFailed('The record of a verification has a format that is not read any more.', 'Make a new one with seedbed verify --record.'), // prettier-ignore
  SB_VERIFICATION_DAMAGED: checkFailed('The record of a verification was changed.', 'Restore it, or make a new one with seedbed verify --record.'), // prettier-ignore
};
