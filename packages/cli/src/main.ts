import { createRequire } from 'node:module';
import { Command } from 'commander';
import { exitCodes } from '@seedbed/core';
import { cancelCommand } from './commands/cancel.js';
import { claimsCommand } from './commands/claims.js';
import { dataCommands } from './commands/data.js';
import { diffCommand } from './commands/diff.js';
import { doctorCommand } from './commands/doctor.js';
import { exportCommand } from './commands/export.js';
import { fsckCommand } from './commands/fsck.js';
import { gcCommand } from './commands/gc.js';
import { planCommand } from './commands/plan.js';
import { recordCommand } from './commands/record.js';
import { reportCommand } from './commands/report.js';
import { reproduceCommand } from './commands/reproduce.js';
import { runCommand } from './commands/run.js';
import { statusCommand } from './commands/status.js';
import { storeCommands } from './commands/store.js';
import { verifyCommand } from './commands/verify.js';
import { interrupt } from './progress/interrupt.js';
import { describeError } from './report-error.js';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** In the order in which --help lists them. */
const commands = [
  planCommand,
  runCommand,
  statusCommand,
  cancelCommand,
  storeCommands,
  diffCommand,
  verifyCommand,
  claimsCommand,
  reportCommand,
  exportCommand,
  reproduceCommand,
  recordCommand,
  dataCommands,
  doctorCommand,
  fsckCommand,
  gcCommand,
];

/** The `seedbed` command, without having read any arguments. */
export function createProgram(): Command {
  const program = new Command('seedbed')
    .description('Experiments that can be reproduced, and proof that they were.')
    .version(version, '--version', 'print the version')
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(--help shows the options)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const add of commands) add(program);
  program.hook('preAction', () => {
    if (program.opts<{ debug?: boolean }>().debug) process.env['SEEDBED_DEBUG'] = '1';
  });
  return program;
}

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
  if (text) process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}

await createProgram().parseAsync().catch(fail);
