import { type GivenExample, installedData } from '@seedbed/core';
import { beforeAll, expect, test } from 'vitest';
import { columns } from './columns.js';
import { contentOf } from './content.js';
import { published, table } from './published.js';

const rows: { readonly wage: number; readonly of: Readonly<Record<string, number>> }[] = [];

beforeAll(async () => {
  const content = contentOf(installedData(published, import.meta.url).read(table), undefined);
  await content.examples(({ values, targets }: GivenExample) => {
    const named = Object.fromEntries(columns.map(({ name }, index) => [name, values[index] as number]));
    rows.push({ wage: targets?.[0] as number, of: named });
  });
});

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const where = (column: string, value = 1) => rows.filter(({ of }) => of[column] === value);

// As summary(CPS1985) of the R package AER shows them.
test('has the numbers that are published of this survey', () => {
  const wages = rows.map(({ wage }) => wage).sort((a, b) => a - b);
  expect(wages).toHaveLength(534);
  expect([wages[0], wages[533]]).toEqual([1, 44.5]);
  expect(mean(wages)).toBeCloseTo(9.024, 3);
  expect(mean([wages[266] as number, wages[267] as number])).toBeCloseTo(7.78, 6);
  expect(mean(rows.map(({ of }) => of['education'] as number))).toBeCloseTo(13.02, 2);
  expect(mean(rows.map(({ of }) => of['experience'] as number))).toBeCloseTo(17.82, 2);
  expect(mean(rows.map(({ of }) => of['age'] as number))).toBeCloseTo(36.83, 2);
  const counted = columns.slice(3).map(({ name }) => [name, where(name).length]);
  expect(Object.fromEntries(counted)).toEqual({
    south: 156,
    female: 245,
    union: 96,
    married: 350,
    'race=hispanic': 27,
    'race=other': 67,
    'race=white': 440,
    'occupation=clerical': 97,
    'occupation=management': 55,
    'occupation=other': 156,
    'occupation=professional': 105,
    'occupation=sales': 38,
    'occupation=service': 83,
    'sector=construction': 24,
    'sector=manufacturing': 99,
    'sector=other': 411,
  });
});

test('every row is of one race, one occupation, one sector', () => {
  for (const kind of ['race', 'occupation', 'sector']) {
    const names = columns.map(({ name }) => name).filter((name) => name.startsWith(`${kind}=`));
    for (const { of } of rows) expect(names.reduce((sum, name) => sum + (of[name] as number), 0)).toBe(1);
  }
});

test('members of a union earn more, as the survey has it', () => {
  expect(mean(where('union').map(({ wage }) => wage))).toBeCloseTo(10.798, 3);
  expect(mean(where('union', 0).map(({ wage }) => wage))).toBeCloseTo(8.635, 3);
});
