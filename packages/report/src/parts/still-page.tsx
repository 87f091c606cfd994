import type { ComponentChildren } from 'preact';
import { policyHash } from '../render/embed.js';

interface StillPageProps {
  readonly title: string;
  readonly style: string;
  /** Whether pictures are part of the page, as data of their own. */
  readonly pictures?: boolean;
  /** What sorts or folds; the page reads without it. */
  readonly script?: string;
  readonly children: ComponentChildren;
}

/** A whole document whose charts stand still: nothing may be fetched, and nothing may run but a script that is inlined here. */
export function StillPage({ title, style, pictures = false, script, children }: StillPageProps) {
  const images = pictures ? '; img-src data:' : '';
  const scripts = script === undefined ? '' : `; script-src ${policyHash(script)}`;
  const policy = `default-src 'none'; style-src ${policyHash(style)}${images}${scripts}; base-uri 'none'; form-action 'none'`;
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
        {script === undefined ? null : <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
}
