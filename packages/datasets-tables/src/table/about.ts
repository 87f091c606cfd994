export const about = {
  title: 'A table of your own',
  licence: 'That of the table',
  citation: 'That of the table',
  obtain:
    'Name a file (.csv, .tsv, .jsonl or .parquet), or a folder with one for each part (train, validation, test), with --data.',
};
