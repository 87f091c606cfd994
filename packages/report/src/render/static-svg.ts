import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';

/** Text is measured by vega's own estimate: a native canvas, where one is installed, would give other bytes. */
const textMetrics = (vega as unknown as { textMetrics: { canvas(use: boolean): void } }).textMetrics;

const resetIds = (vega as unknown as { resetSVGDefIds(): void }).resetSVGDefIds;

const refuse = () => Promise.reject(new Error('a report loads nothing'));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} } as unknown as vega.Loader;

/** Ids that are unique in a page with many pictures: vega numbers its own from zero in each. */
function ownIds(svg: string, prefix: string): string {
  return svg
    .replace(/ id="((?:clip|gradient_)\d+)"/g, ` id="${prefix}-$1"`)
    .replace(/"url\(#((?:clip|gradient_)\d+)\)"/g, `"url(#${prefix}-$1)"`);
}

/** Draws a picture as SVG text; equal specs give equal text, in any process. */
export async function staticSvg(spec: vega.Spec, prefix: string): Promise<string> {
  textMetrics.canvas(false);
  const runtime = vega.parse(spec, undefined, { ast: true });
  const view = new vega.View(runtime, { expr: expressionInterpreter, renderer: 'none', loader } as vega.ViewOptions);
  try {
    await view.runAsync();
    resetIds();
    return ownIds(await view.toSVG(), prefix);
  } finally {
    view.finalize();
  }
}
