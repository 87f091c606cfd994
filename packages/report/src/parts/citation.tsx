import type { Head } from '@seedbed/core';

/** Half of a character has no place in an address. */
const doiUrl = (doi: string) =>
  `https://doi.org/${encodeURIComponent(doi.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%2F', '/')}`;

const web = (url: string | undefined) => (url && /^https?:\/\//i.test(url) ? url : undefined);

/** A reference as it is printed, with a link to its DOI or its address. */
export function Citation({ text, doi, url }: NonNullable<Head['citation']>) {
  const link = doi ? doiUrl(doi) : web(url);
  return (
    <>
      {text} {link ? <a href={link}>{doi ? `doi:${doi}` : link}</a> : null}
    </>
  );
}
