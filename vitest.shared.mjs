import { defineConfig } from 'vitest/config';

/** One vitest configuration for every package: sources are resolved, not builds, so a test sees the code beside it. */
export const sharedConfig = (name) =>
  defineConfig({
    ssr: { resolve: { conditions: ['@seedbed/source', 'node', 'default'] } },
    test: {
      name,
      include: ['src/**/*.spec.{ts,tsx}'],
      // Generous: no test asserts time, and a busy machine fails none.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      pool: 'forks',
      maxWorkers: 2,
    },
  });
