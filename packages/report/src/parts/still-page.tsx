import type { ComponentChildren } from 'preact';
import { policyHash } from '../render/embed.js';

interface StillPageProps {
  readonly title: string;
  readonly style: string;
  /** Whether pictures are part of the page, as data of their own. */
  readonly pictures?: boolean;
  readonly children: ComponentChildren;
}

/** A whole document without scripts: nothing may be fetched, and nothing may run. */
export function StillPage({ title, style, pictures = false, children }: StillPageProps) {
  const images = pictures ? '; img-src data:' : '';
  const policy = `default-src 'none'; style-src ${policyHash(style)}${images}; base-uri 'none'; form-action 'none'`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="seedbed" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}
