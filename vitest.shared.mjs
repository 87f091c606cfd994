import { defineConfig } from 'vitest/config';

/** One vitest configuration for every package: sources are resolved, not builds, so a test sees the code beside it. */
export const sharedConfig = (name) =>
  defineConfig({
    ssr: { resolve: { conditions: ['@seedbed/source', 'node', 'default'] } },
    test: {
      name,
      include: ['src/**/*.spec.{ts,tsx}'],
      testTimeout: 60_000,
      hookTimeout: 120_000,
      pool: 'forks',
      maxWorkers: 2,
    },
  });
