import { execFile, spawnSync } from 'node:child_process';
import { arch, platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compiledModule } from '@seedbed/core/worlds';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const emulator = 'qemu-x86_64';

/** Why no other processor can be emulated here; null when it can. */
export function missingEmulator(): string | null {
  if (platform() !== 'linux' || arch() !== 'x64') return 'other processors are only emulated on linux x64';
  if (spawnSync(emulator, ['--version']).status === 0) return null;
  return `${emulator} is not installed (in Debian it is in the package qemu-user)`;
}

export interface Elsewhere {
  /** A processor as `qemu-x86_64 -cpu help` names it, with features: "Haswell,fma=off". This one by default. */
  readonly processor?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What was built of the sources, on this processor too. */
  readonly built?: boolean;
}

/** Runs a program of this folder in a process of its own and reads the JSON on its last line. */
export async function runElsewhere(
  program: string,
  words: readonly string[],
  { processor, variables, built = false }: Elsewhere = {},
): Promise<unknown> {
  const source = ['--conditions=@seedbed/source', '--import', '@swc-node/register/esm-register', path(program)];
  // To compile the sources takes the emulator longer than to run them: there it is what was built of them.
  const compiled = () => fileURLToPath(compiledModule(new URL(program, import.meta.url)));
  // The emulator looks for programs as the kernel does, by their full path.
  const command =
    processor === undefined
      ? [process.execPath, ...(built ? [compiled()] : source), ...words]
      : [emulator, '-cpu', processor, process.execPath, compiled(), ...words];
  const { stdout } = await promisify(execFile)(command[0] as string, command.slice(1), {
    env: { ...process.env, SWC_NODE_PROJECT: path('../../tsconfig.lib.json'), ...variables },
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Digests and losses of one small training, `print-digests.ts`, on the backend that is named. */
export const trainedElsewhere = (backend: string, where?: Elsewhere) =>
  runElsewhere('./print-digests.ts', [backend], where);
