import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelOf } from './data/model.js';
import { figuresDrawn } from './figures/index.js';
import { renderReport } from './render-report.js';
import { example, inputOf } from './testing/synthetic.js';

const names = readdirSync(new URL('../../core/examples/', import.meta.url))
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('.choices.yaml'))
  .map((name) => name.replace('.yaml', ''));

describe.each(names)('%s', (name) => {
  const input = inputOf(example(name));

  it('has rows in every figure', () => {
    const figures = figuresDrawn(modelOf(input));
    expect(figures.filter(({ id }) => id.startsWith('figure-'))).toHaveLength(input.figures.length);
    for (const { chart } of figures) expect(chart.rows.length).toBeGreaterThan(0);
  });

  it('makes a page without a hole', async () => {
    const page = await renderReport(input);
    const text = page.replace(/<(script|code)[\s\S]*?<\/\1>/g, '').replace(/<style[\s\S]*?<\/style>/g, '');
    expect(/.{60}\b(?:NaN|undefined|Infinity|null|\[object)\b.{20}/s.exec(text)?.[0]).toBeUndefined();
    expect(Buffer.byteLength(page)).toBeLessThan(3e6);
  });
});
