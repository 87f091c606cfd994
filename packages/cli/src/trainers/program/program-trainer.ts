import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, programIdentity, protocolVersion, type Ready, readySchema, SeedbedError } from '@seedbed/core';
import type { Trainer, TrainingOrder } from '../trainer.js';
import { homeOf, type Program } from '../../workspace/program.js';
import { commandWords } from './command.js';
import { converse, type ProgramState } from './converse.js';
import { giveRun } from './given.js';
import { type Circumstances, ProgramProcess } from './process.js';
import { makeScratch } from './scratch.js';
import { digestsOf, sourcesDigest } from './sources.js';
import { traceProgram } from './trace.js';

interface Started extends Program {
  readonly threads: number;
  /** For the files of its runs; made, and removed when it ends by itself. */
  readonly scratch: string;
  /** Of packed data. */
  readonly cacheDir: string;
  /** How often it is welcome to write a checkpoint, seconds. */
  readonly checkpointSeconds: number;
  readonly circumstances?: Circumstances;
  /** Gets its process each time that it is started, and the mark of all that it starts. */
  readonly onStart?: (pid: number, mark: string) => void;
}

/** A program that trains, with what the kit needs of it besides. */
export interface ProgramTrainer extends Trainer {
  /** What it says of itself. */
  readonly ready: Ready;
  /** Ends it as a machine that fails does. The next run is trained by one that is started then. */
  kill(): void;
  /** Closes its standard input. @returns whether it ended within so many seconds. */
  hangUp(seconds: number): Promise<boolean>;
  /** Ends it at once; it is not started again. */
  stop(): void;
}

/**
 * A program that trains: started here, and again where it ended with a run.
 * @throws SeedbedError SB_TRAINER_START where it does not start, or does not say who it is.
 */
export async function programTrainer(asked: Started): Promise<ProgramTrainer> {
  const { command, folder, threads, cacheDir, checkpointSeconds, circumstances, scratch } = asked;
  makeScratch(scratch);
  const start = () => {
    const started = new ProgramProcess(command, folder, threads, circumstances);
    for (const pid of started.pids.slice(0, 1)) asked.onStart?.(pid, started.mark);
    return started;
  };
  let program = start();
  const end = () => {
    program.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  process.once('exit', end);
  const ready = await introduced(program, threads, commandWords(command));
  const digests = () => digestsOf(ready.files, folder, commandWords(command), homeOf(asked));
  const files = digests();
  let runs = 0;

  /** The program, which is the same as before. */
  const alive = async (): Promise<ProgramProcess> => {
    if (program.isAlive) return program;
    program = start();
    const again = await introduced(program, threads, commandWords(command));
    if (canonicalJson(digests()) !== canonicalJson(files)) {
      program.stop();
      throw new SeedbedError('SB_SOURCES_CHANGED', `${commandWords(command)}: its files changed after this command started`, { hint: 'start it again: what was trained before keeps the digests of the files that made it' }); // prettier-ignore
    }
    if (canonicalJson(again) === canonicalJson(ready)) return program;
    throw program.refused(
      'it was started again, and says that it is another program',
      'what a program says of itself depends on no time and no run',
    );
  };

  /** Has a living program do something with a run, in a folder that is gone afterwards. */
  const inFolder = async <T>(work: (by: ProgramProcess, own: string) => Promise<T>): Promise<T> => {
    const own = join(scratch, String(++runs));
    try {
      return await work(await alive(), own);
    } catch (error) {
      // Only one that gave a run up waits for the next; any other is in the middle of something.
      if (!(error instanceof SeedbedError) || error.code !== 'SB_TRAINER_FAILED') program.stop();
      throw error;
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  };

  return {
    ready,
    hangUp: (seconds) => program.hangUp(seconds),
    stop() {
      end();
      process.off('exit', end);
    },
    identity: programIdentity(ready),
    numerics: ready.version,
    packages: {
      ...ready.libraries,
      ...(ready.environment.interpreter && { interpreter: ready.environment.interpreter }),
    },
    reads: ready.reads,
    traces: ready.offers.includes('trace'),
    program: {
      record: {
        command: [...command],
        ...(asked.from && { package: asked.from }),
        determinism: ready.determinism,
        files,
        ...(ready.environment.packages && { packages: ready.environment.packages }),
      },
      sources: sourcesDigest(files),
    },
    kill: () => program.stop(),
    beside: () => ({ cpuSeconds: program.cpuSeconds, peakMemoryBytes: program.peakMemoryBytes }),
    train: (order) => inFolder((by, own) => trained(order, by, own)),
    trace: (order, set, upstream) =>
      inFolder((by, own) => traceProgram(order, { program: by, folder: own, set, upstream, cacheDir, threads })),
  };

  function trained(
    { run, runId, set, upstream, checkpoints, onStep, onResume, onNote }: TrainingOrder,
    by: ProgramProcess,
    own: string,
  ) {
    const resumed = ready.offers.includes('checkpoints') ? checkpoints.resume<ProgramState>(onNote) : undefined;
    if (resumed) onResume(resumed.step);
    const resume = resumed && { step: resumed.step, file: 'resume' };
    const given = giveRun({
      ...{ run, runId, dataset: set.dataset, upstream, cacheDir, threads, folder: own },
      more: { checkpoint: { seconds: checkpointSeconds, resume: resume ?? null }, trace: null },
      files: resumed ? { resume: new Uint8Array(resumed.vectors.file.buffer, 0, resumed.bytes) } : {},
    });
    return converse({
      ...{ id: runId, program: by, folder: own, given, resumed, measure: run.measure },
      batchSize: run.config.training?.batchSize ?? 0,
      hearing: { onStep, onNote, keepState: checkpoints.keep },
    });
  }
}

/** Has a program say who it is. */
async function introduced(program: ProgramProcess, threads: number, name: string): Promise<Ready> {
  program.send({ type: 'start', protocol: protocolVersion, threads });
  const failed = (what: string, hint?: string) => {
    program.stop();
    return new SeedbedError('SB_TRAINER_START', what, hint ? { hint } : {});
  };
  try {
    const read = readySchema.safeParse(await program.next());
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw failed(`${name} does not say who it is: ${issue?.path.join('.')}: ${issue?.message}`, 'correct what the program says of itself: "ready" in docs/trainers.md lists its fields'); // prettier-ignore
  } catch (error) {
    if (!(error instanceof SeedbedError) || error.code === 'SB_TRAINER_START') throw error;
    throw failed(error.message, error.hint);
  }
}
