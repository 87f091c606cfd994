import { Section } from '../sections/section.js';
import type { SetProps } from './input.js';
import { Inputs } from './pictures.js';

/** What its plugin said, and what leads to wrong conclusions. */
export function Unusual({ set, prefix }: SetProps) {
  const { facts } = set;
  const { unusual, blank } = set.overview;
  return (
    <Section id={`${prefix.id}unusual`} title={`${prefix.title}What is unusual`}>
      {unusual.length > 0 ? (
        <ul class="prose">
          {unusual.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      ) : (
        <p class="empty">Nothing: no notes of the plugin, no equal inputs, no small or uneven classes, no constants.</p>
      )}
      {blank.length > 0 ? (
        <>
          <p>Some of those that have the same value everywhere:</p>
          <ul class="pictures">
            {blank.map((example) => (
              <li>
                <Inputs example={example} facts={facts} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}
