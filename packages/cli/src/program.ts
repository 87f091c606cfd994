import { createRequire } from 'node:module';
import { Command } from 'commander';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

type AddCommand = (program: Command) => void;

/** In the order in which --help lists them. What a command needs is loaded when it is called: the rest costs half a second. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./commands/init/init.js')).initCommand,
  plan: async () => (await import('./commands/plan/plan.js')).planCommand,
  run: async () => (await import('./commands/run.js')).runCommand,
  search: async () => (await import('./commands/search.js')).searchCommand,
  status: async () => (await import('./commands/status.js')).statusCommand,
  cancel: async () => (await import('./commands/cancel.js')).cancelCommand,
  ls: async () => (await import('./commands/ls.js')).lsCommand,
  show: async () => (await import('./commands/show.js')).showCommand,
  diff: async () => (await import('./commands/diff.js')).diffCommand,
  verify: async () => (await import('./commands/verify/verify.js')).verifyCommand,
  claims: async () => (await import('./commands/claims/claims.js')).claimsCommand,
  report: async () => (await import('./commands/report/report.js')).reportCommand,
  export: async () => (await import('./commands/export.js')).exportCommand,
  reproduce: async () => (await import('./commands/reproduce/reproduce.js')).reproduceCommand,
  record: async () => (await import('./commands/record/record.js')).recordCommand,
  data: async () => (await import('./commands/data/data.js')).dataCommands,
  trainer: async () => (await import('./commands/trainer/trainer.js')).trainerCommands,
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand,
  fsck: async () => (await import('./commands/fsck.js')).fsckCommand,
  gc: async () => (await import('./commands/gc.js')).gcCommand,
};

/**
 * The `seedbed` command, without having read any arguments.
 * @param words what it will read: where they begin with a command's name, that command is enough. All of them by default.
 */
export async function createProgram(words: readonly string[] = []): Promise<Command> {
  const program = new Command('seedbed')
    .description('Experiments that can be reproduced, and proof that they were.')
    .version(version, '--version', 'print the version')
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(--help shows the options)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  const asked = words.find((word) => !word.startsWith('-'));
  const names = asked !== undefined && Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands);
  for (const name of names) (await commands[name]?.())?.(program);
  program.hook('preAction', () => {
    if (program.opts<{ debug?: boolean }>().debug) process.env['SEEDBED_DEBUG'] = '1';
  });
  return program;
}
