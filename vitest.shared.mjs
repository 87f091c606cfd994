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
 */
export const sharedConfig = (name, { maxWorkers = 2 } = {}) =>
  defineConfig({
    ssr: { resolve: { conditions: ['@seedbed/source', 'node', 'default'] } },
    test: {
      name,
      include: ['src/**/*.test.{ts,tsx}'],
      exclude: [...configDefaults.exclude, ...beyond],
      testTimeout: patience,
      hookTimeout: patience,
      expect: { poll: { timeout: patience / 2 } },
      pool: 'forks',
      maxWorkers,
    },
  });
