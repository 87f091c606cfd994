/* docs/errors.md: every error, from the catalogs in which they are declared. */
import { errorGroups } from '@seedbed/core';
import { page, table } from './markdown.mjs';

const opening = [
  '# Errors',
  '',
  'Made by `node packages/cli/scripts/regenerate.mjs` from the catalog of errors; CI makes it again.',
  '',
  'An error is one line: what is wrong, where, and its code. A hint says the way out; for a spec the line is shown with its column.',
  'Codes never change. The last column is the exit code of the command ([cli.md](cli.md#exit-codes)).',
  '',
];

const rows = (errors) => Object.entries(errors).sort(([a], [b]) => (a < b ? -1 : 1));

/** @param nativeProblems What `nx run tools:native` says. */
export function errorsPage(nativeProblems) {
  const groups = Object.entries(errorGroups).flatMap(([title, errors]) => [
    `## ${title}`,
    '',
    ...table(
      ['code', 'cause', 'way out', 'exit'],
      rows(errors).map(([code, { cause, wayOut, exitCode }]) => [`\`${code}\``, cause, wayOut, exitCode]),
    ),
    '',
  ]);
  const provisioning = [
    '## Provisioning native TensorFlow',
    '',
    'What `nx run tools:native` says. Nothing stops because of it: runs train on WebAssembly then.',
    '',
    ...table(
      ['code', 'cause', 'way out'],
      rows(nativeProblems).map(([code, { cause, wayOut }]) => [`\`${code}\``, cause, wayOut]),
    ),
  ];
  return page([...opening, ...groups, ...provisioning]);
}
