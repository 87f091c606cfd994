import { mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.mjs';

// The tests run the built command in processes of its own.
export default mergeConfig(sharedConfig('cli'), { test: { globalSetup: ['src/testing/global-setup.ts'] } });
