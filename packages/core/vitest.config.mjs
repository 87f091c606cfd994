import { sharedConfig } from '../../vitest.shared.mjs';

export default sharedConfig('core', {
  alone: [
    // The file system, clocks, lists of files and variables are replaced.
    'src/{fs,store,testing}/**/*.test.ts',
    'src/dataset/{open-dataset,packed,packed-writer}.test.ts',
    'src/overview/overview.test.ts',
    // Packages are registered.
    'src/components/packages/*.test.ts',
  ],
});
