import { environmentLacks, runsFailed, wrongRequest } from './entry.js';

/** Runs while they are trained: what they ask that no run may, what becomes of their processes. */
export const runErrors = {
  SB_UNSEEDED_RANDOM: runsFailed('A run, or a plugin that opens its data, drew a random number without a seed.', 'Draw from a named seed stream, or give the operation a seed.'), // prettier-ignore
  SB_CLOCK_IN_RUN: runsFailed('A run, or a plugin that opens its data, read a clock.', 'Read it outside of the run: no number may depend on when it is trained.'), // prettier-ignore
  SB_MACHINE_IN_RUN: runsFailed('A run, or a plugin that opens its data, asked about the machine or the process.', 'Make it an option: no number may depend on where it is trained.'), // prettier-ignore
  SB_NETWORK_IN_RUN: runsFailed('A run, or a plugin that opens its data, used the network.', 'Keep the data in a folder, and name it with --data.'), // prettier-ignore
  SB_UNWATCHED_IN_RUN: runsFailed('A run, or a plugin that opens its data, started code that is not watched.', 'Do the work in the same thread.'), // prettier-ignore
  SB_RUN_FAILED: runsFailed('A run ended with an error.', 'Look at its message; --debug shows the stack.'),
  SB_UPSTREAM_LOST: runsFailed(
    'A run was not trained, since the one that it starts from failed.',
    'Look at the error of the upstream run.',
  ),
  SB_WORKER_LOST: runsFailed('The process of a run ended without an answer.', 'Start again: long runs go on from their checkpoints; --jobs and --memory lower what is used.'), // prettier-ignore
  SB_WORKER_HUNG: runsFailed('The process of a run used no processor time for long, and was ended.', 'Start again; --hang-timeout says how long to wait.'), // prettier-ignore
  SB_SOURCES_CHANGED: environmentLacks(
    'The engine was built again after the command started.',
    'Start the command again.',
  ),
  SB_BUILD_STALE: environmentLacks('What is built is not what the sources say.', 'npm run build.'),
  SB_FILTER_NAME: wrongRequest('A filter names something that no run has.', 'Name stage, replicate or a factor.'),
  SB_FILTER_NOTHING: wrongRequest('A filter matches no run.', 'Take a label or a level that seedbed plan shows.'),
  SB_SEARCH_ABSENT: wrongRequest('The experiment has no search.', 'Say what is searched: search: { values, replicates, by }.'), // prettier-ignore
  SB_SEARCH_INCOMPLETE: wrongRequest('Runs of the search are not stored yet.', 'Train them first with seedbed run.'),
  SB_SEARCH_NONE: runsFailed(
    'Every run of a search diverged, so that nothing can be chosen.',
    'Search among other values.',
  ),
  SB_SLURM: environmentLacks('A command of Slurm is not here, or answers with an error.', 'Submit from a node of the cluster; sinfo shows whether it answers.'), // prettier-ignore
  SB_SLURM_PROFILE: wrongRequest('The profile of the cluster is wrong.', 'docs/clusters.md shows a complete one.'),
  SB_SLURM_PACK: wrongRequest(
    'A task looks for runs that its submission does not have.',
    'Submit the experiment again.',
  ),
  SB_PACK_OUTDATED: wrongRequest('The spec no longer asks for some of the runs that were submitted.', 'Submit it again; what was trained is kept.'), // prettier-ignore
};
