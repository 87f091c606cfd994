import { expect, it } from 'vitest';
import { edited, exampleText, loadText } from '../testing/experiments.js';

/** The words and the title of what a figure shows. */
function calledIn(metric: string, text = exampleText) {
  const more = `metrics:\n  gap: { difference: { of: validation.accuracy, minus: test.accuracy } }\n  quick: { stepsTo: { metric: validation.accuracy, value: 80 } }\n`;
  const { figures } = loadText(`${text}${more}figures:\n  - lines: { y: ${metric}, x: size }\n`);
  const [{ shown }] = figures as [(typeof figures)[number]];
  return shown.kind === 'metric' ? [shown.metric.words, shown.metric.title] : [];
}

it('a metric is told as people call it, a number of others by what it is made of', () => {
  expect(calledIn('test.accuracy')).toEqual(['test accuracy', 'Test accuracy']);
  expect(calledIn('gap')[0]).toBe('validation accuracy − test accuracy');
  expect(calledIn('quick')[0]).toBe('steps until validation accuracy reaches 80 %');
});

it('its stage is told where several are measured', () => {
  const both = edited('perClass: 20 }, steps: 40 }', 'perClass: 20 }, steps: 40, measure: [test] }', exampleText.replace(/claims:[^]*/, '')); // prettier-ignore
  expect(calledIn('source.test.accuracy', both)).toEqual(['test accuracy of source', 'Test accuracy']);
});
