import { Section } from '../sections/section.js';
import type { SetProps } from './input.js';
import { Inputs } from './pictures.js';

/** What its plugin said, and what leads to wrong conclusions. */
export function Odd({ set, prefix }: SetProps) {
  const { facts } = set;
  const { odd, blank } = set.overview;
  return (
    <Section id={`${prefix.id}odd`} title={`${prefix.title}What is unusual`}>
      {odd.length > 0 ? (
        <ul class="prose">
          {odd.map((text) => (
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
