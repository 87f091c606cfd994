import type { ComponentChildren } from 'preact';
import type { ReportModel } from '../data/model.js';
import type { RenderedChart } from '../render/charts.js';

/** What every section is given. */
export interface SectionProps {
  readonly model: ReportModel;
  readonly charts: ReadonlyMap<string, RenderedChart>;
}

/** A part of the page that the contents can point to. */
export function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
