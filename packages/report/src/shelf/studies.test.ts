import { expect, it } from 'vitest';
import type { IndexEntry } from './input.js';
import { studiesOf } from './studies.js';
import { fixture, fixtureInput } from '../testing/fixture.js';
import { example, inputOf } from '../testing/synthetic.js';

/** The fixture as a spec that extends it would give it. */
function extending(name: string, question = fixture.experiment.head.question): IndexEntry {
  const path = `/experiments/${name}/experiment.yaml`;
  const { experiment } = fixture;
  const head = { ...experiment.head, name, title: `Title of ${name}`, question };
  const files = [{ path, text: '' }, ...experiment.files];
  return {
    input: { ...fixtureInput(), experiment: { ...experiment, path, files, head } },
    href: `${name}/report.html`,
  };
}

const base: IndexEntry = { input: fixtureInput(), href: 'fashion-mnist/report.html' };
const yosinski: IndexEntry = { input: inputOf(example('yosinski')), href: 'yosinski/report.html' };

it('one that extends another and asks the same is a shortened form; one with a question of its own is not', () => {
  const studies = studiesOf([extending('smoke'), yosinski, base, extending('other', 'Is it otherwise?')]);
  expect(studies.map(({ href, shortened }) => [href, shortened])).toEqual([
    ['yosinski/report.html', []],
    ['other/report.html', []],
    ['fashion-mnist/report.html', [{ title: 'Title of smoke', href: 'smoke/report.html' }]],
  ]);
});

it('is a card where what it extends is not on the page', () => {
  expect(studiesOf([extending('smoke')]).map(({ href }) => href)).toEqual(['smoke/report.html']);
});
