import { exitCodes } from '@seedbed/core';
import { createProgram } from './program.js';
import { interrupt } from './progress/interrupt.js';
import { describeError, listDocument } from './report-error.js';

// Workers notice that the scheduler is gone and end; what is stored is whole.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () =>
    interrupt(() => {
      const message = '\ninterrupted: every finished run is stored; the same command goes on from there\n';
      // After the progress bar has taken itself away.
      process.once('exit', () => process.stderr.write(message));
      process.exit(exitCodes.interrupted);
    }),
  );
}

// Whoever reads the answer may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? process.exit() : fail(error)));
process.stderr.on('error', () => {});
process.on('uncaughtException', fail);

function fail(error: unknown): never {
  const { text, exitCode } = describeError(error, process.argv.includes('--debug'));
  const document = process.argv.includes('--json') ? listDocument(error) : undefined;
  if (document !== undefined) process.stdout.write(`${document}\n`);
  if (text) process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}

try {
  const program = await createProgram(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  fail(error);
}
