const kinds = {
  race: ['hispanic', 'other', 'white'],
  occupation: ['clerical', 'management', 'other', 'professional', 'sales', 'service'],
  sector: ['construction', 'manufacturing', 'other'],
} as const;

type Kind = keyof typeof kinds;

/** A worker as the package has them. */
export type Worker = Readonly<
  Record<'education' | 'experience' | 'age' | 'wage', number> &
    Record<'south' | 'union' | 'married', 0 | 1> &
    Record<'gender' | Kind, string>
>;

export interface Column {
  readonly name: string;
  readonly of: (worker: Worker) => number;
}

const isKind = (column: Kind): readonly Column[] =>
  kinds[column].map((kind) => ({ name: `${column}=${kind}`, of: (worker) => Number(worker[column] === kind) }));

/**
 * What goes into a network, column by column. The package has union and married the wrong way round, in every row: its 0
 * is a member, and is married (README.md).
 */
export const columns: readonly Column[] = [
  { name: 'education', of: ({ education }) => education },
  { name: 'experience', of: ({ experience }) => experience },
  { name: 'age', of: ({ age }) => age },
  { name: 'south', of: ({ south }) => south },
  { name: 'female', of: ({ gender }) => Number(gender === 'female') },
  { name: 'union', of: ({ union }) => 1 - union },
  { name: 'married', of: ({ married }) => 1 - married },
  ...isKind('race'),
  ...isKind('occupation'),
  ...isKind('sector'),
];
