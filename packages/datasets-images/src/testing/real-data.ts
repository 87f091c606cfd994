import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Where the real data lie: `$SEEDBED_DATA`, or `shared/data` beside the repository. */
const folder = resolve(
  process.env['SEEDBED_DATA'] || fileURLToPath(new URL('../../../../../shared/data', import.meta.url)),
);

/** Tests with a real archive; without it they are skipped by name, and are failures where it is required. */
export function withRealData(archive: string, tests: (path: string) => void): void {
  const path = join(folder, archive);
  if (existsSync(path)) return tests(path);
  if (process.env['SEEDBED_REQUIRE_DATA']) return void test(`${archive} is there`, () => expect.fail(`${path} is not`));
  test.skip(`the real ${archive}: it is not in ${folder} (SEEDBED_DATA names another folder)`, () => {});
}
