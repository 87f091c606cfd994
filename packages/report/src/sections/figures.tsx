import { undrawn } from '../figures/index.js';
import type { Drawn } from '../figures/view.js';
import { FigureBlock } from '../parts/figure.js';
import { list } from '../text/format.js';
import { Section, type SectionProps } from './section.js';
import { VerdictList } from './verdicts.js';

interface FiguresProps extends SectionProps {
  readonly figures: readonly Drawn[];
}

function Block({ figure, model, charts }: SectionProps & { readonly figure: Drawn }) {
  const chart = charts.get(figure.id);
  if (!chart) return null;
  return (
    <FigureBlock chart={chart} experiment={model.experiment.head.name} numbers={figure.table} long={figure.long}>
      {figure.caption} {figure.chart.legend ? 'Choose a name in the legend to follow it, or a' : 'Choose a'} point to
      see the runs behind it.
    </FigureBlock>
  );
}

/** The main figure, with the verdicts beside it. */
export function Result({ figures, ...props }: FiguresProps) {
  const [main] = figures;
  return (
    <Section id="result" title={main?.title ?? 'Result'}>
      <div class="result">
        {main ? <Block {...props} figure={main} /> : <p class="empty">Nothing to draw yet.</p>}
        <VerdictList model={props.model} />
      </div>
      <Absent model={props.model} figures={figures} />
    </Section>
  );
}

/** All other figures, each a section. */
export function MoreFigures({ figures, ...props }: FiguresProps) {
  return (
    <>
      {figures.map((figure) => (
        <Section id={`section-${figure.id}`} title={figure.title}>
          <Block {...props} figure={figure} />
        </Section>
      ))}
    </>
  );
}

/** Which figures of the spec are not here. */
function Absent({ model, figures }: Pick<FiguresProps, 'model' | 'figures'>) {
  const places = undrawn(model, figures);
  if (places.length === 0) return null;
  return (
    <p class="empty">
      Not drawn: {places.length === 1 ? 'figure' : 'figures'} {list(places.map(String))} of the spec, since no finished
      run has the numbers.
    </p>
  );
}
