import type { ClaimResult, Experiment } from '@seedbed/core';
import type { ReportInput } from '../input.js';
import type { IndexInput } from '../shelf/input.js';
import { fixture, fixtureInput, fixtureVerification, incompleteInput } from './fixture.js';
import { example, inputOf } from './synthetic.js';

/** A title that would do something if it were not escaped. */
export const hostile = '<img src=x onerror="document.title=1">';

/**
 * A shelf with everything that a card may have to say. Verdicts are put in by hand: one supported by both tests, one by the
 * t test alone and one by neither when all claims are one family; one contradicted.
 */
export function shelfInput(): IndexInput {
  const renamed = (input: ReportInput, name: string, title: string, bases: Experiment['files']): ReportInput => {
    const path = `/experiments/${name}/experiment.yaml`;
    const { experiment } = input;
    const files = [{ path, text: '' }, ...bases];
    return { ...input, experiment: { ...experiment, path, files, head: { ...experiment.head, name, title } } };
  };
  const [trend, best] = fixtureInput().claims as [ClaimResult, ClaimResult];
  const supported = (t: number, signFlip: number): ClaimResult => ({ ...trend, verdict: 'supported', findings: [{ ...trend.findings[0]!, p: { t, 'sign-flip': signFlip } }] }); // prettier-ignore
  const inputs = [
    fixtureInput({ verification: fixtureVerification(), claims: [supported(1e-6, 1e-6), { ...best, verdict: 'contradicted' }] }), // prettier-ignore
    renamed(fixtureInput(), 'smoke', 'Smoke test', fixture.experiment.files),
    inputOf(example('yosinski')),
    renamed({ ...incompleteInput(), claims: [supported(1e-6, 0.03), { ...best, verdict: 'supported', findings: [] }] }, 'partial', hostile, []), // prettier-ignore
    inputOf(example('06-large-batch'), { manifests: [] }),
  ];
  return {
    entries: inputs.map((input) => ({ input, href: `${input.experiment.head.name}/report.html` })),
    planned: [{ title: 'A large one', question: 'Does it scale?', path: 'large/paper.yaml' }],
  };
}
