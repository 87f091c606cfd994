import { createRequire } from 'node:module';
import { Command } from 'commander';
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
