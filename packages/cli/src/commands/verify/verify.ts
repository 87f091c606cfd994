import { randomInt } from 'node:crypto';
import { exitCodes, type Manifest, openStream, SeedbedError, stratifiedSample, writeVerification } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { backends } from '@seedbed/engine/backends';
import { type Command, InvalidArgumentError } from 'commander';
import { withUpstream } from '../../execution/chosen-runs.js';
import { matching } from '../../execution/filter.js';
import { type VerifyResult, verifyRuns } from '../../execution/verify-runs.js';
import { openTerminal } from '../../progress/terminal.js';
import { type Experiment, openExperiment } from '../../workspace/experiment.js';
import {
  type CommonFlags,
  examples,
  runOptions,
  specArgument,
  withJobs,
  withJson,
  withConsent,
  withFilter,
  withRunOptions,
} from '../../flags/flags.js';
import { natural, positive } from '../../flags/numbers.js';
import { sayContext, withContext } from '../../results/context-words.js';
import { traceDifferences } from './trace.js';
import { placeOf } from '../../results/shown.js';
import { judgeableWords, mismatchWords, summary, verifiedTable } from './answer.js';
import { verificationOf } from './record.js';
import { recordedRuns } from './recorded.js';

interface VerifyFlags extends CommonFlags {
  readonly context?: string;
  readonly results?: string;
  readonly sample?: number;
  readonly all?: boolean;
  readonly seed?: number;
  readonly threads?: number;
  readonly trace: number;
  readonly recordedEnv?: Readonly<Record<string, string>>;
  readonly record?: boolean;
}

const defaultSample = 8;

const variable = (text: string, before: Readonly<Record<string, string>> = {}) => {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('NAME=VALUE is expected');
  return { ...before, [name]: value as string };
};

/** `seedbed verify`. */
export function verifyCommand(program: Command): void {
  const command = program
    .command('verify')
    .argument(...specArgument)
    .description('execute stored runs again, each in a fresh process, compare them bit for bit, find where they part')
    .option(
      '--results <path>',
      'a file of results, or a store (default: results.jsonl beside the spec, else the store that run uses)',
    )
    .option(
      '--sample <k>',
      `so many measured runs, drawn over all stages and levels (default: ${defaultSample})`,
      positive,
    )
    .option('--all', 'every run')
    .option(
      '--seed <n>',
      'draw the sample of this seed again (default: another one each time, which is printed)',
      natural,
    )
    .option('--threads <n>', 'execute with more threads than the recorded runs had, to see what that changes', positive)
    .option('--trace <runs>', 'look for the first differing tensor in so many of the runs that differ', natural, 1)
    .option(
      '--recorded-env <name=value>',
      'a variable that the recorded side had and its manifest does not hold (repeatable)',
      variable,
    ) // prettier-ignore
    .option('--record', 'write verification.json beside the results, or into the store: the report shows it')
    .addHelpText(
      'after',
      examples('verify smoke --sample 4', 'verify fashion-mnist --all --record', 'verify smoke --filter "r0 * condition base*" --backend wasm', 'verify smoke --threads 2'), // prettier-ignore
    );
  withJson(withContext(withFilter(withConsent(withJobs(withRunOptions(command, { store: false })))))).action(verify);
}

async function verify(asked: string, flags: VerifyFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const experiment = openExperiment(asked);
  const results = placeOf(experiment, flags.results, terminal);
  const recordedHere = await recordedRuns(experiment, results, flags, terminal);
  const { manifests, notes, aside } = recordedHere;
  if (aside.length > 0) sayContext(recordedHere, results, terminal);
  else for (const note of notes) terminal.say(note);
  const seed = flags.all ? null : (flags.seed ?? randomInt(1e9));
  const chosen = choose(experiment, manifests, flags, seed);
  if (seed !== null && flags.filter === undefined)
    terminal.say(`a sample of ${count(chosen.size, 'run')}, --seed ${seed} draws it again`);
  const options = runOptions(flags);
  const backend = flags.backend ?? recordedBackend(chosen);
  const threads = flags.threads === undefined ? {} : { threads: flags.threads };
  const outcome = await verifyRuns(
    experiment,
    chosen,
    { ...options, ...threads, ...(backend && { backend }) },
    terminal,
    (judgeable) => {
      for (const line of judgeableWords(judgeable)) terminal.say(line);
    },
  );
  const { verified, troubles } = outcome;
  for (const { run, code, message } of troubles) terminal.say(`${run.label}: ${message} [${code}]`);
  const traces = await traceDifferences(experiment, outcome, flags.trace, flags.recordedEnv ?? {}, terminal);
  const { name } = experiment;
  const recorded = flags.record ? writeVerification(results, name, verificationOf(outcome, seed)) : null;
  const holds = troubles.length === 0 && verified.every(({ objections }) => objections.length === 0);
  if (terminal.json) terminal.print(JSON.stringify({ holds, ...documentOf(outcome, traces), seed }, null, 2));
  else {
    terminal.print(verifiedTable(verified));
    for (const line of summary(verified, outcome.seconds)) terminal.print(line);
    for (const traced of traces) for (const line of mismatchWords(traced)) terminal.print(line);
    if (recorded !== null) terminal.print(`recorded in ${recorded}`);
  }
  process.exitCode = troubles.length > 0 ? exitCodes.runsFailed : holds ? exitCodes.done : exitCodes.checkFailed;
}

/** The backend that the runs were recorded with, where it is here: only that one can give their bits again. */
function recordedBackend(chosen: ReadonlyMap<string, Manifest>): string | undefined {
  const [name] = [...chosen.values()].map(({ backend }) => backend.name);
  return backends.some((provider) => provider.name === name && provider.missing() === null) ? name : undefined;
}

/** The recorded runs to execute again, by config id; upstream runs come along where they are recorded too. */
function choose(experiment: Experiment, manifests: readonly Manifest[], flags: VerifyFlags, seed: number | null) {
  const recorded = new Map(manifests.map((manifest) => [manifest.configId, manifest]));
  if (recorded.size === 0) {
    throw new SeedbedError('SB_VERIFY_NOTHING', 'there is no recorded run of this experiment to verify', {
      hint: 'run it and record it first, or give a file of results or a store with --results',
    });
  }
  const named = new Set(matching(experiment, flags.filter).map((run) => run.configId));
  const candidates = manifests.filter(({ configId }) => named.has(configId));
  const sampled =
    seed === null || (flags.filter !== undefined && flags.sample === undefined)
      ? candidates
      : stratifiedSample(candidates, flags.sample ?? defaultSample, openStream(`verify/${seed}`));
  const ids = new Set(sampled.map(({ configId }) => configId));
  const wanted = withUpstream(experiment.runs.filter(({ configId }) => ids.has(configId)), experiment.runs); // prettier-ignore
  return new Map(
    wanted.flatMap(({ configId }) => (recorded.has(configId) ? [[configId, recorded.get(configId) as Manifest]] : [])),
  );
}

function documentOf(
  { verified, troubles, here, seconds }: VerifyResult,
  traces: Awaited<ReturnType<typeof traceDifferences>>,
) {
  return {
    here,
    seconds,
    runs: verified.map(({ run, comparison, judged, reasons, objections }) => ({
      label: run.label,
      runId: comparison.recorded.id,
      configId: run.configId,
      judged,
      reasons: reasons.map(({ text }) => text),
      bitwise: comparison.bitwise,
      firstStep: comparison.firstStep,
      difference: comparison.difference,
      wallSeconds: comparison.ours.cost.wallSeconds,
      checks: comparison.checks,
      objections,
    })),
    traces: traces.map(({ label, firstLoss, search, alone }) => ({ label, firstLoss, ...search, secondsAlone: alone })),
    failed: troubles.map(({ run, code, message }) => ({ label: run.label, code, message })),
  };
}
