import { clean } from './clean';
import { helpText, readOptions, type Options } from './options';
import { cleaned, interrupted, provisioned, unavailable, type Ending } from './outcome';
import type { Request } from './plan';
import { oneLine } from './problems';
import { progressOn } from './progress';
import { provision } from './provision';

/** The command line: options in, one line (or JSON document) and the exit code out. */
export async function command(args: readonly string[], place: Pick<Request, 'workspace' | 'pins'>): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`SB_NATIVE_USAGE: ${oneLine((error as Error).message)}. See --help.\n`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(helpText);
    return 0;
  }
  const started = performance.now();
  const progress = progressOn(process.stderr);
  const { force, gpu, anyMachine } = options;
  const request: Request = { ...place, env: process.env, progress, signal: untilInterrupted(), force, gpu, anyMachine };
  const { outcome, line, exitCode } = await attempt(request, options);
  progress.end();
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const stream = options.json || outcome.code === null ? process.stdout : process.stderr;
  stream.write(`${options.json ? JSON.stringify({ ...outcome, seconds }) : line(seconds)}\n`);
  return exitCode;
}

async function attempt(request: Request, options: Options): Promise<Ending> {
  try {
    return options.clean ? cleaned(await clean(request)) : provisioned(await provision(request));
  } catch (error) {
    if (request.signal.aborted) return interrupted;
    if (options.debug) process.stderr.write(`${(error as Error).stack}\n`);
    return unavailable(error, options.strict);
  }
}

// The first signal lets stages clean up behind them; a second one ends it at once.
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      controller.abort();
      process.once(name, () => process.exit(130));
    });
  }
  return controller.signal;
}
