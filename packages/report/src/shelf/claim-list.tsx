import type { AmongClaims } from '@seedbed/core';
import { OriginTag, VerdictTag } from '../parts/tags.js';
import type { ShelfStatistics } from './statistics.js';
import type { Study } from './studies.js';

const marks: Readonly<Record<Exclude<AmongClaims['by'], 'both'>, string>> = {
  t: 'with Holm: t test only',
  neither: 'with Holm: no longer',
};

/** Each claim with its verdict, its origin, and what is left of it when all claims of the page are one family. */
export function ClaimList({ study, statistics }: { readonly study: Study; readonly statistics: ShelfStatistics }) {
  const { claims: results } = study.model.input;
  if (results.length === 0) return <p class="empty">No claim is judged yet.</p>;
  return (
    <ul class="verdicts">
      {results.map((result) => {
        const { id, statement, verdict, origin } = result;
        const by = statistics.among.get(result)!.by;
        const quote = study.model.claims.get(id)?.quote;
        return (
          <li class={verdict}>
            <p class="tags">
              <VerdictTag verdict={verdict} />
              <OriginTag origin={origin} />
              {verdict === 'supported' && by !== 'both' ? <span class="mark">{marks[by]}</span> : null}
            </p>
            <p>
              {id}: {statement}
            </p>
            {quote ? (
              <details>
                <summary>The paper’s words</summary>
                <blockquote>
                  <p>“{quote.text}”</p>
                  <footer>{quote.source}</footer>
                </blockquote>
              </details>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
