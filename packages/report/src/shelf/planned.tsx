import { Section } from '../sections/section.js';
import type { PlannedEntry } from './input.js';

/** Specs of which no run is recorded, in short. */
export function Planned({ planned }: { readonly planned: readonly PlannedEntry[] }) {
  if (planned.length === 0) return null;
  return (
    <Section id="planned" title="Planned, nothing recorded yet">
      <ul class="prose">
        {planned.map(({ title, question, path }) => (
          <li>
            <strong>{title}</strong> (<code>{path}</code>). {question}
          </li>
        ))}
      </ul>
    </Section>
  );
}
