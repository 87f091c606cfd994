import { sharedConfig } from '../../vitest.shared.mjs';

export default sharedConfig('engine', {
  alone: [
    // What is guarded, and which backends there are, is so for a whole process.
    'src/{audit,backends}/**/*.test.ts',
    // Components are registered.
    'src/testing/**/*.test.ts',
    'src/**/{gradients,kernels,probe}.test.ts',
    // Functions or modules are replaced, variables set.
    'src/**/{saved-model,shared-rows,loss-program,train}.test.ts',
    'src/graph/compile.all.test.ts',
    // A device in software is at work.
    'src/layers/*.test.ts',
    'src/training/held.test.ts',
  ],
});
