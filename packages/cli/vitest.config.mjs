import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.mjs';

// The tests run the built command in processes of its own, and some wait for a cluster's clock.
export default mergeConfig(sharedConfig('cli', { maxWorkers: 3 }), {
  test: { globalSetup: ['src/testing/global-setup.ts'] },
});
