import { limitations } from '../data/limitations.js';
import { Section, type SectionProps } from './section.js';

/** What to hold against the results, said by the page itself. */
export function Limitations({ model }: SectionProps) {
  return (
    <Section id="limitations" title="Limitations">
      <ul class="prose">
        {limitations(model).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </Section>
  );
}
