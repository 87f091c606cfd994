import { configDefaults, defineConfig } from 'vitest/config';

/**
 * The rule that parts the tests: `*.test.ts` is quick and needs only what the README names, so `npm test` runs it.
 * `*.all.test.ts` takes longer, or needs a program that the README does not name: `npm run test:all` runs both kinds.
 */
const beyond = process.env['SEEDBED_TESTS'] === 'all' ? [] : ['**/*.all.test.{ts,tsx}'];

/** Generous: no test asserts time, and a busy machine fails none. */
const patience = 600_000;

/**
 * One vitest configuration for every package: sources are resolved, not builds, so a test sees the code beside it.
 * @param maxWorkers files at a time; more than there are cores only where tests wait for other processes.
 * @param alone files of tests that have a process of their own, since they change what belongs to a whole process or are
 * about it: variables, mocked modules, what is registered. Where it is given, the others share a process for each worker,
 * which loads the sources once.
 */
export function sharedConfig(name, { maxWorkers = 2, alone } = {}) {
  const include = ['src/**/*.test.{ts,tsx}'];
  const exclude = [...configDefaults.exclude, ...beyond];
  const projects = alone && [
    // In groups of their own, so that a process is not given up for a file that needs another one.
    { extends: true, test: { name, include, exclude: [...exclude, ...alone], isolate: false, sequence: { groupOrder: 0 } } },
    { extends: true, test: { name: `${name}, alone`, include: alone, exclude, sequence: { groupOrder: 1 } } },
  ]; // prettier-ignore
  return defineConfig({
    ssr: { resolve: { conditions: ['@seedbed/source', 'node', 'default'] } },
    test: {
      ...(projects ? { projects } : { include, exclude }),
      name,
      testTimeout: patience,
      hookTimeout: patience,
      expect: { poll: { timeout: patience / 2 } },
      pool: 'forks',
      maxWorkers,
    },
  });
}
