const sources = '^packages/[^/]+/src';

/** Which way imports may lead, type imports included: never back, neither between files nor between folders. */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-cycles',
      severity: 'error',
      scope: 'folder',
      from: { path: '^packages/core/src' },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    includeOnly: sources,
    // Entries name everything, tests and their kits look at everything.
    exclude: '(spec|test)[.]tsx?$|/testing/|/src/index[.]ts$',
  },
};
