import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { temporaryFolder } from './tiny.js';

const client = fileURLToPath(new URL('../../../../clients/python', import.meta.url));

/** A Python that has all that the examples import; SEEDBED_PYTHON names it. */
const python = process.env['SEEDBED_PYTHON'] ?? 'python3';

function missing(): string | null {
  try {
    execFileSync(python, ['-c', 'import numpy, sklearn, torch'], { stdio: 'pipe' });
    return null;
  } catch {
    return `${python} has no PyTorch, scikit-learn or NumPy`;
  }
}

/**
 * Describes tests of trainers in Python. Where there is no PyTorch they are skipped by name with the reason; with
 * SEEDBED_REQUIRE_PYTHON set they fail instead.
 */
export function describePython(title: string, body: () => void): void {
  const reason = missing();
  const skips = reason !== null && !process.env['SEEDBED_REQUIRE_PYTHON'];
  describe.skipIf(skips)(`${title}${reason ? ` (skipped: ${reason})` : ''}`, body);
}

/** The environment in which `python` is that one, and finds the client of this repository. */
export const withClient = (): Record<string, string> => {
  const own = execFileSync(python, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  return {
    PATH: `${dirname(own)}${delimiter}${process.env['PATH'] ?? ''}`,
    PYTHONPATH: join(client, 'src'),
  };
};

/** A copy of an example of the client: its spec may be changed. @returns its folder. */
export function exampleTrainer(name: string): string {
  const folder = join(temporaryFolder(), name);
  cpSync(join(client, 'examples', name), folder, { recursive: true });
  return folder;
}
