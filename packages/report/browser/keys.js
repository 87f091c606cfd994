// Legend and points by keyboard and by tap: one stop each in a chart, arrows move inside.
(() => {
  'use strict';
  const { tip, runs } = window.seedbed;

  /** How far from a tap a point may be, in pixels: a finger is not a pointer. */
  const reach = 26;

  const itemOf = (element) => element.__data__;
  const entriesOf = (item) => {
    const text = item?.tooltip;
    return text && typeof text === 'object' ? [...Object.entries(text), ...runs.words(item.datum)] : [];
  };
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };

  const spoken = (item) => Object.entries(item.tooltip).map(([name, text]) => `${name} ${text}`).join(', '); // prettier-ignore

  /** Makes a group of elements one stop of the keyboard. */
  function group(elements, prepare, focus, activate) {
    const move = (from, to) => {
      if (!elements[to]) return;
      elements[from].setAttribute('tabindex', '-1');
      elements[to].setAttribute('tabindex', '0');
      elements[to].focus();
    };
    elements.forEach((element, index) => {
      element.setAttribute('tabindex', index === 0 ? '0' : '-1');
      for (let each = element; each && each.tagName !== 'svg'; each = each.parentElement)
        each.removeAttribute('aria-hidden');
      prepare(element);
      element.addEventListener('focus', () => focus(element));
      element.addEventListener('blur', tip.hide);
      element.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (step) move(index, index + step);
        else if (event.key === 'Home') move(index, 0);
        else if (event.key === 'End') move(index, elements.length - 1);
        else if (event.key === 'Enter' || event.key === ' ') activate(element);
        else return;
        event.preventDefault();
      });
    });
  }

  /** The points of a drawing that say something. */
  const pointsIn = (stage) => [...stage.querySelectorAll('.mark-symbol.role-mark path, .mark-rect.role-mark path')].filter((each) => entriesOf(itemOf(each)).length > 0); // prettier-ignore

  function followLegend(stage, view) {
    const known =
      'follow' in (view.getState({ signals: (name) => name === 'follow', data: () => false }).signals ?? {});
    if (!known) return;
    const labels = [...stage.querySelectorAll('.role-legend-label text')];
    const valueOf = (element) => itemOf(element)?.datum?.value;
    const toggle = (element) => {
      const value = valueOf(element);
      if (value === undefined) return;
      view.signal('follow', view.signal('follow') === value ? '' : value).run();
      for (const each of labels) each.setAttribute('aria-pressed', String(view.signal('follow') === valueOf(each)));
    };
    group(
      labels,
      (element) => {
        element.setAttribute('role', 'button');
        element.setAttribute('aria-pressed', 'false');
        element.setAttribute('aria-label', `Follow ${valueOf(element)}`);
      },
      () => undefined,
      toggle,
    );
    for (const each of [...labels, ...stage.querySelectorAll('.role-legend-symbol path')]) {
      each.addEventListener('click', () => toggle(each));
    }
  }

  /** @param host What is labelled as a picture while nobody can act in it. */
  function add(figure, stage, host, view) {
    host.setAttribute('role', 'group');
    followLegend(stage, view);
    const points = pointsIn(stage);
    const select = (element) => {
      const item = itemOf(element);
      tip.showAt(entriesOf(item), element);
      runs.show(figure, item.datum);
    };
    group(
      points,
      (element) => {
        element.setAttribute('role', 'img');
        element.setAttribute('aria-label', spoken(itemOf(element)));
      },
      (element) => {
        if (element.matches(':focus-visible')) tip.showAt(entriesOf(itemOf(element)), element);
      },
      select,
    );
    stage.addEventListener('click', (event) => {
      const own = event.target.closest('path, rect');
      const hit = own && points.includes(own) ? own : nearest(pointsIn(stage), event.clientX, event.clientY);
      if (hit) select(hit);
    });
  }

  function nearest(points, x, y) {
    let [found, distance] = [null, reach];
    for (const each of points) {
      const at = middle(each);
      const away = Math.hypot(at.x - x, at.y - y);
      if (away < distance) [found, distance] = [each, away];
    }
    return found;
  }

  window.seedbed.keys = { add, entriesOf };
})();
