import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import ts from 'typescript-eslint';

/** Dependencies point one way: cli -> engine, report, datasets -> core. */
const boundaries = [
  { sourceTag: 'scope:core', onlyDependOnLibsWithTags: ['scope:core'] },
  { sourceTag: 'scope:engine', onlyDependOnLibsWithTags: ['scope:engine', 'scope:core'] },
  { sourceTag: 'scope:report', onlyDependOnLibsWithTags: ['scope:report', 'scope:core'] },
  { sourceTag: 'scope:datasets', onlyDependOnLibsWithTags: ['scope:datasets', 'scope:core'] },
  { sourceTag: 'scope:components', onlyDependOnLibsWithTags: ['scope:components', 'scope:engine', 'scope:core'] },
  {
    sourceTag: 'scope:cli',
    onlyDependOnLibsWithTags: ['scope:cli', 'scope:core', 'scope:engine', 'scope:report', 'scope:datasets'],
  },
  { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: ['scope:tools'] },
];

export default [
  {
    ignores: [
      '**/vitest.config.mjs',
      '**/dist',
      '**/out-tsc',
      '**/.nx',
      '**/.seedbed',
      '**/node_modules',
      'experiments/**/*.html',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  { plugins: { '@nx': nx } },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: boundaries,
          enforceBuildableLibDependency: true,
          // Its entries are loaded apart: what only reads results loads none that computes.
          checkDynamicDependenciesExceptions: ['@seedbed/engine', '@seedbed/engine/.*'],
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from a named seed stream (core/seeds).' },
      ],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    // Core decides and computes; only its store, its readers and its test kit touch the disk.
    files: ['packages/core/src/**/*.ts'],
    ignores: [
      'packages/core/src/{fs,store,testing}/**',
      'packages/core/src/dataset/packed*',
      'packages/core/src/spec/documents.ts',
      'packages/core/src/manifest/seal.ts',
      '**/*.test.ts',
    ],
    rules: {
      'no-restricted-imports': ['error', { paths: ['node:fs', 'node:child_process', 'node:process', 'node:os'] }],
      'no-restricted-globals': ['error', 'process', 'console'],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['tools/fuzz/**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['Buffer', 'structuredClone', 'setImmediate', 'setInterval', 'clearInterval'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    // Runs in the page.
    files: ['packages/report/browser/**/*.js'],
    languageOptions: { globals: { document: 'readonly', window: 'readonly', structuredClone: 'readonly' } },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' } },
];
