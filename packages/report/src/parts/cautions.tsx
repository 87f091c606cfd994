import { unevenWords } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { capital, count } from '../text/format.js';

/** What has to be known before any number of the page is read; nothing where there is nothing. */
export function Cautions({ model }: { readonly model: ReportModel }) {
  const { notLearned, uneven } = model;
  return (
    <>
      {notLearned.length > 0 ? (
        <p class="warning" role="note">
          <strong>{count(notLearned.length, 'run')} did not learn.</strong> They finished, and count in every mean
          below. <a href="#runs">Which ones, and how that is seen</a>
        </p>
      ) : null}
      {uneven ? (
        <p class="warning" role="note">
          <strong>The test set is uneven.</strong> {capital(unevenWords(uneven))}. <a href="#uneven">Both measures</a>
        </p>
      ) : null}
    </>
  );
}
