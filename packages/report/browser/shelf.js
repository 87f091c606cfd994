// Puts the cards in the order that a reader chooses. Without it they are in the order of their titles.
(() => {
  'use strict';
  const choice = document.querySelector('.order');
  const shelf = document.querySelector('.shelf');
  const by = choice.querySelector('select');
  const reversed = choice.querySelector('input');
  const cards = [...shelf.children];

  function sort() {
    const numbers = new Map(cards.map((card) => [card, Number(card.dataset[by.value] ?? NaN)]));
    const sign = reversed.checked ? -1 : 1;
    const [known, unknown] = [false, true].map((is) => cards.filter((card) => Number.isNaN(numbers.get(card)) === is));
    known.sort((a, b) => sign * (numbers.get(a) - numbers.get(b)));
    shelf.append(...known, ...unknown);
  }

  // A browser may have kept what was chosen before the page was read again.
  sort();
  choice.addEventListener('change', sort);
  choice.hidden = false;
})();
