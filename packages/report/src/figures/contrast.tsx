import { byWords } from '../values/cells.js';
import { estimateText } from '../values/estimates.js';
import { level } from '../values/means.js';
import { signed } from '../values/quantity.js';
import { contrastChart } from './parts/contrast-chart.js';
import { type Contrasts, contrastsOf, type Differences } from './parts/contrast-data.js';
import { GridTable } from './parts/tables.js';
import type { FigureView } from './view.js';

/** Differences from a baseline, paired within replicates, with the intervals of the differences. */
export const contrast: FigureView<Contrasts> = {
  rows: contrastsOf,
  title: ({ quantity, all }) => `${quantity.title} compared with ${(all[0] as Differences).baseline.name}`,
  chart: contrastChart,
  table: ({ axes, all, digits, quantity }) => {
    const { baseline, estimates } = all[0] as Differences;
    return <GridTable label={`${quantity.title} minus that of ${baseline.name}${byWords(axes)}`} axes={axes} entries={estimates} text={(each) => estimateText(each, signed(digits))} />; // prettier-ignore
  },
  caption: ({ quantity, all, singles }, over) => {
    const { baseline, estimates } = all[0] as Differences;
    const better = quantity.better === 'neither' ? '' : ` Above zero it is ${quantity.better === 'higher' ? 'better' : 'worse'} than there.`; // prettier-ignore
    return (
      <>
        {quantity.title} minus that of <em>{baseline.name}</em> in the same replicate
        {quantity.step ? `, in ${quantity.step}` : ''}: means over {over}
        {estimates.some(({ interval }) => interval) ? ` with ${Math.round(level * 100)} % t intervals of the differences` : ''}.
        {better}
        {all.length > 1 ? ' Another level can be chosen to compare with.' : ''}
        {singles ? ' Thin lines are single replicates.' : ''}
      </>
    ); // prettier-ignore
  },
};
